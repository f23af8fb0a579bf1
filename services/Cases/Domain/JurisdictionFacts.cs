using Coc.Contracts.Cases;

namespace Coc.Cases.Domain;

/// <summary>What the rules of jurisdiction look at, as a case knows it: codes and counts.</summary>
internal sealed record JurisdictionFacts(
    IReadOnlyList<Guid> Reports, DateTimeOffset ReceivedAt, IReadOnlyList<string> Projects, string? Event, IReadOnlyList<string> RiskFactors, bool ExposureLikely, string? TransferredBy,
    string? TransferredUnder, int Subjects, int Hard, int Deciding, int Clean, string? AppealOf = null, IReadOnlyList<OverruledRule>? Overruled = null, JointHalf? Joint = null)
{
    public static JurisdictionFacts Of(CaseState state)
    {
        var deciding = state.Handling.Seats.Where(s => state.IsProject ? s.Role == "member" : s.Role is "member" or "alternate").Select(s => s.Seat).ToHashSet();
        var panel = state.Panel.Where(p => deciding.Contains(p.Seat)).ToList();
        var conflicted = panel.Count(p => p.Conflict is Conflict.Hard or Conflict.Soft);
        return new(
            [.. state.ReportIds], state.ReceivedAt, [.. state.Projects.Distinct().Order(StringComparer.Ordinal)], state.Event, [.. state.RiskFactors.Order(StringComparer.Ordinal)], state.ExposureLikely,
            state.CameFromBody, state.CameFromBody is null ? null : state.Because, state.Subjects.Count(s => !s.Mistaken), panel.Count(p => p.Conflict == Conflict.Hard), deciding.Count, deciding.Count - conflicted,
            state.AppealOf?.Body, [.. state.Overruled.Where(o => o.Holds(state)).Select(o => new OverruledRule(o.Rule, o.By, o.At))], state.Joint is { } joint ? new(joint.Leads, joint.Other) : null);
    }

    /// <summary>Nothing that a rule could turn on is different. Answers without a conflict change nothing.</summary>
    public bool Same(JurisdictionFacts? other) =>
        other is not null && this with { Reports = other.Reports, Projects = other.Projects, RiskFactors = other.RiskFactors, Overruled = other.Overruled } == other
        && (Overruled ?? []).SequenceEqual(other.Overruled ?? []) && Reports.SequenceEqual(other.Reports) && Projects.SequenceEqual(other.Projects) && RiskFactors.SequenceEqual(other.RiskFactors);
}

/// <summary>The latest answer of the rules.</summary>
internal sealed record JurisdictionEvaluation(string To, string Rule, string Because, IReadOnlyList<Contracts.Liaison.EvaluatedRule> Rules, IReadOnlyList<Contracts.Liaison.PolicyNote> Notes, DateTimeOffset At);
