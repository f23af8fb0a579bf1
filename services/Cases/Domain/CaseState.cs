using System.Collections.Immutable;
using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>A case as its events say; folded by <see cref="CaseEvolution"/>.</summary>
internal sealed partial record CaseState
{
    public static CaseState None { get; } = new();

    public Guid Id { get; init; }

    /// <summary>Version of the stream; set by who read it.</summary>
    public long Version { get; init; }

    public string CodeName { get; init; } = "";

    public Guid Incident { get; init; }

    public string Urgency { get; init; } = "normal";

    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Projects of which somebody here said that they are not concerned.</summary>
    public IReadOnlyList<string> NotConcerned { get; init; } = [];

    public string? Event { get; init; }

    public HandlingBody Handling { get; init; } = null!;

    public CaseStage Stage { get; init; }

    public bool OnHold { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public IReadOnlyList<CaseReport> Reports { get; init; } = [];

    /// <summary>Since when those are here who were not from the beginning.</summary>
    public ImmutableDictionary<Guid, DateTimeOffset> LateThreads { get; init; } = ImmutableDictionary<Guid, DateTimeOffset>.Empty;

    public IReadOnlyList<Subject> Subjects { get; init; } = [];

    /// <summary>Affected people with a page of their own.</summary>
    public IReadOnlyList<AffectedPage> Affected { get; init; } = [];

    public IReadOnlyList<Mediation> Mediations { get; init; } = [];

    /// <summary>What people ask about what is kept of them (P19).</summary>
    public IReadOnlyList<DataRequest> DataRequests { get; init; } = [];

    public IReadOnlyList<CommentRequest> CommentRequests { get; init; } = [];

    public IReadOnlyList<PanelSeat> Panel { get; init; } = [];

    /// <summary>Seats of the receipt date that ended or were excluded since; nobody asks them any more.</summary>
    public IReadOnlyList<Guid> Departed { get; init; } = [];

    /// <summary>How far the ladder of an urgent case was climbed (P1).</summary>
    public int Rung { get; init; }

    public string Rule { get; init; } = "";

    public string Because { get; init; } = "";

    public bool JurisdictionConfirmed { get; init; }

    /// <summary>Rule a human says holds instead of the one that brought the case here.</summary>
    public string? JurisdictionClaim { get; init; }

    public DateTimeOffset AcknowledgeDue { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset StatusDue { get; init; }

    /// <summary>What its reporters were last told of when they hear next, and for whom of them that is over.</summary>
    public DateTimeOffset? NextShown { get; init; }
    public IReadOnlyList<Guid> ToldShown { get; init; } = [];

    public IReadOnlyList<ClockBreach> Breaches { get; init; } = [];

    public string? Impact { get; init; }

    public string? Risk { get; init; }

    /// <summary>What kind of conduct it is about, as judged at triage.</summary>
    public string? Category { get; init; }

    public DateTimeOffset? ResolutionNoticedAt { get; init; }

    public Guid? Assignee { get; init; }

    public IReadOnlyList<string> RiskFactors { get; init; } = [];

    public bool ExposureLikely { get; init; }

    /// <summary>When counsel said so, each time.</summary>
    public IReadOnlyList<DateTimeOffset> Exposures { get; init; } = [];

    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>What seats added; what came with reports lies with these.</summary>
    public IReadOnlyList<AttachedEvidence> Evidence { get; init; } = [];

    public IReadOnlyList<(Guid Message, Guid Report, string? Text, Guid? By, DateTimeOffset At)> Messages { get; init; } = [];

    public IReadOnlyList<InterimMeasure> Interim { get; init; } = [];

    public IReadOnlyList<Hearing> Hearings { get; init; } = [];

    public AccusedSide Accused { get; init; } = AccusedSide.None;

    public IReadOnlyList<Appeal> Appeals { get; init; } = [];

    /// <summary>Others look at what was decided here.</summary>
    public bool IsUnderAppeal => Appeals.Any(a => a.Outcome is null);

    /// <summary>Cases of other appeals of the decision that is appealed here.</summary>
    public IReadOnlyList<Guid> SameDecision { get; init; } = [];

    /// <summary>The appeal this case decides.</summary>
    public AppealOf? AppealOf { get; init; }

    public IReadOnlyList<Proposal> Proposals { get; init; } = [];

    /// <summary>What the panel last said about where it stands; why it is on hold.</summary>
    public StatusWord? Status { get; init; }

    public OpenedByCommittee? Opening { get; init; }

    public IReadOnlyList<Witness> Witnesses { get; init; } = [];

    /// <summary>Other cases of this body whose reports are worked on here (R64).</summary>
    public IReadOnlyList<LinkedCase> LinkedHere { get; init; } = [];

    /// <summary>The case of this body in which its reports are worked on instead (R64).</summary>
    public (Guid Into, DateTimeOffset At)? Linked { get; init; }

    /// <summary>What lies on platforms that delete (R8).</summary>
    public IReadOnlyList<Retention> Retentions { get; init; } = [];

    /// <summary>Cases of reports with which this one's is answered, or that answer it (P3).</summary>
    public IReadOnlyList<CounterReport> CounterReports { get; init; } = [];

    /// <summary>Reports that were linked here once; who handled them here handled them.</summary>
    public IReadOnlyList<Guid> FormerReports { get; init; } = [];

    /// <summary>The reports that are worked on there.</summary>
    public IReadOnlyList<CaseReport> Duplicates { get; init; } = [];

    public IReadOnlyList<Communication> Communications { get; init; } = [];

    /// <summary>Since when it is watched whether the decision is kept.</summary>
    public DateTimeOffset? MonitoredSince { get; init; }

    public IReadOnlyList<LookTaken> LooksTaken { get; init; } = [];

    public IReadOnlyList<LegalRequest> LegalRequests { get; init; } = [];

    /// <summary>Somebody under age is in the matter (P10).</summary>
    public DateTimeOffset? MinorSince { get; init; }

    public IReadOnlyList<Reached> SafeguardingReached { get; init; } = [];

    public IReadOnlyList<Reached> GuardiansReached { get; init; } = [];

    /// <summary>When some counsel, in the system or outside it, last answered what is to be done about that.</summary>
    public DateTimeOffset? MinorCounselAt { get; init; }

    public IReadOnlyList<FollowedSanction> Sanctions { get; init; } = [];

    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What reporters said that the panel has to know of at a glance: withdrawals and how they fare.</summary>
    public IReadOnlyList<ReporterWord> ReportersSaid { get; init; } = [];

    /// <summary>Openings of held identities, asked and done.</summary>
    public IReadOnlyList<UnsealingRequest> Unsealings { get; init; } = [];

    /// <summary>What of its letters was another matter.</summary>
    public IReadOnlyList<LetterPart> Parts { get; init; } = [];

    /// <summary>Lost codes, asked to be renewed and renewed.</summary>
    public IReadOnlyList<CodeRenewal> Renewals { get; init; } = [];

    /// <summary>A reporter would rather it did not go on: a wish, never a stop (R65).</summary>
    public bool WithdrawnByReporter => ReportersSaid.Any(w => w.Kind == ReporterWord.Withdrawal);

    /// <summary>The case of this body that the report says it follows from.</summary>
    public (Guid Case, string Because)? Follows { get; init; }

    /// <summary>The other body, where two are competent.</summary>
    public JointState? Joint { get; init; }

    public TransferOffer? Offer { get; init; }

    /// <summary>Where the case went; what is left here is the notice-level record.</summary>
    public Departure? Gone { get; init; }

    /// <summary>The hand-over this case was given in, or came by, is disputed; while it is, nothing is decided.</summary>
    public Contest? Contested { get; init; }

    /// <summary>The former owner's copy is closed for good.</summary>
    public bool WindowEnded { get; init; }

    /// <summary>How it last came back.</summary>
    public HomeComing? CameBack { get; init; }

    /// <summary>How many times the case has changed hands until here.</summary>
    public int Hops { get; init; }

    /// <summary>Transfers by which this case, or reports of it, came.</summary>
    public IReadOnlyList<Guid> CameBy { get; init; } = [];

    /// <summary>Cases of other bodies whose reports were taken into this one.</summary>
    public IReadOnlyList<Guid> Joined { get; init; } = [];

    /// <summary>Reports whose reporters nobody has told yet that the committee has it.</summary>
    public IReadOnlyList<Guid> Unacknowledged { get; init; } = [];

    /// <summary>Rules for which a due transfer is on record.</summary>
    public IReadOnlyList<string> TransferDueBy { get; init; } = [];

    /// <summary>Rules of which an arbiter said that they do not take this case from its owner.</summary>
    public IReadOnlyList<Overruling> Overruled { get; init; } = [];

    /// <summary>What reporters were asked about audiences, and said (P16).</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    public IReadOnlyList<CarriedText> Carried { get; init; } = [];

    public Guid? CameFrom { get; init; }

    public string? CameFromBody { get; init; }

    /// <summary>Bodies that lost the case by a rule that goes on holding, however often it changed hands since.</summary>
    public IReadOnlyList<TakenFrom> TakenFrom { get; init; } = [];

    /// <summary>The facts the rules of jurisdiction were last asked about; at first those of the routing.</summary>
    public JurisdictionFacts? Facts { get; init; }

    public JurisdictionEvaluation? Evaluation { get; init; }

    /// <summary>When it was first heard of.</summary>
    public DateTimeOffset ReceivedAt => Reports.Concat(Duplicates).Select(r => r.ReceivedAt).DefaultIfEmpty(OpenedAt).Min();

    public bool Exists => Handling is not null;

    public string Body => Handling.Slug;

    public bool IsProject => Handling.Kind == "project";

    /// <summary>A project tells its foundation how it ended before it closes (R25).</summary>
    public bool OwesResolutionNotice => IsProject && Handling.Foundation != Body && Decision is not null && ResolutionNoticedAt is null;

    /// <summary>It is about the handling of a report, and stays away from those who handled it (P21).</summary>
    public bool IsComplaint => Reports.Any(r => r.IsComplaint());

    public bool IsUrgent => Urgency == Urgent;

    /// <summary>Its content is in another case, of another body or of this one; here is the notice-level record.</summary>
    public bool HasGone => Gone is not null || Linked is not null;

    public bool IsOver => HasGone || Stage == CaseStage.Closed;

    public bool Voted => Proposals.Any(p => p.Votes.Count > 0);

    public IEnumerable<Guid> ReportIds => Reports.Select(r => r.Report);

    /// <summary>Whoever has a private code and a thread here: reporters and affected people.</summary>
    public IEnumerable<Guid> ThreadIds => ReportIds.Concat(Affected.Select(a => a.Id));

    /// <summary>Reports, and pages of affected people, that follow this case: of two joint ones, the case that leads; never that of an appeal.</summary>
    public IEnumerable<Guid> FollowedReports => Joint is { Leads: false } || AppealOf is not null ? [] : ThreadIds;

    public PanelSeat? SeatOf(Guid seat) => Panel.FirstOrDefault(p => p.Seat == seat);

    public Subject? SubjectOf(Guid person) => Subjects.FirstOrDefault(s => s.Person == person);

    public Proposal? ProposalOf(Guid id) => Proposals.FirstOrDefault(p => p.Id == id);

    /// <summary>The next unconflicted seat in order chairs, by itself (P8).</summary>
    public PanelSeat? ActingChair => Panel.Where(p => p.MayDecide).OrderByDescending(p => p.Chair).ThenBy(p => !p.IsMember).ThenBy(p => p.Order).FirstOrDefault();

    public CaseState Apply(IEnumerable<CaseEvent> events) => events.Aggregate(this, CaseEvolution.Evolve);
}
