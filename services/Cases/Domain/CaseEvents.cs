using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;
using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>What happened in a case; stored for ever under the snake_case of the nested name.</summary>
internal abstract partial record CaseEvent
{
    private CaseEvent()
    {
    }

    /// <summary>A report was routed here; seats and policy are those of this moment (P8).</summary>
    /// <param name="Report">null: an appeal in a case nobody reported</param>
    /// <param name="Explained">what every rule of jurisdiction said at the routing (R14)</param>
    /// <param name="Notes">where a project's own text says otherwise (S10)</param>
    public sealed record CaseOpened(
        Guid Case, string CodeName, Guid Incident, CaseReport? Report, string Urgency, IReadOnlyList<string> Projects, string? Event, HandlingBody Handling,
        IReadOnlyList<CaseSubject> Subjects, string Rule, string Because, DateTimeOffset AcknowledgeDue, DateTimeOffset StatusDue, DateTimeOffset At,
        IReadOnlyList<EvaluatedRule>? Explained = null, IReadOnlyList<PolicyNote>? Notes = null) : CaseEvent;

    /// <summary>The case reached another state. The only event that moves it, and the one the reporter's receipt follows.</summary>
    /// <param name="Next">when its reporters can expect to hear next (R10, P24)</param>
    /// <param name="Told">those of them for whom that is over</param>
    public sealed record StageReached(
        CaseStage Stage, IReadOnlyList<Guid> Reports, DateTimeOffset AcknowledgeDue, DateTimeOffset? AcknowledgedAt, DateTimeOffset At, DateTimeOffset? Next = null, IReadOnlyList<Guid>? Told = null) : CaseEvent;

    /// <summary>A seat is asked about its conflicts.</summary>
    public sealed record ConflictRequested(Guid Request, Guid Seat, IReadOnlyList<Guid> Reports, DateTimeOffset Due, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat said what ties it has; <paramref name="Effective"/> is what the rules make of all it said (R28).</summary>
    public sealed record ConflictAnswered(
        Guid Request, Guid Seat, Conflict Stated, Conflict Effective, int SoftConflicts, Sensitive<IReadOnlyList<string>>? Areas, Sensitive<string>? Reason,
        DateTimeOffset At) : CaseEvent;

    /// <summary>An unconflicted seat judged another seat's answer.</summary>
    public sealed record ConflictJudged(Guid Seat, Guid By, bool Agrees, Conflict? RaiseTo, Sensitive<IReadOnlyList<string>>? Permitted, DateTimeOffset At) : CaseEvent;

    /// <summary>The majority settled what a soft seat may do.</summary>
    public sealed record SoftConflictConfirmed(Guid Seat, bool MayRead, Sensitive<IReadOnlyList<string>> Permitted, DateTimeOffset At) : CaseEvent;

    /// <summary>The majority raised an answer; it never lowers one.</summary>
    public sealed record ConflictRaised(Guid Seat, Conflict To, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat did not answer in time; the next is asked.</summary>
    public sealed record SeatUnavailable(Guid Seat, DateTimeOffset At) : CaseEvent;

    /// <summary>A seat ended, or the reporter excluded its holder; its access ended with it.</summary>
    /// <param name="LinkedCase">the duplicate's case for which it must not read; without that it comes back</param>
    public sealed record SeatLeft(Guid Seat, DateTimeOffset At, Guid? LinkedCase = null) : CaseEvent;

    /// <summary>The report is about somebody who stands above this seat: it is hard, and nobody asks it (P7).</summary>
    public sealed record SeatOverseen(Guid Seat, DateTimeOffset At) : CaseEvent;

    /// <summary>A rule says this body may no longer decide (R15).</summary>
    public sealed record TransferBecameDue(string Rule, string To, DateTimeOffset At) : CaseEvent;

    /// <summary>The rule no longer holds.</summary>
    public sealed record TransferNoLongerDue(string Rule, DateTimeOffset At) : CaseEvent;

    /// <summary>The case is offered to another body.</summary>
    /// <param name="PassedOver">bodies a rule gives it to, of which the system found that they have no seats for it; null: none</param>
    public sealed record CaseOffered(
        Guid Transfer, string From, string To, string? Rule, string Share, string CodeName, IReadOnlyList<Guid> Reports, Sensitive<string>? Context,
        DateTimeOffset NotBefore, DateTimeOffset AnswerBy, Guid By, DateTimeOffset At, string? Audience = null, IReadOnlyList<string>? PassedOver = null) : CaseEvent;

    /// <summary>Nobody here took it up: it moves on by itself (P1).</summary>
    /// <param name="Because">nobodyLeft, noFirstAnswer, notAcknowledged, statusMissed</param>
    public sealed record CaseSteppedUp(string Because, string From, string To, DateTimeOffset At) : CaseEvent;

    /// <summary>The other body will not have it.</summary>
    public sealed record TransferRefused(Guid Transfer, string Reason, Sensitive<string>? Text, DateTimeOffset At) : CaseEvent;

    /// <summary>The offer was taken back.</summary>
    public sealed record TransferRecalled(Guid Transfer, DateTimeOffset At) : CaseEvent;

    /// <summary>From here on nobody at the sender reads the file; who acts is who sealed it: the seat that accepted or settled, or the system.</summary>
    /// <param name="Rule">the rule under which it goes</param>
    public sealed record FileSealed(string? Rule, DateTimeOffset At) : CaseEvent;

    /// <summary>The case went; what stays is the notice-level record.</summary>
    /// <param name="Hop">how many times the case had changed hands with this; 0 where it was not counted yet</param>
    public sealed record CaseHandedOver(Guid Transfer, string From, string To, Guid ToCase, IReadOnlyList<Guid> Reports, DateTimeOffset At, int Hop = 0) : CaseEvent;

    /// <summary>The first event of a case taken over: same incident, same first receipt, same clocks; content under the new owner's keys.</summary>
    /// <param name="Overrulings">what arbiters said about the rules of this case, wherever it was; null from before that travelled</param>
    /// <param name="Formerly">ids it had before the one it comes from; null from before that travelled</param>
    public sealed record CaseTakenOver(
        Guid Case, Guid Transfer, Guid FromCase, string From, string CodeName, Guid Incident, IReadOnlyList<CaseReport> Reports, string Urgency,
        IReadOnlyList<string> Projects, string? Event, HandlingBody Handling, IReadOnlyList<CaseSubject> Subjects, IReadOnlyList<string> RiskFactors, string? Rule,
        DateTimeOffset AcknowledgeDue, DateTimeOffset? AcknowledgedAt, DateTimeOffset StatusDue, IReadOnlyList<CarriedText> Texts, DateTimeOffset At,
        int Hop = 0, IReadOnlyList<TakenFrom>? Taken = null, IReadOnlyList<Overruling>? Overrulings = null, IReadOnlyList<Guid>? Formerly = null) : CaseEvent;
}
