using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>
/// What cannot wait (P1): the first seat on duty at once, after half an hour the second, after an hour the deputy, who is the next in order; after two hours the
/// case goes to the foundation, whose first seat on duty it asks (<see cref="SteppingUp"/>). A body that asks all at once has asked them already: there the rung
/// reminds. Who may take part ends it.
/// </summary>
internal static class UrgentLadder
{
    public const string Rung = "urgentRung";

    private static readonly TimeSpan[] Rungs = [TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    public static bool Holds(CaseState state) => state is { Exists: true, IsUrgent: true, IsOver: false } && !state.Panel.Any(p => p.MayDecide);

    /// <summary>How many may be asked at once by now.</summary>
    public static int AskedByNow(CaseState state) => 1 + state.Rung;

    /// <summary>On no rung: asked at once for another reason. Who is the first on duty besides is that.</summary>
    public static bool IsBeside(IReadOnlyList<HandlingSeat> members, HandlingSeat seat) =>
        seat.Duty == Screening.Addressed || (seat.Entrusted && seat.Seat != members.First(m => m.Duty != Screening.Addressed).Seat);

    public static IEnumerable<CaseDue> Due(CaseState state) =>
        Holds(state) && state.Rung < Rungs.Length && state.Offer is not { IsOpen: true } ? [new(Rung, state.Id, state.HurryFrom + Rungs[state.Rung])] : [];

    public static Decision Climb(CaseState state, CaseCommand.ClimbLadder c) => Due(state).Any(d => d.At <= c.At)
        ? new CaseEvent.LadderClimbed(state.Rung + 1, Reminded(state), c.At)
        : Decision.Nothing;

    // Who was not asked before is asked now, which needs no reminder.
    private static Guid? Reminded(CaseState state) =>
        Screening.Members(state).Where(m => m.Duty != Screening.Addressed && state.SeatOf(m.Seat) is not { Vacated: true, Unavailable: false }).Skip(state.Rung + 1).FirstOrDefault() is { } seat && state.SeatOf(seat.Seat) is { Awaited: true }
            ? seat.Seat
            : null;
}
