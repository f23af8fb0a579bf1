using Coc.Cases.Domain;
using Coc.Platform;
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

    /// <summary>
    /// <c>POST …/agreements/{agreement}/apology</c> <c>{affected}</c>: the person may write an apology to somebody it happened to; <c>…/apologies/{apology}/check</c> <c>{passOn, why?}</c>: what they wrote lies on the other's page, unopened, or comes back (P12).
    /// </summary>
    public static void MapApologising(this IEndpointRouteBuilder cases)
    {
        cases.MapCommand<Invitation>("agreements/{thing}/apology", async (request, scope) =>
        {
            scope.Check.That(request.Affected is { } named && scope.State.ThreadIds.Contains(named), "affected", "must be a report of this case, or somebody affected with a page in it").Throw();
            var bars = await Mediating.Mediating.BarsAsync(scope, request.Affected!.Value);
            return new CaseCommand.InviteApology(scope.Seat, scope.Now, Ids.New(), scope.Thing, request.Affected.Value, bars.OfAffected, bars.Minor);
        }, (state, id) => state.Agreements.Any(a => a.Id == id));
        cases.MapCommand<Looked>("apologies/{thing}/check", (request, scope) =>
        {
            scope.Check
                .That(request.PassOn is not null, "passOn", "must be true or false")
                .That(request.PassOn is not true || request.Why is null, "why", "is for one that does not go on");
            if (request.PassOn is false)
            {
                scope.Check.Text(request.Why, "why", TextLimits.Message);
            }

            scope.Check.Throw();
            return new CaseCommand.CheckApology(scope.Seat, scope.Now, scope.Thing, request.PassOn!.Value, request.Why);
        }, (state, id) => state.Apologies.Any(a => a.Id == id));
    }

    internal sealed record Invitation(Guid? Affected);

    internal sealed record Looked(bool? PassOn, string? Why);

    internal sealed record Step(string? State, DateTimeOffset? Until);

    internal sealed record Review(string? Outcome, string? Note);
}
