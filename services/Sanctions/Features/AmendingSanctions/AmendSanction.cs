using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingSanctions;
using Coc.Sanctions.Features.ReleasingSanctions;

namespace Coc.Sanctions.Features.AmendingSanctions;

/// <summary>
/// <c>POST /api/sanctions/{id}/amend</c> <c>{until?, spaces?, readmission?: automatic, because?: told·danger·tampering·notReachable, reason}</c>: two seats alike make it milder, or
/// let it take hold in further registered spaces of the bodies it is for (R47). <c>spaces</c> are all it is for from now on. 202 after the first, 200 after the second.
/// </summary>
internal static class AmendSanction
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/sanctions/{id:guid}/amend", HandleAsync).For(CallerKind.Seat);

    private static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, SanctionDoor door, CommandRunner runner, SanctionExecutor sanctions, SanctionViews views, OrderPlanner planner, Streams streams, AffectedWishes wishes)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<Request>();
        var state = (await streams.SanctionAsync(key, context.RequestAborted)).State;
        var known = (await planner.SpacesAsync(state, context.RequestAborted)).Select(s => s.Space).ToHashSet();
        Require(request, known, runner.Now);
        var wanted = new Amendment(request.Until?.ToUniversalTime(), request.Spaces is null ? null : [.. request.Spaces.OfType<string>()], request.Readmission is not null, request.Because);
        var notBefore = await wishes.NotBeforeAsync(state, runner.Now, context.RequestAborted);
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var changes = new Changes();
            var sanction = await sanctions.AskAmendmentAsync(changes, key, seat.Id, wanted, request.Reason, notBefore, runner.Now, cancellationToken);
            var view = (await views.OfAsync([sanction], key.Tenant, cancellationToken))[0];
            return new Attempt(changes, () => Answer.Of(sanction.State.Amendments.Count == 0 ? 200 : 202, view), sanction.Incident);
        });
    }

    private static void Require(Request request, HashSet<string> known, DateTimeOffset now)
    {
        var check = new Check()
            .That(request.Until is not null || request.Spaces is not null || request.Readmission is not null, "until", "until, spaces or readmission must be there")
            .That(request.Until is null || request.Until > now, "until", "must be in the future")
            .That(request.Readmission is null or "automatic", "readmission", "can only become automatic")
            .That(request.Because is null or "told" or "danger" or "tampering" or "notReachable", "because", "must be one of told, danger, tampering, notReachable")
            .That(request.Spaces is null or { Count: > 0 }, "spaces", "must name at least one space; to end it everywhere, lift it")
            .AtMost(request.Spaces, "spaces", Most)
            .That(request.Spaces is null || request.Spaces.Distinct().Count() == request.Spaces.Count, "spaces", "names a space twice")
            .Text(request.Reason, "reason", 10_000);
        foreach (var (space, i) in (request.Spaces ?? []).Take(Most).Select((s, i) => (s, i)))
        {
            check.That(space is not null && known.Contains(space), $"spaces[{i}]", "is not a registered space of the bodies it is for");
        }

        check.Throw();
    }

    private sealed record Request(DateTimeOffset? Until, IReadOnlyList<string?>? Spaces, string? Readmission, string? Because, string? Reason);
}
