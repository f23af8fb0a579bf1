namespace Coc.Cases.Domain;

/// <summary>What of a decision holds after the appeals of it that were decided: who appeals next appeals that, and who decides anew replaces that.</summary>
internal static class WhatHolds
{
    public static RecordedDecision Of(CaseState state, RecordedDecision decision) => state.Appeals
        .Where(a => a.IsOf(decision) && a.Outcome is not null && a.Outcome != Appealing.Upheld).Aggregate(decision, After);

    private static RecordedDecision After(RecordedDecision decision, Appeal appeal) => decision with
    {
        Findings = [.. decision.Findings.Where(f => appeal.Findings.All(n => n.Person != f.Person)), .. appeal.Findings],
        Measures = [.. decision.Measures.Where(m => appeal.Person is not null && m.Person != appeal.Person), .. appeal.Measures],
    };
}
