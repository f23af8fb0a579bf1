using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.SeeingWhatWaits;

/// <summary>My work: what waits for the seats of whoever is signed in, and the same as it changes.</summary>
internal static class WorkRoutes
{
    /// <summary>Asked by script before a form is sent and after a connection was lost.</summary>
    public const string Ping = "work/ping";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work", ShowAsync);
        routes.MapGet("/work/live", (HttpContext context, LiveWork live, string? seen) => live.Open(context, seen));
        routes.MapGet("/work/ping", (Visitor visitor) => Results.StatusCode(visitor.SignedIn ? StatusCodes.Status204NoContent : StatusCodes.Status401Unauthorized));
    }

    private static async Task<RazorComponentResult<WorkPage>> ShowAsync(HttpContext context, Api api, WaitingWork work)
    {
        var me = await Me.AskAsync(api, context.RequestAborted);
        return new(new { Me = me, List = await work.OfAsync(me, null, context.RequestAborted) });
    }
}
