using Coc.Cases.Domain;
using Coc.Platform.Http;

namespace Coc.Cases.Features.KeepingAgreements;

/// <summary>
/// <c>POST /api/cases/{id}/agreements/{agreement}/steps/{step}</c> <c>{state: done·missed·extended, until?}</c> and <c>/agreements/{agreement}/review</c> <c>{outcome: goesOn·ended, note?}</c> (P12):
/// a missed step opens a review, never a sanction.
/// </summary>
internal static class KeepingAgreements
{
    public static void MapKeepingAgreements(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Step>("agreements/{agreement:guid}/steps/{thing}", (request, scope) =>
        {
            if (Agreeing.Find(scope.State, scope.Thing)!.Value.Agreement.Id.ToString() != (scope.Context.Request.RouteValues["agreement"] as string)?.ToLowerInvariant())
            {
                throw new ProblemException(Problems.NotFound);
            }

            scope.Check.OneOf(request.State, "state", "done", "missed", "extended").That(request.State == "extended" || request.Until is null, "until", "is only for extended");
            if (request.State == "extended")
            {
                scope.Check.Future(request.Until, scope.Now, "until");
            }

            scope.Check.Throw();
            return new CaseCommand.CheckStep(scope.Seat, scope.Now, scope.Thing, request.State!, request.Until?.ToUniversalTime());
        }, (state, id) => Agreeing.Find(state, id) is not null);
        cases.MapCommand<Review>("agreements/{thing}/review", (request, scope) =>
        {
            scope.Check.OneOf(request.Outcome, "outcome", "goesOn", "ended").Optional(request.Note, "note", TextLimits.Note).Throw();
            return new CaseCommand.ReviewAgreement(scope.Seat, scope.Now, scope.Thing, request.Outcome!, request.Note);
        }, (state, id) => state.Agreements.Any(a => a.Id == id));
    }

    internal sealed record Step(string? State, DateTimeOffset? Until);

    internal sealed record Review(string? Outcome, string? Note);
}
