namespace Coc.Cases.Domain;

/// <summary>An accused person objects to who decides. The words lie with Intake.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>The person says that a seat has a conflict; the rest of the panel judges it.</summary>
    /// <param name="Objection">the entry in the room</param>
    public sealed record SeatObjected(Guid Objection, Guid Seat, Guid Room, DateTimeOffset At) : CaseEvent;

    /// <summary>The seat does not take part (upheld), or its answer stands.</summary>
    public sealed record ObjectionSettled(Guid Objection, bool Upheld, DateTimeOffset At) : CaseEvent;
}
