namespace Coc.Cases.Domain;

/// <summary>What may still happen between two bodies once the case has changed hands.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>One side says the hand-over was wrong: a third body settles it. The case stays where it is, and nothing is decided there until then. Stands in both streams.</summary>
    public sealed record HandOverContested(Guid Transfer, string Arbiter, DateTimeOffset SettleBy, DateTimeOffset At) : CaseEvent;

    /// <summary>The case stays with the body it went to. Stands in both streams.</summary>
    /// <param name="By">arbiter; rule, when nobody settled it in time</param>
    public sealed record HandOverConfirmed(Guid Transfer, string Owner, string By, DateTimeOffset At) : CaseEvent;

    /// <summary>The receiver's case ends: its former owner has it again. What stays is the notice-level record.</summary>
    public sealed record CaseReturned(Guid Transfer, string From, string To, Guid ToCase, DateTimeOffset At) : CaseEvent;

    /// <summary>The former owner's case goes on under its old id, with what the receiver learnt; content under this body's own keys.</summary>
    /// <param name="By">receiver, sender, arbiter</param>
    /// <param name="Reason">the receiver's code</param>
    /// <param name="Work">what the receiver had done, as codes; also what of it ended there</param>
    /// <param name="Overruled">rules of which the arbiter said that they do not take this case from its owner</param>
    /// <param name="Overrulings">the same with what they rested on; null from before that was recorded</param>
    /// <param name="Hop">how many times this case had changed hands with this</param>
    public sealed record CaseTakenBack(
        Guid Transfer, Guid FromCase, string From, string To, string By, string? Reason, IReadOnlyList<Guid> Reports, DateTimeOffset? AcknowledgedAt, DateTimeOffset StatusDue,
        IReadOnlyList<string> Work, IReadOnlyList<string> Overruled, int Hop, IReadOnlyList<CarriedText> Texts, DateTimeOffset At,
        IReadOnlyList<Overruling>? Overrulings = null, IReadOnlyList<Guid>? Formerly = null) : CaseEvent;

    /// <summary>Nobody takes it back any more: the keys of the former owner's copy are destroyed and its stream takes no more events.</summary>
    public sealed record RecallWindowEnded(Guid Transfer, DateTimeOffset At) : CaseEvent;

    /// <summary>A case of another body about the same incident was taken into this one: its reports are linked here, each with its own first receipt.</summary>
    /// <param name="AcknowledgedAt">when the sender had told its reporters; null: they still wait</param>
    public sealed record CaseJoined(
        Guid Transfer, Guid FromCase, string From, string CodeName, Guid Incident, IReadOnlyList<CaseReport> Reports, IReadOnlyList<string> Projects, DateTimeOffset AcknowledgeDue,
        DateTimeOffset? AcknowledgedAt, int Hop, IReadOnlyList<CarriedText> Texts, DateTimeOffset At, IReadOnlyList<TakenFrom>? Taken = null, IReadOnlyList<Guid>? Tied = null,
        IReadOnlyList<Guid>? Formerly = null) : CaseEvent;
}
