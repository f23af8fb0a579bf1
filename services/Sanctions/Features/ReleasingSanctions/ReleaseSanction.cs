using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingSanctions;

namespace Coc.Sanctions.Features.ReleasingSanctions;

/// <summary>Two seats let it go before the person is told (P2). 202 after the first, 200 after the second.</summary>
internal static class ReleaseSanction
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/sanctions/{id:guid}/release", HandleAsync).For(CallerKind.Seat);

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, SanctionDoor door, CommandRunner runner, SanctionExecutor sanctions, SanctionViews views)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<Request>();
        new Check().OneOf(request.Because, "because", "danger", "tampering", "notReachable").Throw();
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var changes = new Changes();
            var sanction = await sanctions.AskReleaseAsync(changes, key, seat.Id, request.Because!, runner.Now, cancellationToken);
            var view = (await views.OfAsync([sanction], key.Tenant, cancellationToken))[0];
            return new Attempt(changes, () => Answer.Of(sanction.State.State == SanctionState.AwaitingNotice ? 202 : 200, view), sanction.Incident);
        });
    }

    private sealed record Request(string? Because);
}
