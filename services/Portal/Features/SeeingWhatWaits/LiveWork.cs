using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.SeeingWhatWaits;

/// <summary>
/// The queue as it changes, to a browser that keeps the page open. It looks at a calm pace, says something at every look so that nobody on the way takes the connection for dead, and ends after some minutes: the browser
/// comes back, and with it a fresh sign-in.
/// </summary>
internal sealed class LiveWork(
    Api api, Visitor visitor, WaitingWork work, AskedLately asked, IStringLocalizer<WorkTexts> words, IServiceProvider services, ILoggerFactory logs, IHostApplicationLifetime lifetime, TimeProvider time)
{
    public const string Queue = "queue";
    public const string Said = "said";

    /// <summary>Nobody is signed in here any more: the browser need not come back.</summary>
    public const string Over = "over";

    private const string Beat = "beat";
    private const int Beats = 30;
    private const int BeatsForALook = 2;

    /// <summary>The gateway takes a connection for dead on which nothing was said for half a minute.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <param name="seen">mark of what the page shows</param>
    public IResult Open(HttpContext context, string? seen) =>
        TypedResults.ServerSentEvents(EventsAsync(context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : seen, context.RequestAborted));

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(string? seen, [EnumeratorCancellation] CancellationToken aborted)
    {
        yield return new("", Beat); // opens the connection
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        for (var beat = 1; beat <= Beats && visitor.SignedIn && await WaitedAsync(ending.Token); beat++)
        {
            var (list, isOver) = beat % BeatsForALook == 0 ? await LookAsync(ending.Token) : (null, false);
            if (isOver)
            {
                yield break; // the access token ran out: it is renewed when the browser comes back
            }

            if (list is not null && list.Mark != seen)
            {
                seen = list.Mark;
                yield return new(await DrawAsync(list), Queue) { EventId = seen };
                yield return new(words["Changed"], Said);
            }
            else
            {
                yield return new("", Beat);
            }
        }

        if (!visitor.SignedIn)
        {
            yield return new("", Over);
        }
    }

    private async Task<(WorkList? List, bool IsOver)> LookAsync(CancellationToken ending)
    {
        WorkList? list = null;
        try
        {
            var refused = await Trying.SendAsync(async () =>
            {
                var me = await Me.AskAsync(api, ending);
                list = await work.OfAsync(me, asked.Lately(me.Id), ending);
            }, ending);
            return (list, refused is { Status: StatusCodes.Status401Unauthorized });
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return (null, true); // nobody listens, or nobody speaks any more
        }
    }

    private async Task<bool> WaitedAsync(CancellationToken ending)
    {
        try
        {
            await Task.Delay(Pause, time, ending);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<string> DrawAsync(WorkList list)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = visitor.Language.Culture;
            return (await renderer.RenderComponentAsync<WorkQueue>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(WorkQueue.List)] = list }))).ToHtmlString();
        });
    }
}
