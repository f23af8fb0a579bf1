using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>The one answer to "does this case exist for this asker?" (R31). Everything that reads, lists or acts goes through it.</summary>
internal static class CaseWall
{
    /// <summary>The panel seat through which the caller sees the case; null: there is no such case.</summary>
    public static PanelSeat? Exists(CaseState state, IReadOnlyList<TicketSeat> seatsHeld)
    {
        if (!state.Exists)
        {
            return null;
        }

        var held = seatsHeld.Where(s => IsOfPanel(state, s)).Select(s => s.Id).ToHashSet();
        var seats = state.Panel.Where(p => held.Contains(p.Seat)).ToList();
        // A person with two seats is one person: one hard seat hides the case from all of theirs.
        return seats.Any(p => p.Conflict == Conflict.Hard) ? null : seats.FirstOrDefault(p => p is { Sees: true, IsOutside: false });
    }

    /// <summary>What somebody from outside was engaged for, with their seat; null: there is no such thing. Before they have answered it is their conflict request and no more.</summary>
    public static (Engagement Engagement, PanelSeat Seat)? Engaged(CaseState state, Guid engagement, IReadOnlyList<TicketSeat> seatsHeld, DateTimeOffset now) =>
        state.Exists && !IsHard(state, seatsHeld) && Engaging.Of(state, engagement) is { } found && Engaging.Runs(state, found, now) && state.SeatOf(found.Seat) is { Left: false, Conflict: not Conflict.Hard } seat
            && seatsHeld.Any(s => s.Id == found.Seat && s.Body == state.Body && s.Role == Engaging.Role)
            ? (found, seat)
            : null;

    /// <summary>A person with two seats is one person: who answered hard by one of these seats is asked by none of them, and hears of nothing.</summary>
    public static bool IsHard(CaseState state, IReadOnlyList<TicketSeat> seatsHeld) => state.Panel.Any(p => p.Conflict == Conflict.Hard && seatsHeld.Any(h => h.Id == p.Seat && IsOfBody(state, h)));

    /// <summary>Those persons, by their accounts: wherever else the matter goes, they are as close to it.</summary>
    public static IEnumerable<Guid> HardAccounts(CaseState state) => state.Panel.Where(p => p.Conflict == Conflict.Hard).Select(p => p.Account);

    /// <summary>
    /// A person with several hats is one person: what is not there for who decides is not there for who audits the body either (P1). Hard, excluded and set aside are the same here; whoever decides in the body and is not
    /// on the list of this case was set aside without a trace, or came later, and in both cases nothing of it is theirs.
    /// </summary>
    public static bool IsBarred(CaseState state, IReadOnlyList<TicketSeat> seatsHeld) => state.Exists
        && (IsHard(state, seatsHeld)
            || seatsHeld.Any(h => state.Departed.Contains(h.Id) || (h.Role is "member" or "alternate" && h.Body == state.Body && state.Handling.Seats.All(s => s.Seat != h.Id))));

    /// <summary>A seat of the body, or one that the foundation lent for this very case.</summary>
    public static bool IsOfBody(CaseState state, TicketSeat seat) => state.SeatOf(seat.Id) is { IsLent: true } ? seat.Body == state.Loan!.Lender : seat.Body == state.Body;

    // Event staff see what is joint, and nothing else.
    private static bool IsOfPanel(CaseState state, TicketSeat seat) => IsOfBody(state, seat) && (seat.Role is "member" or "alternate" || (seat.Role == PanelSeat.EventStaff && state.Joint is { Leads: true }));
}
