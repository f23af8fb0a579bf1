namespace Coc.Cases.Domain;

/// <summary>
/// An accused person's objection to a seat (R27, P1): judged by the others with the very statements by which they judge any conflict. Raised by a majority, the objection is
/// upheld; where a majority says that the answer stands, it is dismissed. The seat itself neither judges nor reads it.
/// </summary>
internal static class SeatObjections
{
    public static Decision Hear(CaseState state, AccusedRoom room, CaseCommand.HearFromAccused c) =>
        c.About is { } seat && state.Handling.Seats.Any(s => s.Seat == seat) && state.Accused.Objections.All(o => o.Id != c.Entry)
            ? new CaseEvent.SeatObjected(c.Entry, seat, room.Id, c.At)
            : Decision.Nothing;

    /// <summary>Whether others may say that this seat's answer stands.</summary>
    public static bool Open(CaseState state, Guid seat) => state.Accused.Objections.Any(o => o.IsOpen && o.Seat == seat);

    /// <summary>What the judgements, or the seat itself, have settled.</summary>
    public static IEnumerable<CaseEvent> Settled(CaseState state, DateTimeOffset at)
    {
        foreach (var objection in state.Accused.Objections.Where(o => o.IsOpen))
        {
            if (Outcome(state, objection.Seat) is { } upheld)
            {
                yield return new CaseEvent.ObjectionSettled(objection.Id, upheld, at);
            }
        }
    }

    private static bool? Outcome(CaseState state, Guid id)
    {
        if (state.Departed.Contains(id))
        {
            return true;
        }

        if (state.SeatOf(id) is not { } seat)
        {
            return null; // not asked yet; should it be called, the objection is there
        }

        var judges = state.Panel.Where(p => p.MayDecide && p.Seat != id).Select(p => p.Seat).ToList();
        var said = judges.Where(seat.Judgements.ContainsKey).Select(j => seat.Judgements[j]).ToList();
        var majority = (judges.Count / 2) + 1;
        return seat.Conflict == Conflict.Hard || (seat.Conflict == Conflict.Soft && said.Count(s => s.RaiseTo is not null) >= majority) ? true
            : said.Count(s => s is { Agrees: true, RaiseTo: null }) >= majority ? false
            : null;
    }
}

/// <param name="Id">the entry in the room</param>
internal sealed record SeatObjection(Guid Id, Guid Seat, Guid Room, DateTimeOffset At)
{
    /// <summary>open, upheld, dismissed</summary>
    public string State { get; init; } = "open";

    public bool IsOpen => State == "open";
}
