namespace Coc.Cases.Domain;

/// <summary>A violation that is on record in its case alone.</summary>
/// <param name="Until">it counts as a prior one until then</param>
internal sealed record QuietWarning(Guid Decision, Guid Person, string Category, DateTimeOffset Until);

/// <summary>A warning or advice as the person sees it in their room.</summary>
/// <param name="Id">of its place in the decision, as sanctions have</param>
/// <param name="Until">it counts as a prior violation until then; null: it does not</param>
internal sealed record QuietWord(Guid Id, string Type, bool Stands, DateTimeOffset? Until);

/// <summary>
/// A quiet warning stays in the case (P13): no measure, no order, no entry anywhere. It still is an earlier violation for whom it is about, for twelve months if the decision does not say otherwise; a
/// violation without any remedy for twenty-four, as others do from their end. Measures that limit somebody are counted where they live, agreements are not.
/// </summary>
internal static class QuietWarnings
{
    private const int MonthsOfWarning = 12;
    private const int MonthsOfOthers = 24;

    private static readonly string[] Warnings = ["warning", "advice"];

    /// <summary>What stands in this case now.</summary>
    public static IEnumerable<QuietWarning> Of(CaseState state)
    {
        if (state.HasGone || state.AppealOf is { Outcome: "uphold" })
        {
            return [];
        }

        return from decision in state.Decisions
               let remedies = state.ProposalOf(decision.Proposal)!.Content.Remedies
               from finding in decision.Findings
               where finding.IsViolation
               let person = finding.Person ?? Guid.Empty
               where state.SubjectOf(person) is { Mistaken: false } && Stands(state, decision, person)
               let own = remedies.Where(r => r.Person == person).ToList()
               where own.Count == 0 || (own.Any(r => Warnings.Contains(r.Type)) && !own.Any(r => r.Limits))
               select new QuietWarning(decision.Id, person, finding.Category ?? "unclassified", Until(own, decision.At));
    }

    /// <summary>What a decision says to one person without limiting them. Opened again it stands until something else is decided about that person.</summary>
    public static IEnumerable<QuietWord> For(CaseState state, RecordedDecision decision, Guid person) =>
        from said in state.ProposalOf(decision.Proposal)!.Content.Remedies.Select((r, index) => (Remedy: r, Id: Platform.Ids.V5(decision.Id, $"{index}")))
        where said.Remedy.Person == person && Warnings.Contains(said.Remedy.Type)
        select new QuietWord(
            said.Id, said.Remedy.Type, Stands(state, decision, person),
            decision.Findings.Any(f => f.IsViolation && f.Person == person) ? Until([said.Remedy], decision.At) : null);

    private static DateTimeOffset Until(List<Remedy> remedies, DateTimeOffset decided) => remedies.Count == 0
        ? decided.AddMonths(MonthsOfOthers)
        : remedies.Where(r => Warnings.Contains(r.Type)).Max(r => r.CountsAsPriorUntil ?? (r.From < decided ? decided : r.From).AddMonths(MonthsOfWarning));

    // Until another decision is about that person, or another panel put something in its place, or nothing.
    private static bool Stands(CaseState state, RecordedDecision decision, Guid person) => Reopening.Standing(state, person)?.Id == decision.Id
        && !state.Appeals.Any(a => WhatHolds.Changed(decision, a) && (a.Person is null || a.Person == person));
}
