namespace Coc.Contracts.Cases;

/// <summary>A case exists for these reports.</summary>
public sealed record CaseOpened(Origin Origin, Guid Case, IReadOnlyList<Guid> Reports) : IIntegrationMessage;

/// <summary>A case moved on; the reporter's receipt follows in its own five words (P24).</summary>
/// <param name="State">acknowledged, triaged, investigating, deliberating, decided, communicated, closed, …</param>
/// <param name="AcknowledgeDue">when the acknowledgement is due</param>
/// <param name="NextDate">when the reporters can expect to hear next (R10)</param>
/// <param name="Told">those of them who have had that word already, for whom the date is none</param>
public sealed record CaseProgressed(Origin Origin, Guid Case, IReadOnlyList<Guid> Reports, string State, DateTimeOffset? AcknowledgeDue, DateTimeOffset? AcknowledgedAt, DateTimeOffset? NextDate = null,
    IReadOnlyList<Guid>? Told = null)
    : IIntegrationMessage;

/// <summary>The committee wrote to a reporter's thread. Intake pulls the text once.</summary>
public sealed record MessageToReporter(Origin Origin, Guid Case, Guid Report, Guid Message) : IIntegrationMessage;

/// <summary>A person was confirmed (by two seats) as a subject; Sanctions links the accounts.</summary>
public sealed record SubjectConfirmed(Origin Origin, Guid Case, Guid Person) : IIntegrationMessage;

/// <summary>Duty to the foundation (R23, P7): category code only, after triage and confirmed identity.</summary>
public sealed record IncidentNoticed(Origin Origin, Guid Notice, Guid Case, IReadOnlyList<Guid> Reports, string To, Guid Person, string Category) : IIntegrationMessage;

/// <summary>The notice is struck because no violation was found (P7).</summary>
public sealed record IncidentNoticeStruck(Origin Origin, Guid Notice, Guid Case) : IIntegrationMessage;

/// <summary>A project is through with a case and tells its foundation the outcome as a code (R25).</summary>
/// <param name="Notices">its incident notices that were not struck</param>
public sealed record ResolutionNoticed(
    Origin Origin, Guid Case, string To, string Outcome, IReadOnlyList<Guid> Notices, IReadOnlyList<Guid> Reports) : IIntegrationMessage;

/// <summary>A decision is recorded. Sanctions takes the measures; free text stays in the case.</summary>
/// <param name="Permission">null: released when the person is told; else the voted ground not to tell first (danger, tampering, notReachable; P2)</param>
public sealed record DecisionRecorded(
    Origin Origin, Guid Case, Guid Decision, IReadOnlyList<DecidedMeasure> Measures, DecidedOffer? Offer, string? Permission, bool Binding) : IIntegrationMessage;

/// <summary>One limiting measure of a decision; it becomes a sanction under this id.</summary>
/// <param name="Sanction">UUIDv5(decision event id, remedy index)</param>
/// <param name="Bodies">slugs; null means all</param>
/// <param name="Spaces">space ids; empty means every space of the bodies</param>
/// <param name="Readmission">automatic, onRequest</param>
/// <param name="Conditions">of what is asked of the person the types alone: statement, training, noContact, step, other (P14)</param>
public sealed record DecidedMeasure(
    Guid Sanction, Guid Person, string Type, IReadOnlyList<string>? Bodies, IReadOnlyList<string> Spaces, DateTimeOffset From, DateTimeOffset? Until, string Readmission,
    string Category, DateTimeOffset? CountsAsPriorUntil, IReadOnlyList<string>? Conditions = null);

/// <summary>The voted offer to other bodies (P18).</summary>
/// <param name="To">slugs; null means all</param>
public sealed record DecidedOffer(IReadOnlyList<string>? To, string Because, DateTimeOffset AnswerBy);

/// <summary>The person has been told: the first communication approved after the decision, or its delivery recorded.</summary>
/// <param name="Sanctions">the person's measures of the decision that was told, and only these; null from before that was said: all that wait</param>
public sealed record PersonTold(Origin Origin, Guid Case, Guid Person, IReadOnlyList<Guid>? Sanctions = null) : IIntegrationMessage;

/// <summary>A case is offered to another body.</summary>
/// <param name="NotBefore">the reporter is told this long ahead (P16)</param>
public sealed record TransferOffered(
    Origin Origin, Guid Transfer, Guid Case, IReadOnlyList<Guid> Reports, string From, string To, string? Rule, string CodeName, DateTimeOffset NotBefore,
    DateTimeOffset AnswerBy) : IIntegrationMessage;

/// <summary>The case changed hands, or went back: one owner before, one after. Always told by the stream of the body that gave it away first.</summary>
/// <param name="Hop">how many times it had changed hands with this: the highest one names the owner, in whatever order they come</param>
public sealed record CaseTransferred(Origin Origin, Guid Transfer, Guid FromCase, Guid ToCase, string From, string To, IReadOnlyList<Guid> Reports, int Hop = 0) : IIntegrationMessage;

