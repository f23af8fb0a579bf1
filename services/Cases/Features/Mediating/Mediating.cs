using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.Mediating;

/// <summary>
/// <c>POST /api/cases/{id}/mediation</c> <c>{step: propose, parties: [person, report or affected]}</c> and <c>{step: outcome, mediation?, outcome: agreement·ended, note?}</c> (R41, P6, P10): offered to a pair;
/// each answers on their own page, and what they answer is shown to nobody.
/// </summary>
internal static class Mediating
{
    private const string Propose = "propose";

    public static void MapMediating(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("mediation", async (request, scope) =>
    {
        scope.Check.OneOf(request.Step, "step", Propose, "outcome").Throw();
        return request.Step == Propose ? await OfferAsync(request, scope) : End(request, scope);
    });

    private static async Task<CaseCommand> OfferAsync(Request request, CommandScope scope)
    {
        var (state, named) = (scope.State, request.Parties ?? []);
        var person = named.Where(n => state.SubjectOf(n) is { Mistaken: false }).ToList();
        var thread = named.Where(state.ThreadIds.Contains).ToList();
        scope.Check
            .That(named.Count == 2, "parties", "must be two")
            .That(named.Count != 2 || (person.Count == 1 && thread.Count == 1), "parties", "must be a person the case is about, and the report or page of somebody it happened to")
            .That(request.Mediation is null && request.Outcome is null && request.Note is null, "step", "propose has parties only")
            .Throw();
        return new CaseCommand.OfferMediation(scope.Seat, scope.Now, Ids.New(), person[0], thread[0], await BarsAsync(scope, thread[0]));
    }

    private static CaseCommand.EndMediation End(Request request, CommandScope scope)
    {
        var all = scope.State.Mediations;
        var open = all.Where(m => m.IsOpen).ToList();
        var named = request.Mediation ?? (open.Count == 1 ? open[0].Id : null);
        scope.Check
            .OneOf(request.Outcome, "outcome", Mediation.Agreement, Mediation.Over)
            .Optional(request.Note, "note", TextLimits.Note)
            .That(request.Parties is null, "parties", "are for propose")
            .That(named is not null, "mediation", "must be named, because not exactly one is open")
            .That(named is null || all.Any(m => m.Id == named), "mediation", "is no mediation of this case")
            .Throw();
        return new(scope.Seat, scope.Now, named!.Value, request.Outcome!, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note);
    }

    // What one report of the incident says counts for all: the pair is in the same matter.
    public static async Task<MediationBars> BarsAsync(CommandScope scope, Guid thread)
    {
        var channel = scope.Context.RequestServices.GetRequiredService<ServiceChannel>();
        var bars = new MediationBars(false, false, false, false);
        foreach (var asked in scope.State.ReportIds.Append(thread).Distinct())
        {
            var facts = await channel.GetAsync<MediationFacts>("intake", $"/internal/reports/{asked}/mediation-facts", $"seat:{scope.Seat}", scope.Context.RequestAborted) ?? throw new ProblemException(Problems.Unavailable);
            bars = new(bars.OfAffected || (asked == thread && facts.OfAffected), bars.SafetyConcern || facts.SafetyConcern, bars.Minor || facts.Minor, bars.Violence || facts.Violence);
        }

        return bars;
    }

    internal sealed record Request(string? Step, IReadOnlyList<Guid>? Parties, Guid? Mediation, string? Outcome, string? Note);
}
