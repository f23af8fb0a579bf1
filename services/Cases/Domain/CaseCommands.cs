using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>What somebody wants. Instants, ids and the acting seat are data, so that deciding needs neither clock nor chance.</summary>
/// <param name="Seat">acting seat; empty for the system</param>
internal abstract partial record CaseCommand(Guid Seat, DateTimeOffset At)
{
    // Commands hold what people wrote: they print as their name only.
    public sealed override string ToString() => GetType().Name;

    /// <param name="Concerning">other projects of which somebody said already that this is their incident too</param>
    public sealed record Open(
        DateTimeOffset At, Guid Case, Guid Incident, CaseReport Report, string Urgency, IReadOnlyList<string> Projects, string? Event, HandlingBody Handling,
        IReadOnlyList<CaseSubject> Subjects, string Rule, string Because, IReadOnlyList<string>? Concerning = null) : CaseCommand(Guid.Empty, At)
    {
        public IReadOnlyList<Contracts.Liaison.EvaluatedRule>? Explained { get; init; }

        /// <summary>Where a project's own text says otherwise (S10).</summary>
        public IReadOnlyList<Contracts.Liaison.PolicyNote>? Contradictions { get; init; }

        /// <summary>The other body, where two are competent (J10).</summary>
        public string? JointWith { get; init; }

        /// <summary>Where it happened; null: the body knows of no platform how long it keeps things.</summary>
        public ReportPlaces? Places { get; init; }

        /// <summary>This body's case of the report it follows from.</summary>
        public Guid? Follows { get; init; }

        /// <summary>The report says that somebody under age is affected.</summary>
        public bool Minor { get; init; }
    }

    public sealed record ChooseJoint(Guid Seat, DateTimeOffset At, string Mode, string? Ground) : CaseCommand(Seat, At);

    public sealed record PassJointTime(DateTimeOffset At) : CaseCommand(Guid.Empty, At);

    public sealed record Join(
        DateTimeOffset At, Guid Case, CaseState Lead, string Mode, string? Ground, DateTimeOffset? SummaryDue, HandlingBody Handling, IReadOnlyList<CaseSubject> Subjects)
        : CaseCommand(Guid.Empty, At);

    public sealed record SendSummary(Guid Seat, DateTimeOffset At, string Text) : CaseCommand(Seat, At);

    /// <summary>The case that leads knows more of how urgent it is.</summary>
    public sealed record LearnFromLead(DateTimeOffset At, CaseState Lead) : CaseCommand(Guid.Empty, At);

    public sealed record ReceiveSummary(DateTimeOffset At, string From, string Text) : CaseCommand(Guid.Empty, At);

    /// <summary>The other body's case changed hands.</summary>
    public sealed record FollowPartner(DateTimeOffset At, Guid FromCase, string From, string To, Guid ToCase) : CaseCommand(Guid.Empty, At);

    public sealed record OpenFollowUp(Guid Seat, DateTimeOffset At) : CaseCommand(Seat, At);

    /// <param name="Seen">which list of persons it answers (<see cref="AskedAbout.Seen"/>); null: the one the seat was last asked about</param>
    public sealed record AnswerConflict(Guid Seat, DateTimeOffset At, Conflict Answer, IReadOnlyList<string> Areas, string? Reason, string? Seen = null) : CaseCommand(Seat, At);

    public sealed record JudgeConflict(Guid Seat, DateTimeOffset At, Guid Target, bool Agrees, Conflict? RaiseTo, IReadOnlyList<string> Permitted) : CaseCommand(Seat, At);

    public sealed record GiveUpOnSeat(DateTimeOffset At, Guid Target) : CaseCommand(Guid.Empty, At);

    public sealed record RemindSeat(DateTimeOffset At, Guid Target) : CaseCommand(Guid.Empty, At);

    public sealed record ClimbLadder(DateTimeOffset At) : CaseCommand(Guid.Empty, At);

    public sealed record EndSeat(DateTimeOffset At, Guid Target) : CaseCommand(Guid.Empty, At);

    public sealed record Acknowledge(Guid Seat, DateTimeOffset At, string Message) : CaseCommand(Seat, At);

    public sealed record WriteToReporter(Guid Seat, DateTimeOffset At, Guid Message, Guid Report, string Text) : CaseCommand(Seat, At);

    public sealed record HearFromReporter(DateTimeOffset At, Guid Report, Guid Entry, string Kind, string? Answer = null) : CaseCommand(Guid.Empty, At)
    {
        /// <summary>It is said to who decides this appeal, and to nobody else.</summary>
        public Guid? Appeal { get; init; }
    }

    public sealed record Triage(Guid Seat, DateTimeOffset At, string Impact, string Risk, string? Note, string? Category = null) : CaseCommand(Seat, At);

    public sealed record Assign(Guid Seat, DateTimeOffset At, Guid To) : CaseCommand(Seat, At);

    public sealed record AddNote(Guid Seat, DateTimeOffset At, Guid Note, string Text) : CaseCommand(Seat, At);

