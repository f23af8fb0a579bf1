namespace Coc.Sanctions.Domain;

internal abstract partial record SanctionCommand
{
    /// <summary>The person asks in their room to come back.</summary>
    internal sealed record AskReadmission(Guid Request, Guid Room, DateTimeOffset At) : SanctionCommand;

    internal sealed record ReadmissionFallOverdue(DateTimeOffset At) : SanctionCommand;

    /// <summary>What one of the two seats answers.</summary>
    /// <param name="NotBefore">the affected person wishes to be told first: nothing is given back before; null: nobody wishes so</param>
    /// <param name="Withdrawn">with <paramref name="Undo"/>, what follows for the orders if it is over at once</param>
    internal sealed record AnswerReadmission(
        Guid Seat, Guid Request, string Outcome, IReadOnlyList<ReturnStep> Steps, DateTimeOffset? AskAgainFrom, string Reasons, DateTimeOffset At, DateTimeOffset? NotBefore, IReadOnlyList<Guid> Withdrawn,
        IReadOnlyList<IssuedOrder> Undo) : SanctionCommand;

    /// <summary>The next step's day is there.</summary>
    /// <param name="Spaces">that the measure is still for; empty: none, and it is over</param>
    internal sealed record TakeReturnStep(DateTimeOffset At, IReadOnlyList<string> Spaces, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo) : SanctionCommand;

    internal sealed record AnnounceEnds(DateTimeOffset At) : SanctionCommand;

    /// <summary>The day of a planned lift is there.</summary>
    internal sealed record TakeLift(DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo) : SanctionCommand;

    /// <summary>One of two seats stops the steps that have not come yet.</summary>
    internal sealed record StopReturn(Guid Seat, Guid Request, string Reason, DateTimeOffset At) : SanctionCommand;

    internal sealed record MarkCondition(Guid Seat, int Number, bool Met, DateTimeOffset At) : SanctionCommand;
}
