using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>A case that was taken up again changes hands with what was decided in it: its measures are still somebody's to answer for (R54, R17).</summary>
internal static class CarryingDecisions
{
    /// <param name="shared">whether the next owner gets the panel's reasons; the words for those concerned were theirs already</param>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, bool shared, DateTimeOffset at)
    {
        var decisions = from.Decisions.Where(d => to.Decisions.All(known => known.Id != d.Id)).Select(d => Of(from, d, shared)).ToList();
        var sanctions = from.Sanctions.Except(to.Sanctions).ToList();
        var ended = from.EndedBySecondDecision.Except(to.EndedBySecondDecision).ToList();
        var agreed = CarryingAgreements.Of(from, to);
        if (decisions.Count + sanctions.Count + ended.Count + agreed.Count > 0)
        {
            yield return new CaseEvent.DecisionsCarried(decisions, sanctions, ended, [.. Told(from)], [.. from.Appeals], from.Reopenings.Count, at, agreed);
        }
    }

    // Encrypted anew there, each word under the key of whom it is about.
    private static DecidedBefore Of(CaseState from, RecordedDecision decision, bool shared)
    {
        var content = from.ProposalOf(decision.Proposal)!.Content;
        return new(
            decision.Id, decision.Proposal,
            content with
            {
                Findings = decision.Findings,
                Remedies = [.. content.Remedies.Select(r => r with { Conditions = Again(r.Conditions), Steps = Again(r.Steps) })],
                Rationale = new(Texts.Panel(shared ? content.Rationale.ForPanel.Value ?? "" : ""), Again(content.Rationale.ForAccused), shared ? Again(content.Rationale.ForReporter) : null),
            },
            decision.Measures, decision.At);
    }

    private static Sensitive<string>? Again(Sensitive<string>? text) => text?.Value is { } value ? Sensitive.Of(value, text.Owner) : null;

    private static IEnumerable<ToldOf> Told(CaseState from) =>
    [
        .. from.Subjects.Select(s => s.ToldAt is { } at && from.Decision is { } last ? new ToldOf(s.Person, null, last.Id, at) : s.ToldBefore is { } before ? new ToldOf(s.Person, null, before.Decision, before.At) : null).OfType<ToldOf>(),
        .. from.ThreadIds.SelectMany(t => from.Decisions.Select(d => Appealable.ToldAt(from, d, t) is { } at ? new ToldOf(null, t, d.Id, at) : null)).OfType<ToldOf>(),
    ];

    public static CaseState Taken(CaseState state, CaseEvent.DecisionsCarried e) => CarryingAgreements.Taken(state, e.Agreements ?? []) with
    {
        Proposals = [.. state.Proposals, .. e.Decisions.Select(d => new Proposal(d.Proposal, "carried", d.Content, null, Guid.Empty, d.At) { State = ProposalState.Adopted })],
        Earlier = [.. state.Earlier.Concat(e.Decisions.Select(d => new RecordedDecision(d.Decision, d.Proposal, d.Content.Findings, d.Measures, d.Content.Offer, d.Content.NotToldFirstBecause, d.At))).OrderBy(d => d.At)],
        Sanctions = [.. state.Sanctions.Where(s => e.Sanctions.All(n => n.Id != s.Id)), .. e.Sanctions],
        EndedBySecondDecision = [.. state.EndedBySecondDecision, .. e.Ended],
        Subjects = [.. state.Subjects.Select(s => e.Told.LastOrDefault(t => t.Person == s.Person) is { } told ? s with { ToldBefore = (told.Decision, told.At) } : s)],
        ToldElsewhere = [.. state.ToldElsewhere.Union(e.Told.Where(t => t.Thread is not null))],
        Appeals = [.. state.Appeals.Where(a => e.Appeals.All(n => n.Id != a.Id)), .. e.Appeals],
        Reopenings = [.. Enumerable.Repeat(new TakenUpAgain(null, Guid.Empty, e.At), Math.Max(0, e.TimesTakenUp - state.Reopenings.Count)), .. state.Reopenings],
    };
}
