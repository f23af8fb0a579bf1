using System.Globalization;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReleasingSanctions;

namespace Coc.Sanctions.Features.ComingBack;

/// <summary><c>POST /api/sanctions/{id}/conditions/{number}</c> <c>{state: open·met}</c>: a seat of the panel says whether something asked of the person is so (P14). What is not asked of them is 404.</summary>
internal static class MarkConditions
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/sanctions/{id:guid}/conditions/{number}", HandleAsync).For(CallerKind.Seat);

    private static async Task<IResult> HandleAsync(Guid id, string number, HttpContext context, SanctionDoor door, CommandRunner runner, ReturnExecutor comingBack, PanelViews views, Streams streams)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        // No constraint in the path: whoever is not signed in is told so first, whatever stands there.
        if ((await streams.SanctionAsync(key, context.RequestAborted)).State.WayBack.Conditions.Find(c => c.Number.ToString(CultureInfo.InvariantCulture) == number) is not { } condition)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var request = await context.ReadAsync<Request>();
        new Check().OneOf(request.State, "state", "open", "met").Throw();
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var changes = new Changes();
            var sanction = await comingBack.MarkAsync(changes, key, new SanctionCommand.MarkCondition(seat.Id, condition.Number, request.State == "met", runner.Now), cancellationToken);
            var view = await views.AfterAsync(sanction, cancellationToken);
            return new Attempt(changes, () => Answer.Of(200, view), sanction.Incident);
        });
    }

    private sealed record Request(string? State);
}