    public sealed record AttachEvidence(Guid Seat, DateTimeOffset At, Guid Evidence) : CaseCommand(Seat, At);

    public sealed record JudgeJurisdiction(Guid Seat, DateTimeOffset At, bool Confirm, string? Rule, string? Reason) : CaseCommand(Seat, At);

    public sealed record FollowEvaluation(DateTimeOffset At, JurisdictionEvaluation Evaluation) : CaseCommand(Guid.Empty, At);

    public sealed record RecordRiskFactor(Guid Seat, DateTimeOffset At, string Factor, bool Present) : CaseCommand(Seat, At);

    public sealed record NameProject(Guid Seat, DateTimeOffset At, string Project, bool Concerned) : CaseCommand(Seat, At);

    /// <summary>Another project said that this one is concerned by its incident.</summary>
    public sealed record LearnOfProject(DateTimeOffset At, string Project) : CaseCommand(Guid.Empty, At);

    public sealed record NoticeResolution(Guid Seat, DateTimeOffset At) : CaseCommand(Seat, At);

    /// <param name="Own">the case that has the report until now</param>
    /// <param name="SetAside">seats that must not read its reports</param>
    public sealed record LinkReport(Guid Seat, DateTimeOffset At, Guid Report, CaseState Own, IReadOnlyList<Guid> SetAside) : CaseCommand(Seat, At)
    {
        /// <summary>One is about somebody who reported the other, or whom it happened to there.</summary>
        public bool Counter { get; init; }

        /// <summary>Seats whose holder declared a soft tie to somebody in the two.</summary>
        public IReadOnlyList<Guid> Soft { get; init; } = [];
    }

    /// <param name="Other">the case of the report with which this one's is answered, or that answers it</param>
    public sealed record TieCounterReport(Guid Seat, DateTimeOffset At, CaseState Other) : CaseCommand(Seat, At);

    /// <param name="Holder">the seat that holds who reported, as Intake says</param>
    /// <param name="Minor">somebody it happened to is under age</param>
    public sealed record AskUnsealing(
        Guid Seat, DateTimeOffset At, Guid Unsealing, Guid Report, string Exception, string Reason, IReadOnlyList<Guid> Recipients, string? Outside, bool NotTold, Guid? Holder, bool Minor = false) : CaseCommand(Seat, At);

    public sealed record AgreeUnsealing(Guid Seat, DateTimeOffset At, Guid Unsealing, Guid? Holder, bool Minor = false) : CaseCommand(Seat, At);

    public sealed record NoteStatus(Guid Seat, DateTimeOffset At, string State, string? Note) : CaseCommand(Seat, At);

    public sealed record TakeInterimMeasure(
        Guid Seat, DateTimeOffset At, Guid Measure, Guid? Person, string Kind, IReadOnlyList<string> Spaces, DateTimeOffset Until, string Reason) : CaseCommand(Seat, At);

    public sealed record NoteEmergency(
        DateTimeOffset At, Guid Measure, Guid Report, Guid Person, string Kind, IReadOnlyList<string> Spaces, DateTimeOffset Until, bool AlreadyDone, Guid By, Guid ByAccount,
        DateTimeOffset TakenAt) : CaseCommand(Guid.Empty, At);

    public sealed record ReviewInterimMeasure(Guid Seat, DateTimeOffset At, Guid Measure, string Verdict, DateTimeOffset? Until) : CaseCommand(Seat, At);

    public sealed record Close(Guid Seat, DateTimeOffset At, string? Outcome) : CaseCommand(Seat, At);

    public sealed record Identify(
        Guid Seat, DateTimeOffset At, Guid Person, IReadOnlyList<string> Accounts, string? Name, string? Description, bool Confirms) : CaseCommand(Seat, At)
    {
        /// <summary>Seats that are who this is said to be, or have a tie to them.</summary>
        public IReadOnlyList<Guid> SetAside { get; init; } = [];

        /// <summary>Seats whose holder declared a soft tie to somebody in it, now that it is said who this is.</summary>
        public IReadOnlyList<Guid> Soft { get; init; } = [];

        /// <summary>The reports describe somebody of whom they know neither name nor account.</summary>
        public bool Described { get; init; }
    }

    public sealed record Hear(Guid Seat, DateTimeOffset At, Guid Hearing, Guid Person, string? Response, bool Transcribed, string? ReasonForNone, Guid? Entry = null) : CaseCommand(Seat, At);

    public sealed record Propose(Guid Seat, DateTimeOffset At, Guid Proposal, string Route, DecisionContent Content) : CaseCommand(Seat, At);

    public sealed record Vote(Guid Seat, DateTimeOffset At, Guid Proposal, string Cast) : CaseCommand(Seat, At);

    public sealed record Object(Guid Seat, DateTimeOffset At, Guid Proposal, string Kind) : CaseCommand(Seat, At);