/// <summary>The matter may go to an audience about which the report does not say whether they may know the reporter: the receipt shows the question (P16).</summary>
/// <param name="Audience">project, foundation, parent, counsel, eventStaff, lent, outside</param>
/// <param name="To">slug of the body it is about</param>
/// <param name="Until">the reporter's time to answer; a later answer still counts</param>
public sealed record ConsentAsked(Origin Origin, Guid Case, Guid Report, string Audience, string To, DateTimeOffset Until) : IIntegrationMessage;

/// <summary>A transfer is over: refused, recalled, notMade (no rule demands it and the reporter does not agree: P16), returned (undone), confirmed (it stays where it went).</summary>
public sealed record TransferEnded(Origin Origin, Guid Transfer, Guid Case, string State) : IIntegrationMessage;

/// <summary>The receiver of an offer has not answered, and its time is nearly over (P16).</summary>
public sealed record TransferReminded(Origin Origin, Guid Transfer, Guid Case) : IIntegrationMessage;

/// <summary>Nobody answered, or one side contests: a third body settles who has the case (P16). Until then it stays with the sender, which decides nothing.</summary>
/// <param name="Because">unanswered, refused, contested; afterAcceptance: the receiver has the case and decides nothing until then</param>
/// <param name="Outcome">the refusal's code: ruleDoesNotHold, noPanel, otherBodyHasIt; null when nobody refused</param>
/// <param name="To">slug of the body that settles it</param>
/// <param name="SettleBy">from then on the rule settles it</param>
public sealed record TransferDisputed(
    Origin Origin, Guid Transfer, Guid Case, string Because, string? Outcome, string To, DateTimeOffset SettleBy) : IIntegrationMessage;

/// <summary>A dispute is over. Where the other body gets the case, CaseTransferred says so too.</summary>
/// <param name="To">slug of the body that has it</param>
/// <param name="Because">arbiter, rule</param>
public sealed record TransferSettled(Origin Origin, Guid Transfer, Guid Case, string To, string Because) : IIntegrationMessage;

/// <summary>What a case's jurisdiction rests on changed after it was routed; Liaison evaluates the rules again (R14). Counts and codes only.</summary>
/// <param name="From">the body it came from, if it was handed over</param>
/// <param name="Rule">the rule under which it came</param>
/// <param name="AboutBody">of an appeal: the body whose decision it is about (P15); null for every other case</param>
/// <param name="Overruled">rules of which an arbiter said that they do not take the case from its owner, as long as they rest on nothing new</param>
/// <param name="Joint">of one of two joint cases (J10): which half it is</param>
public sealed record JurisdictionFactsChanged(
    Origin Origin, Guid Case, IReadOnlyList<Guid> Reports, DateTimeOffset ReceivedAt, IReadOnlyList<string> Projects, string? Event, IReadOnlyList<string> RiskFactors,
    bool ExposureLikely, string? From, string? Rule, int Subjects, ConflictCounts Conflicts, string? AboutBody = null, IReadOnlyList<OverruledRule>? Overruled = null,
    JointHalf? Joint = null) : IIntegrationMessage;

/// <summary>A rule an arbiter overruled for one case.</summary>
/// <param name="Body">slug of the arbiter's body</param>
public sealed record OverruledRule(string Rule, string Body, DateTimeOffset At);

/// <summary>One of two joint cases.</summary>
/// <param name="Leads">it is the case of the body that produces the event</param>
/// <param name="Body">slug of the other body</param>
public sealed record JointHalf(bool Leads, string Body);

/// <summary>How the owner's seats answered the conflict question.</summary>
/// <param name="Of">seats that decide</param>
/// <param name="Clean">without any conflict, or not answered yet</param>
public sealed record ConflictCounts(int Hard, int Of, int Clean);

/// <summary>A member of a panel protects somebody before anything is decided (R37): Sanctions orders it at once, and undoes it at its end.</summary>
/// <param name="Bodies">in whose spaces</param>
/// <param name="Spaces">empty means every space of the bodies</param>
public sealed record InterimMeasureTaken(
    Origin Origin, Guid Case, Guid Measure, Guid Person, string Kind, IReadOnlyList<string> Bodies, IReadOnlyList<string> Spaces, DateTimeOffset Until) : IIntegrationMessage;

/// <summary>A case was about somebody else (P22): what it imposed on this person ends, everywhere.</summary>
public sealed record SubjectMistaken(Origin Origin, Guid Case, Guid Person) : IIntegrationMessage;

/// <summary>A panel looked at a measure that somebody had taken before it decided (R37, P9).</summary>
/// <param name="State">confirmed, narrowed, reversed</param>
/// <param name="Until">its new end, where that changed</param>
public sealed record InterimMeasureReviewed(Origin Origin, Guid Case, Guid Measure, string State, DateTimeOffset? Until) : IIntegrationMessage;

/// <summary>Two seats say that two persons of a case are one (R66): whatever leads to the one leads to the other, unless another case needs them apart.</summary>
/// <param name="Into">who is left</param>
public sealed record SubjectsMerged(Origin Origin, Guid Case, Guid Person, Guid Into) : IIntegrationMessage;
