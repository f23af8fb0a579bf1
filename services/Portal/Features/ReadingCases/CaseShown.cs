using System.Text.Json;

namespace Coc.Portal.Features.ReadingCases;

/// <summary>A case as <c>GET /api/cases/{id}</c> shows it to this visitor: what pages use of it. Whatever is not there is not shown.</summary>
public sealed record CaseShown
{
    public Guid Id { get; init; }

    public string CodeName { get; init; } = "";

    public string Body { get; init; } = "";

    public string State { get; init; } = "";

    public IReadOnlyList<string> Flags { get; init; } = [];

    public long Version { get; init; }

    public string? Urgency { get; init; }

    public DateTimeOffset? UrgentSince { get; init; }

    public LoanShown? Loan { get; init; }

    public MovingUpShown? MovingUp { get; init; }

    public IReadOnlyList<string> Projects { get; init; } = [];

    public string? Event { get; init; }

    public IReadOnlyList<ReportShown> Reports { get; init; } = [];

    public IReadOnlyList<SubjectShown> Subjects { get; init; } = [];

    public IReadOnlyList<PersonChangeShown> PersonChanges { get; init; } = [];

    public IReadOnlyList<AffectedShown> Affected { get; init; } = [];

    public IReadOnlyList<PanelSeatShown> Panel { get; init; } = [];

    public IReadOnlyList<EngagementShown> Engagements { get; init; } = [];

    public OpeningShown? Opening { get; init; }

    public IReadOnlyList<WitnessShown> Witnesses { get; init; } = [];

    public IReadOnlyList<ClockShown> Clocks { get; init; } = [];

    public JurisdictionShown? Jurisdiction { get; init; }

    public IReadOnlyList<string> RiskFactors { get; init; } = [];

    public MinorShown? Minor { get; init; }

    public string? Impact { get; init; }

    public string? Risk { get; init; }

    public string? Category { get; init; }

    public DateTimeOffset? ResolutionNoticedAt { get; init; }

    public Guid? Assignee { get; init; }

    public TurnShown? HandingOn { get; init; }

    public IReadOnlyList<InterimShown> Interim { get; init; } = [];

    public IReadOnlyList<OrdersBeforeShown> OrdersBefore { get; init; } = [];

    public IReadOnlyList<HearingShown> Hearings { get; init; } = [];

    public IReadOnlyList<AccusedNoticeShown> AccusedNotices { get; init; } = [];

    public IReadOnlyList<ConsideredShown> AffectedConsidered { get; init; } = [];

    public IReadOnlyList<RoomShown> Rooms { get; init; } = [];

    public IReadOnlyList<SeatObjectionShown> Objections { get; init; } = [];

    public IReadOnlyList<ProposalShown> Proposals { get; init; } = [];

    public DecisionShown? Decision { get; init; }

    public IReadOnlyList<DecisionShown> EarlierDecisions { get; init; } = [];

    public IReadOnlyList<ReopeningShown> Reopened { get; init; } = [];

    public StatusShown? Status { get; init; }

    public IReadOnlyList<CommunicationShown> Communications { get; init; } = [];

    public IReadOnlyList<MessageShown> Messages { get; init; } = [];

    public IReadOnlyList<SanctionShown> Sanctions { get; init; } = [];

    public IReadOnlyList<AgreementShown> Agreements { get; init; } = [];

    public IReadOnlyList<LookShown> Monitoring { get; init; } = [];

    public IReadOnlyList<MediationShown> Mediations { get; init; } = [];

    public IReadOnlyList<DataRequestShown> DataRequests { get; init; } = [];

    public IReadOnlyList<CommentRequestShown> CommentRequests { get; init; } = [];

    public IReadOnlyList<AppealShown> Appeals { get; init; } = [];

    public AppealOfShown? AppealOf { get; init; }

    public IReadOnlyList<RetentionShown> Retentions { get; init; } = [];

    public IReadOnlyList<EvidenceShown> Evidence { get; init; } = [];

    public IReadOnlyList<LinkShown> Links { get; init; } = [];

    public IReadOnlyList<NoteShown> Notes { get; init; } = [];

    public IReadOnlyList<CarriedShown> Carried { get; init; } = [];

    public IReadOnlyList<LegalRequestShown> LegalRequests { get; init; } = [];

    public TransferShown? Transfer { get; init; }

