using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Ledger.Features.Tracing;

/// <summary><c>GET /api/trail/{id}</c>: everything that hangs together with a report, case, sanction, notice, order, transfer or incident, as far as the asker may see.</summary>
internal static class ShowTrail
{
    public static void MapTrail(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/trail/{id}", HandleAsync).For(CallerKind.Seat).WithName("Trail").Produces<Trail>();

    private static async Task<IResult> HandleAsync(string id, HttpContext context, StepGraph graph, TrailWall wall)
    {
        var caller = context.Caller();
        if (!Guid.TryParse(id, out var thing))
        {
            throw new ProblemException(Problems.NotFound);
        }

        var steps = await graph.ConnectedAsync(thing, context.RequestAborted);
        var visible = await wall.VisibleAsync(steps, caller, context.RequestAborted);

        // A thing that only neighbours of what the asker may see is as absent as one that never was.
        if (!visible.Any(s => s.IsOf(thing)))
        {
            throw new ProblemException(Problems.NotFound);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(Trail.Of(visible), Json.Options);
    }
}
