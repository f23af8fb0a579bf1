using System.Collections.Immutable;

namespace Coc.Cases.Domain;

/// <summary>How far a measure taken before the decision is carried out.</summary>
/// <param name="Seen">version of Sanctions' stream that said so: what was said before it comes too late</param>
internal sealed record FollowedInterim(string State, int OpenOrders, long Seen)
{
    /// <summary>What it is, where the measure itself did not come here: it was over when the case changed hands.</summary>
    public InterimBefore? Before { get; init; }
}

/// <summary>Orders of interim and emergency measures: nobody closes a case while one of them is neither done nor waived (R37, R39, R49, P9).</summary>
internal static class InterimOrders
{
    public const string Active = "active";
    private const string Ending = "ending";

    /// <summary>What is known of each; measures of before that was followed are in it once Sanctions says something of them.</summary>
    public static ImmutableDictionary<Guid, FollowedInterim> With(CaseState state, Guid measure, string said, int openOrders, long seen = 0) =>
        state.InterimOrders.SetItem(measure, new(said == Active && state.InterimOrders.GetValueOrDefault(measure)?.State == Ending ? Ending : said, openOrders, seen)
        {
            Before = state.InterimOrders.GetValueOrDefault(measure)?.Before,
        });

    /// <summary>It was reversed here: its end, and what gives back, has to go out first.</summary>
    public static ImmutableDictionary<Guid, FollowedInterim> Reversed(CaseState state, Guid measure) =>
        state.InterimOrders.GetValueOrDefault(measure) is { State: CaseEvolution.AwaitingNotice or Active } known ? state.InterimOrders.SetItem(measure, known with { State = Ending }) : state.InterimOrders;

    // Also while another body has the case and it may still come back.
    public static Decision Follow(CaseState state, CaseCommand.FollowSanction c) =>
        !Holds(state, c.Sanction) || (state.InterimOrders.TryGetValue(c.Sanction, out var known) && (c.Seen < known.Seen || (known.State, known.OpenOrders, known.Seen) == (c.State, c.OpenOrders, c.Seen)))
            ? Decision.Nothing
            : new CaseEvent.InterimMeasureFollowed(c.Sanction, c.State, c.OpenOrders, c.Seen, c.At);

    // Whoever took or ordered it: who has the case answers for what is done before it is decided (decision 62).
    private static bool Holds(CaseState state, Guid measure) => state.InterimOrders.ContainsKey(measure) || state.Interim.Any(m => m.Id == measure);

    /// <summary>What the next owner has to wait for as this one did: of measures that run on, and of others what is not finished; by kind and place only.</summary>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, DateTimeOffset at)
    {
        var orders = from.InterimOrders
            .Where(o => to.InterimOrders.TryGetValue(o.Key, out var known) ? o.Value.Seen >= known.Seen && (o.Value.State, o.Value.OpenOrders, o.Value.Seen) != (known.State, known.OpenOrders, known.Seen)
                : IsUnfinished(o.Value) || from.Interim.Any(m => m.Id == o.Key && m.Until > at))
            .Select(o => Before(from, o.Key) is var (kind, spaces) ? new InterimBefore(o.Key, kind, spaces, o.Value.State, o.Value.OpenOrders, o.Value.Seen) : null)
            .OfType<InterimBefore>().OrderBy(o => o.Measure).ToList();
        if (orders.Count > 0)
        {
            yield return new CaseEvent.InterimOrdersCarried(orders, at);
        }
    }

    public static CaseState Taken(CaseState state, CaseEvent.InterimOrdersCarried e) => state with
    {
        InterimOrders = state.InterimOrders.SetItems(e.Orders.Select(o => KeyValuePair.Create(o.Measure, new FollowedInterim(o.State, o.OpenOrders, o.Seen) { Before = o }))),
    };

    /// <summary>Those whose measures did not come here.</summary>
    public static IEnumerable<(InterimBefore Measure, FollowedInterim Now)> OfFormerOwners(CaseState state) =>
        state.InterimOrders.Where(o => o.Value.Before is not null && state.Interim.All(m => m.Id != o.Key)).Select(o => (o.Value.Before!, o.Value)).OrderBy(o => o.Item1.Measure);

    /// <summary>Something of a measure, taken here or by who had the case before, has still to go out or to be carried out.</summary>
    public static bool AreUnfinished(CaseState state) => state.InterimOrders.Values.Any(IsUnfinished);

    private static bool IsUnfinished(FollowedInterim measure) => measure.OpenOrders > 0 || measure.State is CaseEvolution.AwaitingNotice or Ending;

    private static (string Kind, IReadOnlyList<string> Spaces)? Before(CaseState state, Guid measure) =>
        state.Interim.FirstOrDefault(m => m.Id == measure) is { } here ? (here.Kind, here.Spaces)
        : state.InterimOrders.GetValueOrDefault(measure)?.Before is { } before ? (before.Kind, before.Spaces)
        : null;

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
        Before(state, measure) is var (kind, spaces) ? $"{kind}, taken before the decision{(spaces.Count == 0 ? "" : $", in {string.Join(", ", spaces)}")}" : "a measure taken before the decision";
}

internal sealed partial record CaseState
{
    /// <summary>What Sanctions said last of the orders of measures that were taken before the decision, here or by who had the case before.</summary>
    public ImmutableDictionary<Guid, FollowedInterim> InterimOrders { get; init; } = ImmutableDictionary<Guid, FollowedInterim>.Empty;
}

internal abstract partial record CaseEvent
{
    /// <summary>Sanctions says what became of an interim or emergency measure, and how many of its orders are open.</summary>
    /// <param name="Seen">version of its stream there</param>
    public sealed record InterimMeasureFollowed(Guid Measure, string State, int OpenOrders, long Seen, DateTimeOffset At) : CaseEvent;

    /// <summary>The case changed hands, and so did what is open of its interim and emergency measures (R49).</summary>
    public sealed record InterimOrdersCarried(IReadOnlyList<InterimBefore> Orders, DateTimeOffset At) : CaseEvent;
}

/// <summary>How far a measure of an earlier owner was carried out when the case came.</summary>
internal sealed record InterimBefore(Guid Measure, string Kind, IReadOnlyList<string> Spaces, string State, int OpenOrders, long Seen);
