using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Repair by agreement (P12): steps that are checked. What is missed is looked at, never punished by itself.</summary>
internal abstract partial record CaseEvent
{
    /// <summary>A decision holds an agreement; nothing of it leaves the case.</summary>
    public sealed record AgreementMade(Guid Agreement, Guid Person, IReadOnlyList<AgreedStep> Steps, DateTimeOffset At) : CaseEvent;

    public sealed record AgreementStepDone(Guid Agreement, Guid Step, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A review of the agreement is due.</summary>
    /// <param name="By">null: nobody had checked it when it was due</param>
    public sealed record AgreementStepMissed(Guid Agreement, Guid Step, Guid? By, DateTimeOffset At) : CaseEvent;

    public sealed record AgreementStepExtended(Guid Agreement, Guid Step, DateTimeOffset Until, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Within an agreement there is room for an apology; the person writes one or does not, and nothing depends on it.</summary>
    /// <param name="Thread">the report, or page, of whom it would be for</param>
    public sealed record ApologyInvited(Guid Apology, Guid Agreement, Guid Person, Guid Thread, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The person wrote one, in the room; it waits to be looked at.</summary>
    public sealed record ApologyWritten(Guid Apology, Guid Entry, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat looked at it, and it cannot go on as it stands.</summary>
    /// <param name="Why">for the person who wrote it</param>
    public sealed record ApologyReturned(Guid Apology, Sensitive<string> Why, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat looked at it, and it lies on the other's page, unopened. Whether it is read is known there alone.</summary>
    public sealed record ApologyPassedOn(Guid Apology, Guid Entry, Guid Room, Guid Thread, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The case went elsewhere before it was passed on.</summary>
    public sealed record ApologyEnded(Guid Apology, DateTimeOffset At) : CaseEvent;

    /// <summary>Whether what was decided is kept (R53).</summary>
    /// <param name="Outcome">kept, breached, notSeen</param>
    public sealed record LookTaken(Guid Look, string Outcome, Sensitive<string>? Note, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Somebody looked at what was missed.</summary>
    /// <param name="Outcome">goesOn, ended</param>
    public sealed record AgreementReviewed(Guid Agreement, string Outcome, Sensitive<string>? Note, Guid By, DateTimeOffset At) : CaseEvent;
}

/// <summary>One step of an agreement.</summary>
/// <param name="Checks">the seat that checks it; null: any of the panel</param>
/// <param name="Sees">who sees it: panel, accused, reporter, affected</param>
internal sealed record AgreedStep(Guid Step, Sensitive<string> Who, Sensitive<string> What, DateTimeOffset Due, Guid? Checks, IReadOnlyList<string> Sees);
