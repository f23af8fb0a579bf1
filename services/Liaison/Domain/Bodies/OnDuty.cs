namespace Coc.Liaison.Domain.Bodies;

/// <summary>
/// Who watches, read off the rota and the day, so that it changes by itself and nothing has to run at midnight (R11). Whose turn it is comes first, the others follow in order: who is asked after the first is the next on
/// duty. Who left is passed over, and who is away for as long as that lasts.
/// </summary>
internal static class OnDuty
{
    public static IReadOnlyList<Guid> At(BodyState state, DateTimeOffset now) => At(state, state.Turns?.DayAt(now), now);

    /// <summary>Turns from the running one on: who is first, from when to when.</summary>
    public static IEnumerable<DutyTurn> Coming(BodyState state, DateTimeOffset now, int most)
    {
        if (state.Turns is not { } turns || state.Duty.IsEmpty)
        {
            yield break;
        }

        var first = Math.Max(0, turns.TurnOf(turns.DayAt(now)));
        for (var turn = first; turn < first + most; turn++)
        {
            var (day, until) = (turns.FirstDayOf(turn), turns.BeginOf(turns.FirstDayOf(turn + 1)));
            var from = turns.BeginOf(day);
            if ((from > now ? At(state, day, from) : At(state, now)) is [var seat, ..])
            {
                yield return new(day, seat, from, until, state.StandIns.GetValueOrDefault(day) == seat);
            }
        }
    }

    /// <summary>Whose turn one is by the order alone or by an earlier swap; null: no turn begins that day.</summary>
    public static Guid? Of(BodyState state, DateOnly day) =>
        state.Turns is { } turns && !state.Duty.IsEmpty && turns.TurnOf(day) is >= 0 and var turn && turns.FirstDayOf(turn) == day ? InOrder(state, day).First() : null;

    private static IReadOnlyList<Guid> At(BodyState state, DateOnly? day, DateTimeOffset now) =>
        [.. InOrder(state, day).Where(id => state.Seats.TryGetValue(id, out var seat) && seat.Decides && seat.IsActive(now) && !(day is { } d && state.Away.GetValueOrDefault(id)?.Covers(d) == true))];

    private static IEnumerable<Guid> InOrder(BodyState state, DateOnly? day)
    {
        if (day is not { } d || state.Duty.IsEmpty || state.Turns!.TurnOf(d) is not (>= 0 and var turn))
        {
            return state.Duty; // without turns, or before the first of them, as it was set
        }

        var order = Enumerable.Range(0, state.Duty.Count).Select(i => state.Duty[(turn + i) % state.Duty.Count]);
        return state.StandIns.TryGetValue(state.Turns.FirstDayOf(turn), out var standIn) ? order.Where(id => id != standIn).Prepend(standIn) : order;
    }
}

/// <param name="Day">its first day</param>
/// <param name="Swapped">two seats agreed to it</param>
internal sealed record DutyTurn(DateOnly Day, Guid Seat, DateTimeOffset From, DateTimeOffset Until, bool Swapped);
