namespace Coc.Cases.Domain;

/// <summary>How the case moves on.</summary>
internal static class Stages
{
    public static CaseEvent.StageReached Reached(CaseState state, CaseStage stage, DateTimeOffset at, DateTimeOffset? acknowledgedAt = null) =>
        new(stage, [.. state.FollowedReports], state.AcknowledgeDue, acknowledgedAt ?? state.AcknowledgedAt, at, Clocks.NextDate(state, stage), Clocks.Told(state, stage));

    /// <summary>Forward only; nothing when the case is as far or further.</summary>
    public static IEnumerable<CaseEvent> Forward(CaseState state, CaseStage stage, DateTimeOffset at, DateTimeOffset? acknowledgedAt = null) =>
        state.Stage < stage ? [Reached(state, stage, at, acknowledgedAt)] : [];
}