    public sealed record CloseMeeting(Guid Seat, DateTimeOffset At, Guid Proposal, IReadOnlyList<Guid> Present) : CaseCommand(Seat, At);

    public sealed record EndWindow(DateTimeOffset At, Guid Proposal) : CaseCommand(Guid.Empty, At);

    public sealed record AskCounsel(Guid Seat, DateTimeOffset At, Guid Request, Guid? Proposal, string Question, IReadOnlyList<string> Include) : CaseCommand(Seat, At)
    {
        /// <summary>What the reporters said about counsel.</summary>
        public Consents? Consents { get; init; }

        /// <summary>minor; null: the proposal, or the case</summary>
        public string? About { get; init; }
    }

    public sealed record AnswerAsCounsel(Guid Seat, DateTimeOffset At, Guid Request, string Outcome, string? Note) : CaseCommand(Seat, At);

    public sealed record RecordConsultation(Guid Seat, DateTimeOffset At, string Outcome, string? Note, string ByWhom) : CaseCommand(Seat, At)
    {
        /// <summary>The proposal it is about.</summary>
        public Guid? Proposal { get; init; }

        /// <summary>minor; null: the proposal, or the case</summary>
        public string? About { get; init; }
    }

    public sealed record Draft(Guid Seat, DateTimeOffset At, Guid Communication, string To, Guid? Person, Guid? Report, string Text) : CaseCommand(Seat, At)
    {
        /// <summary>Of one to an accused person: what it means for those it happened to.</summary>
        public AffectedThought Thought { get; init; } = AffectedThought.None;
    }

    public sealed record TellOrganiser(Guid Seat, DateTimeOffset At, Guid Communication, Guid Report) : CaseCommand(Seat, At);

    public sealed record Approve(Guid Seat, DateTimeOffset At, Guid Communication) : CaseCommand(Seat, At)
    {
        /// <summary>Of one to an accused person: what it means for those it happened to.</summary>
        public AffectedThought Thought { get; init; } = AffectedThought.None;

        /// <summary>Of one to a reporter: it happened to them.</summary>
        public bool Self { get; init; }
    }

    public sealed record Return(Guid Seat, DateTimeOffset At, Guid Communication, string Why) : CaseCommand(Seat, At);

    public sealed record FollowSanction(DateTimeOffset At, Guid Sanction, string State, int OpenOrders) : CaseCommand(Guid.Empty, At)
    {
        /// <summary>Version of the stream that says so.</summary>
        public long Seen { get; init; }
    }

    /// <param name="Down">to a project, by a body above</param>
    public sealed record OfferTransfer(
        Guid Seat, DateTimeOffset At, Guid Transfer, string To, string? Rule, string? Context, string Share, bool Down = false) : CaseCommand(Seat, At)
    {
        /// <summary>What the reporters said about the receiver's kind of body.</summary>
        public Consents? Consents { get; init; }

        /// <summary>Bodies a rule gives it to, which have no seats for it.</summary>
        public IReadOnlyList<string> PassedOver { get; init; } = [];
    }

    public sealed record AcceptTransfer(DateTimeOffset At, Guid Transfer, Guid NewCase, HandlingBody Receiver, IReadOnlyList<CaseSubject> Subjects) : CaseCommand(Guid.Empty, At);

    public sealed record StepUp(DateTimeOffset At, Guid Transfer, Guid NewCase, HandlingBody Receiver, IReadOnlyList<CaseSubject> Subjects) : CaseCommand(Guid.Empty, At)
    {
        /// <summary>What the reporters said about the receiver's kind of body.</summary>
        public Consents? Consents { get; init; }
    }

    /// <param name="Answers">yes or no by audience</param>
    public sealed record NoteConsents(DateTimeOffset At, Guid Report, IReadOnlyDictionary<string, string> Answers) : CaseCommand(Guid.Empty, At);

    public sealed record EndConsentWindow(DateTimeOffset At) : CaseCommand(Guid.Empty, At);

    public sealed record RefuseTransfer(DateTimeOffset At, Guid Transfer, string Reason, string? Text) : CaseCommand(Guid.Empty, At);

    /// <param name="Seat">of this panel, or of the body it is offered to</param>
    public sealed record DisputeTransfer(Guid Seat, DateTimeOffset At, Guid Transfer) : CaseCommand(Seat, At);

    /// <param name="Handing">the receiver, when it gets the case; null: it stays</param>
    public sealed record SettleTransfer(DateTimeOffset At, Guid Transfer, Handing? Handing) : CaseCommand(Guid.Empty, At);

    /// <param name="Handing">the receiver, when time alone hands the case over</param>
    public sealed record PassTransferTime(DateTimeOffset At, Guid Transfer, Handing? Handing) : CaseCommand(Guid.Empty, At);

    public sealed record EndRecallWindow(DateTimeOffset At) : CaseCommand(Guid.Empty, At);

    public sealed record RecallTransfer(Guid Seat, DateTimeOffset At, Guid Transfer) : CaseCommand(Seat, At);
}
