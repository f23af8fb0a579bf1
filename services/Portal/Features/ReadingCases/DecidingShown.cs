using System.Text.Json;

namespace Coc.Portal.Features.ReadingCases;

public sealed record VoteShown(Guid Seat, string Vote);

public sealed record FindingShown(Guid? Person, string Finding, string? Category);

public sealed record RemedyShown
{
    public Guid? Person { get; init; }

    public string Type { get; init; } = "";

    public ScopeShown? Scope { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    public bool? Permanent { get; init; }

    public string? Readmission { get; init; }

    public bool? PublicNaming { get; init; }

    public DateTimeOffset? CountsAsPriorUntil { get; init; }

    public JsonElement? Conditions { get; init; }

    public JsonElement? Steps { get; init; }
}

public sealed record OfferShown
{
    public JsonElement? To { get; init; }

    public string? Because { get; init; }

    public DateTimeOffset? AnswerBy { get; init; }
}

public sealed record ToldFirstShown(bool No, string? Because);

/// <summary>Three texts, never one.</summary>
public sealed record RationaleShown(string? ForPanel, string? ForAccused, string? ForReporter);

public sealed record ProposalShown
{
    public Guid Id { get; init; }

    public Guid By { get; init; }

    public DateTimeOffset At { get; init; }

    public string State { get; init; } = "";

    public IReadOnlyList<VoteShown> Votes { get; init; } = [];

    public string? Route { get; init; }

    public DateTimeOffset? WindowEnds { get; init; }

    public IReadOnlyList<string> LegalReasons { get; init; } = [];

    public string? LegalOutcome { get; init; }

    public string? AppealOutcome { get; init; }

    public IReadOnlyList<FindingShown> Findings { get; init; } = [];

    public IReadOnlyList<RemedyShown> Remedies { get; init; } = [];

    public OfferShown? Offer { get; init; }

    public ToldFirstShown? ToldFirst { get; init; }

    public RationaleShown? Rationale { get; init; }

    public bool IsOpen => State == "open";

    public bool IsWritten => Route == "written";

    // As the rules count it: for good, or until nothing.
    public bool IsPermanent => Remedies.Any(r => r.Permanent == true);
}

public sealed record MeasureShown
{
    public Guid? Sanction { get; init; }

    public Guid? Person { get; init; }

    public string Type { get; init; } = "";

    public ScopeShown? Scope { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    public string? Readmission { get; init; }
}

public sealed record WarningShown(Guid? Person, string? Category, DateTimeOffset? CountsAsPriorUntil);

public sealed record DecisionShown
{
    public Guid Id { get; init; }

    public Guid? Proposal { get; init; }

    public DateTimeOffset At { get; init; }

    public string? AppealOutcome { get; init; }

    public IReadOnlyList<FindingShown> Findings { get; init; } = [];

    public IReadOnlyList<RemedyShown> Remedies { get; init; } = [];

    public IReadOnlyList<MeasureShown> Measures { get; init; } = [];

    public IReadOnlyList<WarningShown> Warnings { get; init; } = [];

    public OfferShown? Offer { get; init; }

    public ToldFirstShown? ToldFirst { get; init; }

    public RationaleShown? Rationale { get; init; }
}

public sealed record LegalRequestShown
{
    public Guid Id { get; init; }

    public Guid? Proposal { get; init; }

    public string? Question { get; init; }

    public string? About { get; init; }

    public DateTimeOffset Due { get; init; }

    public string? Outcome { get; init; }

    public string? Note { get; init; }

    public Guid By { get; init; }

    public DateTimeOffset At { get; init; }
}

public sealed record CommunicationShown(Guid Id, string To, Guid? Person, Guid? Report, string? Text, string State, Guid By, DateTimeOffset At, Guid? ApprovedBy, string? Why)
{
    public bool IsDraft => State == "draft";
}

public sealed record MessageShown(Guid Id, Guid Report, string? Text, Guid? By, DateTimeOffset At);

public sealed record CommentRequestShown
{
    public Guid Id { get; init; }

    public Guid By { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset Until { get; init; }

    public string State { get; init; } = "";

    public IReadOnlyList<CommentAskedShown> Affected { get; init; } = [];
}

public sealed record CommentAskedShown
{
    public Guid Thread { get; init; }

    public bool Asked { get; init; }

    public IReadOnlyList<CommentShown> Comments { get; init; } = [];
}

public sealed record CommentShown(Guid Entry, DateTimeOffset At);

public sealed record MediationShown(Guid Id, Guid Person, Guid Thread, Guid By, DateTimeOffset At, string State, DateTimeOffset? Until, string? Note);

public sealed record AppealShown
{
    public Guid Id { get; init; }

    public string By { get; init; } = "";

    public IReadOnlyList<string> Grounds { get; init; } = [];

    public string? To { get; init; }

    public DateTimeOffset At { get; init; }

    public string State { get; init; } = "";
}

/// <summary>What this case, being an appeal, decides about.</summary>
public sealed record AppealOfShown
{
    public Guid Id { get; init; }

    public string By { get; init; } = "";

    public IReadOnlyList<string> Grounds { get; init; } = [];

    public string? Body { get; init; }

    public string? Outcome { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public IReadOnlyList<FindingShown> Findings { get; init; } = [];

    public IReadOnlyList<MeasureShown> Measures { get; init; } = [];
}

public sealed record InterimShown
{
    public Guid Id { get; init; }

    public Guid? Person { get; init; }

    public string Kind { get; init; } = "";

    public IReadOnlyList<string> Spaces { get; init; } = [];

    public DateTimeOffset Until { get; init; }

    public string? Reason { get; init; }

    public Guid? Report { get; init; }

    public Guid By { get; init; }

    public DateTimeOffset At { get; init; }

    public string State { get; init; } = "";

    public int? OpenOrders { get; init; }
}

public sealed record OrdersBeforeShown(Guid Measure, string? Kind, IReadOnlyList<string>? Spaces, string? State, int? OpenOrders);

public sealed record SanctionShown(Guid Id, string State, int? OpenOrders);

public sealed record AgreementShown
{
    public Guid Id { get; init; }

    public Guid Person { get; init; }

    public DateTimeOffset At { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset? ReviewSince { get; init; }

    public IReadOnlyList<AgreementStepShown> Steps { get; init; } = [];

    public IReadOnlyList<ApologyShown> Apologies { get; init; } = [];
}

public sealed record AgreementStepShown
{
    public Guid Id { get; init; }

    public string? Who { get; init; }

    public string? What { get; init; }

    public DateTimeOffset Due { get; init; }

    public Guid? Checks { get; init; }

    public string State { get; init; } = "";
}

public sealed record ApologyShown(Guid Id, Guid Thread, Guid By, DateTimeOffset At, string State, string? Why, DateTimeOffset? PassedOnAt);

public sealed record LookShown(Guid Id, DateTimeOffset Due, string State, LookTakenShown? Taken);

public sealed record LookTakenShown(string? Outcome, string? Note, Guid By, DateTimeOffset At);
