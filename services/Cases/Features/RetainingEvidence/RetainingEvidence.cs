using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.RetainingEvidence;

/// <summary>
/// <c>POST /api/cases/{id}/retention</c> <c>{source, until?, platform?, since?}</c>: something lies where it is deleted then, so that the panel is warned before (R8); of a platform of which the policy says how long it keeps things, the
/// time follows from when it was written (<c>since</c>, else now); <c>…/retention/{retention}/settle</c> <c>{outcome: saved·lost·notNeeded}</c>.
/// </summary>
internal static class RetainingEvidence
{
    private const int Years = 50;

    public static void MapRetainingEvidence(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Noted>(Retaining.Noting, (request, scope) =>
        {
            var known = scope.State.Handling.Policy.Platforms.FirstOrDefault(p => p.Platform == request.Platform);
            scope.Check
                .Text(request.Source, "source", TextLimits.Reason)
                .That(request.Platform is null || known is not null, "platform", "must be one of which the policy says how long it keeps things")
                .That(request.Platform is null || request.Until is null, "until", "follows from the platform")
                .That(request.Since is null || (request.Platform is not null && request.Since <= scope.Now && request.Since > scope.Now.AddYears(-Years)), "since", $"is for a platform, and lies in the last {Years} years");
            scope.Check.Throw();
            var until = known is null ? request.Until : Retaining.Until(scope.State, known, request.Since?.ToUniversalTime() ?? scope.Now);
            scope.Check.Future(until, scope.Now, "until").Throw();
            return new CaseCommand.NoteRetention(scope.Seat, scope.Now, Ids.New(), request.Source!, until!.Value.ToUniversalTime(), request.Platform);
        });
        cases.MapCommand<Settled>("retention/{thing}/settle", (request, scope) =>
        {
            scope.Check.OneOf(request.Outcome, "outcome", Retaining.Outcomes).Throw();
            return new CaseCommand.SettleRetention(scope.Seat, scope.Now, scope.Thing, request.Outcome!);
        }, (state, id) => state.Retentions.Any(r => r.Id == id));
    }

    internal sealed record Noted(string? Source, DateTimeOffset? Until, string? Platform, DateTimeOffset? Since);

    internal sealed record Settled(string? Outcome);
}
