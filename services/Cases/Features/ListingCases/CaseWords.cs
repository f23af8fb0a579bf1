using System.Text.Json;
using Coc.Cases.Domain;

namespace Coc.Cases.Features.ListingCases;

/// <summary>The words api.md uses for what the state holds.</summary>
internal static class CaseWords
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string StateOf(CaseState state) => state.Linked is not null ? "linked" : state.HasGone ? "transferred" : Of(state.Stage);

    public static IReadOnlyList<string> Flags(CaseState state) =>
    [
        .. If(state.OnHold, "onHold"),
        .. If(state.TransferDueBy.Count > 0 && !state.HasGone, "transferDue"),
        .. If(state.Gone is not null, "transferred"),
        .. If(state.Linked is not null, "linked"),
        .. If(state.WithdrawnByReporter, "withdrawnByReporter"),
        .. If(state.Appeals.Count > 0, "appealed"),
        .. If(state.Joint is not null, "joint"),
    ];

    /// <summary>The nearest deadline not met yet; a measure nobody looked at is overdue in a closed case too (P9).</summary>
    public static DateTimeOffset? NextDue(CaseState state) => state.HasGone ? null : new[]
    {
        OwnNextDue(state), state.Joint is { OwesSummary: true } ? state.Joint.SummaryDue : null, state.Interim.Where(m => m.AwaitsReview).Min(m => (DateTimeOffset?)m.Until),
        Domain.Monitoring.Open(state, DateTimeOffset.MinValue).Min(l => (DateTimeOffset?)l.Due), state.Accused.Deferred.Min(n => n.LookAgain), state.Agreements.Min(a => a.ReviewSince), state.IsOver ? null : Retaining.Running(state).Min(r => (DateTimeOffset?)r.Due), state.IsOver ? null : Agreeing.DueOf(state).Min(d => (DateTimeOffset?)d.At),
    }.Min();

    private static DateTimeOffset? OwnNextDue(CaseState state) => state switch
    {
        { IsOver: true } or { Joint.InformedOnly: true } => null,
        { AcknowledgedAt: null } => state.AcknowledgeDue < state.StatusDue ? state.AcknowledgeDue : state.StatusDue,
        _ => Clocks.Running(state).Min(c => (DateTimeOffset?)c.Due),
    };

    /// <summary>The seat's request is still shown: to be answered, or soft and waiting for (or having got) its confirmation.</summary>
    public static bool IsAsked(CaseState state, PanelSeat seat) =>
        !state.IsOver && !seat.Left && seat.Conflict is Conflict.Unanswered or Conflict.Soft && !(seat is { Unavailable: true, AskedAgain: false } && state.Voted) && !state.HasGone;

    private static string[] If(bool holds, string flag) => holds ? [flag] : [];
}
