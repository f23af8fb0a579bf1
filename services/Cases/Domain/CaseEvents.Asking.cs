namespace Coc.Cases.Domain;

/// <summary>What time does while seats are asked (P1).</summary>
internal abstract partial record CaseEvent
{
    /// <summary>Nobody could take an urgent case up yet: one seat more is asked, or reminded where all were asked at once.</summary>
    /// <param name="Rung">1 after half an hour, 2 after an hour</param>
    /// <param name="Seat">the seat that is reminded</param>
    public sealed record LadderClimbed(int Rung, Guid? Seat, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat has not answered for a day and is reminded.</summary>
    public sealed record SeatReminded(Guid Seat, DateTimeOffset At) : CaseEvent;
}
