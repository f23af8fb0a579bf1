namespace Coc.Cases.Domain;

/// <summary>What of a decision holds after the appeals of it that were decided: who appeals next appeals that, and who decides anew replaces that.</summary>
internal static class WhatHolds
{
    public static RecordedDecision Of(CaseState state, RecordedDecision decision) => state.Appeals
        .Where(a => Changed(decision, a)).Aggregate(decision, After);

    /// <summary>The appeal ended, and this decision does not hold as it was.</summary>
    public static bool Changed(RecordedDecision decision, Appeal appeal) => appeal.IsOf(decision) && appeal.Outcome is not (null or Appealing.Upheld);

    private static RecordedDecision After(RecordedDecision decision, Appeal appeal) => decision with
    {
        Findings = [.. decision.Findings.Where(f => appeal.Findings.All(n => n.Person != f.Person)), .. appeal.Findings],
        Measures = [.. decision.Measures.Where(m => appeal.Person is not null && m.Person != appeal.Person), .. appeal.Measures],
    };
}