    public IReadOnlyList<UnsealingShown> Unsealings { get; init; } = [];

    public IReadOnlyList<PartShown> Parts { get; init; } = [];

    public IReadOnlyList<RenewalShown> CodeRenewals { get; init; } = [];

    public IReadOnlyList<ConsentShown> Consents { get; init; } = [];

    public JointShown? Joint { get; init; }

    public CameBackShown? CameBack { get; init; }

    public ContestShown? Contested { get; init; }

    /// <summary>Commands that would be taken from this visitor now: every button of a page comes from here.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>Where it went: set, with <see cref="At"/>, where a former owner sees only that.</summary>
    public string? To { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>What commands send as <c>If-Match</c>.</summary>
    public string ETag => $"\"{Version.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"";

    public bool HasGone => State is "transferred" or "linked" && Allowed.Count == 0 && To is not null;

    public bool May(string command) => Allowed.Contains(command);
}

public sealed record LoanShown(string? Lender, DateTimeOffset? NotBefore);

public sealed record MovingUpShown(string? To, DateTimeOffset? NotBefore, string? Because);

public sealed record OpeningShown(string? Risk, string? Summary, Guid By);

public sealed record ClockShown(string Kind, DateTimeOffset Due, DateTimeOffset? Met, bool Breached);

public sealed record TurnShown(Guid Note, Guid To, DateTimeOffset Until, Guid By, DateTimeOffset At);

public sealed record StatusShown(string State, string? Note, Guid By, DateTimeOffset At);

public sealed record ReopeningShown(string? Reason, Guid By, DateTimeOffset At);

public sealed record NoteShown(Guid Id, string? Text, Guid By, DateTimeOffset At);

public sealed record CarriedShown(string Kind, Guid? Person, DateTimeOffset At, string? Text);

public sealed record LinkShown(Guid Case, string Why);

public sealed record EvidenceShown(Guid Id, Guid? By, DateTimeOffset At);

public sealed record RetentionShown(Guid Id, string? Source, DateTimeOffset Until, Guid By, DateTimeOffset At, string? Platform, string? Outcome);

public sealed record CameBackShown(string? From, string? By, string? Reason, DateTimeOffset At);

public sealed record ContestShown(string? Arbiter, DateTimeOffset SettleBy);

public sealed record ConsentShown(Guid Report, string Audience, DateTimeOffset? Until, string? Answer);

/// <summary>Why this body has the case: the rule that holds, and each that was weighed.</summary>
public sealed record JurisdictionShown
{
    public string? Rule { get; init; }

    public string? Because { get; init; }

    public bool Confirmed { get; init; }

    public EvaluatedShown? Evaluated { get; init; }
}

public sealed record EvaluatedShown
{
    public string? Body { get; init; }

    public string? Rule { get; init; }

    public IReadOnlyList<RuleShown> Rules { get; init; } = [];

    public DateTimeOffset? At { get; init; }
}

/// <param name="Because">a sentence in English</param>
/// <param name="Code">for a sentence of our own</param>
public sealed record RuleShown(string Rule, bool Holds, string? Code, string? Because, string? By, DateTimeOffset? At);

public sealed record TransferShown(Guid Id, string? To, string? Rule, string? Share, DateTimeOffset? NotBefore, DateTimeOffset? AnswerBy, string? State, string? Arbiter, DateTimeOffset? SettleBy);

public sealed record JointShown
{
    public string? With { get; init; }

    public bool Leads { get; init; }

    public string? Mode { get; init; }

    public string? Ground { get; init; }

    public DateTimeOffset? ChooseBy { get; init; }

    public DateTimeOffset? SummaryDue { get; init; }

    public DateTimeOffset? SummaryMetAt { get; init; }

    public bool FollowedUp { get; init; }

    public IReadOnlyList<SummaryShown> Summaries { get; init; } = [];
}

public sealed record SummaryShown(string? From, DateTimeOffset At, string? Text);

/// <summary>Where a measure holds; bodies are slugs, or the word <c>all</c>.</summary>
public sealed record ScopeShown
{
    public JsonElement? Bodies { get; init; }

    public IReadOnlyList<string> Spaces { get; init; } = [];

    public IReadOnlyList<string> NamedBodies => Bodies is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(b => b.ToString())] : [];

    public bool OfAllBodies => Bodies is { ValueKind: JsonValueKind.String };
}
