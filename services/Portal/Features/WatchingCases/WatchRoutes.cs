using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Coc.Portal.Features.WatchingCases;

/// <summary>Tells an open page, once, that somebody changed its case. Looking is calm, because the API records it as a read; a page that nobody touches for long is not told any more.</summary>
internal static class WatchRoutes
{
    public const string Changed = "changed";
    public const string Over = "over";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/cases/{id:guid}/changes", (Guid id, long since, HttpContext context, CaseDesk desk, ILoggerFactory logs) =>
            TypedResults.ServerSentEvents(WatchAsync(id, since, context.RequestServices, desk, logs, context.RequestAborted)));

    private static async IAsyncEnumerable<SseItem<string>> WatchAsync(
        Guid id, long since, IServiceProvider services, CaseDesk desk, ILoggerFactory logs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Longest; waited += Every)
        {
            yield return new("", "still"); // so that nobody on the way takes the silence for an end
            await Task.Delay(Every, cancellationToken);
            var (scene, gone) = await LookAsync(desk, id, cancellationToken);
            if (gone)
            {
                break;
            }

            if (scene?.Case.Version > since)
            {
                var steps = await desk.StepsSinceAsync(id, since, cancellationToken);
                yield return new(await RenderAsync(services, logs, scene, steps), Changed);
                break;
            }
        }

        yield return new("", Over);
    }

    // Signed out meanwhile or an outage: the browser comes again, and is signed in anew on the way.
    private static async Task<(CaseScene? Scene, bool Gone)> LookAsync(CaseDesk desk, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return (await desk.OpenAsync(id, cancellationToken), false);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return (null, true);
        }
        catch (RefusedException refused) when (refused.Refusal.Status is StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError)
        {
            return (null, false);
        }
        catch (HttpRequestException)
        {
            return (null, false);
        }
    }

    private static async Task<string> RenderAsync(IServiceProvider services, ILoggerFactory logs, CaseScene scene, IReadOnlyList<StepShown> steps)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ChangedNotice>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Scene"] = scene, ["Steps"] = steps }))).ToHtmlString());
    }
}
