using System.Collections.Immutable;

namespace Coc.Cases.Domain;

/// <summary>How far a measure taken before the decision is carried out.</summary>
/// <param name="Seen">version of Sanctions' stream that said so: what was said before it comes too late</param>
internal sealed record FollowedInterim(string State, int OpenOrders, long Seen);

/// <summary>Orders of interim and emergency measures: nobody closes a case while one of them is neither done nor waived (R37, R39, R49, P9).</summary>
internal static class InterimOrders
{
    public const string Active = "active";
    private const string Ending = "ending";

    /// <summary>What is known of each; measures of before that was followed are in it once Sanctions says something of them.</summary>
    public static ImmutableDictionary<Guid, FollowedInterim> With(CaseState state, Guid measure, string said, int openOrders, long seen = 0) =>
        state.InterimOrders.SetItem(measure, new(said == Active && state.InterimOrders.GetValueOrDefault(measure)?.State == Ending ? Ending : said, openOrders, seen));

    /// <summary>It was reversed here: its end, and what gives back, has to go out first.</summary>
    public static ImmutableDictionary<Guid, FollowedInterim> Reversed(CaseState state, Guid measure) =>
        state.InterimOrders.GetValueOrDefault(measure) is { State: CaseEvolution.AwaitingNotice or Active } known ? state.InterimOrders.SetItem(measure, known with { State = Ending }) : state.InterimOrders;

    // Also while another body has the case: it may come back.
    public static Decision Follow(CaseState state, CaseCommand.FollowSanction c) =>
        !IsOurs(state, c.Sanction) || (state.InterimOrders.TryGetValue(c.Sanction, out var known) && (c.Seen < known.Seen || known == new FollowedInterim(c.State, c.OpenOrders, c.Seen)))
            ? Decision.Nothing
            : new CaseEvent.InterimMeasureFollowed(c.Sanction, c.State, c.OpenOrders, c.Seen, c.At);

    /// <summary>Taken here: those of an earlier owner are ordered, and let go, by that one.</summary>
    private static bool IsOurs(CaseState state, Guid measure) =>
        state.InterimOrders.ContainsKey(measure) || state.Interim.Any(m => m.Id == measure && (m.ByAccount is not null || m.At >= state.OpenedAt));

    /// <summary>Why the case does not close: what still has to go out, or to be carried out, by the words of its kind and place.</summary>
    public static Refusal? Unfinished(CaseState state)
    {
        List<string> unsent =
        [
            .. Measures(state).Where(m => m.State == CaseEvolution.AwaitingNotice).Select(m => m.What),
            .. state.InterimOrders.Where(m => m.Value.State is CaseEvolution.AwaitingNotice or Ending).Select(m => $"{(m.Value.State == Ending ? "the end of " : "")}{Called(state, m.Key)}"),
        ];
        List<string> open =
        [
            .. Measures(state).Where(m => m.Open > 0).Select(m => $"{m.What} ({m.Open})"),
            .. state.InterimOrders.Where(m => m.Value.OpenOrders > 0).Select(m => $"{Called(state, m.Key)} ({m.Value.OpenOrders})"),
        ];
        return unsent.Count > 0 ? new("awaitingNotice", "R48", $"A measure has not gone yet to those who carry it out: {string.Join("; ", unsent.Order(StringComparer.Ordinal))}.")
            : open.Count > 0 ? new("ordersOpen", "R49", $"Orders are open, they must be done or waived: {string.Join("; ", open.Order(StringComparer.Ordinal))}.")
            : null;
    }

    private static IEnumerable<(string What, string State, int Open)> Measures(CaseState state) =>
        state.Sanctions.Select(s => (state.Decisions.SelectMany(d => d.Measures).FirstOrDefault(m => m.Sanction == s.Id)?.Type ?? "measure", s.State, s.OpenOrders));

    private static string Called(CaseState state, Guid measure) =>
        state.Interim.FirstOrDefault(m => m.Id == measure) is { } known ? $"{known.Kind}, taken before the decision{(known.Spaces.Count == 0 ? "" : $", in {string.Join(", ", known.Spaces)}")}" : "a measure taken before the decision";
}

internal sealed partial record CaseState
{
    /// <summary>What Sanctions said last of the orders of measures that were taken here before the decision.</summary>
    public ImmutableDictionary<Guid, FollowedInterim> InterimOrders { get; init; } = ImmutableDictionary<Guid, FollowedInterim>.Empty;
}

internal abstract partial record CaseEvent
{
    /// <summary>Sanctions says what became of an interim or emergency measure, and how many of its orders are open.</summary>
    /// <param name="Seen">version of its stream there</param>
    public sealed record InterimMeasureFollowed(Guid Measure, string State, int OpenOrders, long Seen, DateTimeOffset At) : CaseEvent;
}
