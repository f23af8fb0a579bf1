using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Talking;

/// <summary>The one place where what no page has dealt with becomes a page: a refusal of the API, a form without its token, a mistake of ours.</summary>
internal sealed partial class RefusalsAsPages(RequestDelegate next, ILogger<RefusalsAsPages> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404 or 405, ContentType: null })
            {
                await ShowAsync(context, new Refusal(context.Response.StatusCode, "notFound"));
            }
        }
        catch (RefusedException refused) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, refused.Refusal);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await ShowAsync(context, new Refusal(bad.StatusCode, bad.InnerException is AntiforgeryValidationException ? "formExpired" : "validation"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // nobody is there to read it
        }
        catch (Exception e) when (!context.Response.HasStarted && (ProblemWriter.IsOutage(e) || e is JsonException))
        {
            LogOutage(e.GetType().Name);
            await ShowAsync(context, new Refusal(StatusCodes.Status503ServiceUnavailable, "unavailable"));
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogUnexpected(e.GetType().Name, context.GetEndpoint()?.DisplayName, e.StackTrace);
            await ShowAsync(context, new Refusal(StatusCodes.Status500InternalServerError, "internal"));
        }
    }

    // Who is not signed in is asked to, and comes back to where they wanted to go.
    private static Task AnswerAsync(HttpContext context, Refusal refusal)
    {
        if (refusal.Status != StatusCodes.Status401Unauthorized)
        {
            return ShowAsync(context, refusal);
        }

        if (context.Request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = refusal.Status; // a part of a page is not exchanged for a sign-in: script says it, and what was written stays
            return Task.CompletedTask;
        }

        var then = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path.Value!.TrimStart('/') : "work";
        context.Response.Redirect($"{context.Request.PathBase}/sign-in?then={Uri.EscapeDataString(then)}");
        return Task.CompletedTask;
    }

    private static Task ShowAsync(HttpContext context, Refusal refusal)
    {
        context.Response.Clear();
        context.Response.Headers.CacheControl = "no-store";
        if (refusal.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return new RazorComponentResult<RefusalPage>(new { Refusal = refusal }) { StatusCode = refusal.Status }.ExecuteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answered 503: {Kind}")]
    private partial void LogOutage(string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Answered 500: {Kind} at {Endpoint}{Stack}")]
    private partial void LogUnexpected(string kind, string? endpoint, string? stack); // never the message: it may quote what somebody wrote
}
