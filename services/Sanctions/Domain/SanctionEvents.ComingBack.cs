using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>Coming back (R52, P14). Of these nothing goes to another body: no copy of the measure has them.</summary>
internal abstract partial record SanctionEvent
{
    /// <summary>What the decision asks of the person, by type and in its order.</summary>
    internal sealed record ConditionsSet(IReadOnlyList<string> Types) : SanctionEvent;

    /// <summary>A seat says that something asked of the person is so, or is not so any more.</summary>
    internal sealed record ConditionMarked(int Number, bool Met, Guid Seat, DateTimeOffset At) : SanctionEvent;

    /// <summary>The person asks to come back.</summary>
    internal sealed record ReadmissionAsked(Guid Request, Guid Room, DateTimeOffset At, DateTimeOffset Due) : SanctionEvent;

    /// <summary>The person asked while something else happened, after which nothing can be asked.</summary>
    internal sealed record ReadmissionNotTaken(Guid Request, Guid Room, string Because, DateTimeOffset At) : SanctionEvent;

    /// <summary>The day of the answer is over, and there is none.</summary>
    internal sealed record ReadmissionAnswerOverdue(Guid Request, DateTimeOffset Due) : SanctionEvent;

    /// <summary>What one of two seats would answer, in words for the person.</summary>
    internal sealed record ReadmissionAnswerProposed(Guid Request, Guid Seat, ReadmissionAnswer Answer, Sensitive<string> Reasons, DateTimeOffset At) : SanctionEvent;

    /// <summary>Two seats answer alike.</summary>
    internal sealed record ReadmissionAnswered(Guid Request, ReadmissionAnswer Answer, Sensitive<string> Reasons, DateTimeOffset At) : SanctionEvent;

    /// <summary>A step of the return took effect; what follows from it follows this.</summary>
    /// <param name="Step">from 0</param>
    internal sealed record ReturnStepTaken(Guid Request, int Step, DateTimeOffset At) : SanctionEvent;

    /// <summary>The day is near on which it ends or gives something back.</summary>
    internal sealed record EndAnnounced(DateTimeOffset Ends) : SanctionEvent;

    /// <summary>Two seats lift it, from then on: somebody wished to be told ahead (P14).</summary>
    internal sealed record LiftPlanned(DateTimeOffset From) : SanctionEvent;

    /// <summary>The first of two seats wants the steps that have not come yet not to come.</summary>
    internal sealed record ReturnStopAsked(Guid Request, Guid Seat, Sensitive<string> Reason, DateTimeOffset At) : SanctionEvent;

    /// <summary>They do not come; what was given back stays so.</summary>
    internal sealed record ReturnStopped(Guid Request, Sensitive<string> Reason, DateTimeOffset At) : SanctionEvent;
}
