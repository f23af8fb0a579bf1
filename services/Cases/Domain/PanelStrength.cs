using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>
/// How many can still come to decide here (P1): who takes part, who is asked, and who is left to be asked. Fewer than the body's minimum decide nothing, so the case moves on; a project of which fewer than two
/// are left counts as one without responders (J6).
/// </summary>
internal static class PanelStrength
{
    public const string Rule = "P1";
    public const string NoResponders = "J6";
    private const int Responders = 2;

    public static bool IsBelowMinimum(CaseState state) => Counts(state) && Own(state).Count(s => CanDecide(state, s)) + Lent(state) < state.Handling.Policy.PanelMinimum;

    public static bool IsAsGoodAsNone(CaseState state) => Counts(state) && Own(state).Count(s => CanDecide(state, s)) < Responders;

    /// <summary>Who of the body cannot decide.</summary>
    public static IEnumerable<Guid> Missing(CaseState state) => Own(state).Where(s => !CanDecide(state, s)).Select(s => s.Seat);

    // Once it is adopted, fewer may wait for counsel and carry out.
    private static bool Counts(CaseState state) => state is { Exists: true, Stage: < CaseStage.AwaitingLegal, Joint: not { InformedOnly: true } };

    // One at a time is lent: while there is another to ask, one may come.
    private static int Lent(CaseState state) => state.Panel.Count(p => p is { IsLent: true } && (p.MayDecide || p.Awaited)) is > 0 and var there ? there : Lending.HasMore(state) ? 1 : 0;

    private static IEnumerable<HandlingSeat> Own(CaseState state) => state.Handling.Seats.Where(s => s.Role is "member" or "alternate");

    // A silent seat may come back; but once the reporters were told that somebody has it in hand, no clock but this one moves the case.
    private static bool CanDecide(CaseState state, HandlingSeat seat) => !state.Departed.Contains(seat.Seat) && state.SeatOf(seat.Seat) switch
    {
        null => !seat.Overseen,
        { Conflict: Conflict.Unanswered } asked => !asked.Unavailable || state.AcknowledgedAt is null,
        var known => known.MayDecide,
    };
}
