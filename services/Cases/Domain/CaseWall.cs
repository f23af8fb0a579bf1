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

        // Event staff see what is joint, and nothing else.
        var held = seatsHeld.Where(s => s.Body == state.Body && (s.Role is "member" or "alternate" || (s.Role == PanelSeat.EventStaff && state.Joint is { Leads: true }))).Select(s => s.Id).ToHashSet();
        var seats = state.Panel.Where(p => held.Contains(p.Seat)).ToList();
        // A person with two seats is one person: one hard seat hides the case from all of theirs.
        return seats.Any(p => p.Conflict == Conflict.Hard) ? null : seats.FirstOrDefault(p => p.Sees);
    }
}
