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
        return seats.Any(p => p.Conflict == Conflict.Hard) ? null : seats.FirstOrDefault(p => p.Sees);
    }

    /// <summary>A seat of the body, or one that the foundation lent for this very case.</summary>
    public static bool IsOfBody(CaseState state, TicketSeat seat) => state.SeatOf(seat.Id) is { IsLent: true } ? seat.Body == state.Loan!.Lender : seat.Body == state.Body;

    // Event staff see what is joint, and nothing else.
    private static bool IsOfPanel(CaseState state, TicketSeat seat) => IsOfBody(state, seat) && (seat.Role is "member" or "alternate" || (seat.Role == PanelSeat.EventStaff && state.Joint is { Leads: true }));
}
