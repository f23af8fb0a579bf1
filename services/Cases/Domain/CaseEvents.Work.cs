using Coc.Contracts.Liaison;
using Coc.EventStore;

namespace Coc.Cases.Domain;

internal abstract partial record CaseEvent
{
    /// <summary>The reporter was told that the committee has it.</summary>
    public sealed record CaseAcknowledged(Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A text for one reporter's thread; Intake pulls it once.</summary>
    public sealed record ReporterMessaged(Guid Message, Guid Report, Sensitive<string> Text, Guid? By, DateTimeOffset At) : CaseEvent;

    /// <summary>The reporter sent something; it is read through the report.</summary>
    /// <param name="Answer">of a check-in: fine, other, ratherNot</param>
    public sealed record ReporterWroteBack(Guid Report, Guid Entry, string Kind, DateTimeOffset At, string? Answer = null) : CaseEvent;

    /// <summary>The report says that it follows from one this body has a case of (R70). Stands in the new case only: who reads the other may be whom it is about.</summary>
    /// <param name="Because">retaliation, report; sameDecision: another appeal of it, which stands in the cases of both</param>
    public sealed record FollowsCase(Guid Case, string Because, DateTimeOffset At) : CaseEvent;

    /// <summary>Impact and risk as first judged.</summary>
    public sealed record CaseTriaged(string Impact, string Risk, Sensitive<string>? Note, Guid By, DateTimeOffset At, string? Category = null) : CaseEvent;

    /// <summary>A seat has the case in hand.</summary>
    public sealed record CaseAssigned(Guid Seat, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A note of the panel.</summary>
    public sealed record NoteAdded(Guid Note, Sensitive<string> Text, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat added a piece of evidence; what is in it and what is known of it lies with Intake.</summary>
    public sealed record EvidenceAttached(Guid Evidence, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A piece came along with the case. One in quarantine does not: Intake shows it to the case that locked it away only (P10).</summary>
    public sealed record EvidenceCarried(Guid Evidence, DateTimeOffset AttachedAt, DateTimeOffset At) : CaseEvent;

    /// <summary>What the rules of jurisdiction look at changed since routing; they are asked again.</summary>
    public sealed record JurisdictionFactsChanged(JurisdictionFacts Facts, DateTimeOffset At) : CaseEvent;

    /// <summary>What the rules say of those facts; a human confirms (R14).</summary>
    public sealed record JurisdictionEvaluated(
        string To, string Rule, string Because, IReadOnlyList<EvaluatedRule> Rules, IReadOnlyList<PolicyNote> Notes, DateTimeOffset At) : CaseEvent;

    /// <summary>A human looked at the rule that brought the case here.</summary>
    public sealed record JurisdictionJudged(bool Confirmed, string? Rule, Sensitive<string>? Reason, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>One of the six factors of the legal checklist is there, or is not.</summary>
    public sealed record RiskFactorRecorded(string Factor, bool Present, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Another project turned out to be concerned, or not to be.</summary>
    public sealed record ProjectNamed(string Project, bool Concerned, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>The panel said where it stands.</summary>
    public sealed record StatusNoted(string State, Sensitive<string>? Note, DateTimeOffset StatusDue, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Another report about the same incident.</summary>
    public sealed record ReportLinked(CaseReport Report, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>A protective measure until a date.</summary>
    public sealed record InterimMeasureTaken(
        Guid Measure, Guid? Person, string Kind, IReadOnlyList<string> Spaces, DateTimeOffset Until, Sensitive<string> Reason, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Somebody else looked at it.</summary>
    public sealed record InterimMeasureReviewed(Guid Measure, string Verdict, DateTimeOffset? Until, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>One seat says who the person is.</summary>
    /// <param name="Tied">seats whose holder declared a soft tie beforehand that counts from now on (P1)</param>
    public sealed record SubjectClaimed(
        Guid Person, Sensitive<IReadOnlyList<string>>? Accounts, Sensitive<string>? Name, Sensitive<string>? Description, Guid By, DateTimeOffset At,
        IReadOnlyList<Guid>? Tied = null) : CaseEvent;

    /// <summary>A second seat agrees, or a violation was adopted with two votes or more (P22).</summary>
    public sealed record SubjectConfirmed(Guid Person, string Cause, Guid? By, DateTimeOffset At) : CaseEvent;

    /// <summary>The person was heard, or it is said why not (R40).</summary>
    /// <param name="Entry">what the person wrote in the room, where the response is that</param>
    public sealed record PersonHeard(
        Guid Hearing, Guid Person, Sensitive<string>? Response, bool Transcribed, Sensitive<string>? ReasonForNone, Guid By, DateTimeOffset At, Guid? Entry = null) : CaseEvent;

    /// <summary>The foundation learns that there is a case about this person (P7); once more when the category became known.</summary>
    public sealed record IncidentNoticed(Guid Notice, Guid Person, string To, string Category, IReadOnlyList<Guid> Reports, DateTimeOffset At) : CaseEvent;

    /// <summary>No violation was found; the notice is struck.</summary>
    public sealed record IncidentNoticeStruck(Guid Notice, DateTimeOffset At) : CaseEvent;

    /// <summary>The foundation learns that the project is through with it (R25): the outcome as a code.</summary>
    public sealed record ResolutionNoticed(string To, string Outcome, IReadOnlyList<Guid> Notices, IReadOnlyList<Guid> Reports, Guid By, DateTimeOffset At) : CaseEvent;

    /// <summary>Nothing more is to be done.</summary>
    public sealed record CaseClosed(Sensitive<string>? Outcome, Guid By, DateTimeOffset At) : CaseEvent;
}
