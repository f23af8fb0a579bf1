using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.RetainingEvidence;

/// <summary>
/// <c>POST /api/cases/{id}/retention</c> <c>{source, until}</c>: something lies where it is deleted then, so that the panel is warned before (R8); <c>…/retention/{retention}/settle</c> <c>{outcome: saved·lost·notNeeded}</c>.
/// </summary>
internal static class RetainingEvidence
{
    public static void MapRetainingEvidence(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Noted>(Retaining.Noting, (request, scope) =>
        {
            scope.Check.Text(request.Source, "source", TextLimits.Reason).Future(request.Until, scope.Now, "until").Throw();
            return new CaseCommand.NoteRetention(scope.Seat, scope.Now, Ids.New(), request.Source!, request.Until!.Value.ToUniversalTime());
        });
        cases.MapCommand<Settled>("retention/{thing}/settle", (request, scope) =>
        {
            scope.Check.OneOf(request.Outcome, "outcome", Retaining.Outcomes).Throw();
            return new CaseCommand.SettleRetention(scope.Seat, scope.Now, scope.Thing, request.Outcome!);
        }, (state, id) => state.Retentions.Any(r => r.Id == id));
    }

    internal sealed record Noted(string? Source, DateTimeOffset? Until);

    internal sealed record Settled(string? Outcome);
}
