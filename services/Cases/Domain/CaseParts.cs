namespace Coc.Cases.Domain;

/// <summary>A person the case is about, with who said so.</summary>
internal sealed record Subject(Guid Person, string CodeName, Identification Identification)
{
    public IReadOnlyList<Guid> ClaimedBy { get; init; } = [];

    public bool Told { get; init; }

    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>Where a proposal stands.</summary>
internal enum ProposalState
{
    Open,
    Adopted,
    Void,
    Failed,
    AwaitingLegal,
}

/// <summary>A proposal with its votes.</summary>
internal sealed record Proposal(Guid Id, string Route, DecisionContent Content, DateTimeOffset? WindowEnds, Guid By, DateTimeOffset At)
{
    public ProposalState State { get; init; }

    public IReadOnlyList<(Guid Seat, string Vote)> Votes { get; init; } = [];

    public IReadOnlyList<string> LegalReasons { get; init; } = [];

    /// <summary>Counsel's latest word on this very proposal.</summary>
    public string? LegalOutcome { get; init; }

    public bool IsWritten => Route == "written";
}

/// <summary>The recorded decision.</summary>
internal sealed record RecordedDecision(Guid Id, Guid Proposal, IReadOnlyList<Finding> Findings, IReadOnlyList<Measure> Measures, Offer? Offer, string? Permission, DateTimeOffset At);

/// <summary>A text to somebody, with who looked at it.</summary>
internal sealed record Communication(Guid Id, string To, Guid? Person, Guid? Report, string? Text, Guid By, DateTimeOffset At)
{
    public string State { get; init; } = "draft";

    public Guid? ApprovedBy { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? Why { get; init; }
}

/// <param name="Entry">what the person wrote in the room, where the response is that</param>
internal sealed record Hearing(Guid Id, Guid Person, string? Response, bool Transcribed, string? ReasonForNone, Guid By, DateTimeOffset At, Guid? Entry = null);

internal sealed record InterimMeasure(Guid Id, Guid? Person, string Kind, IReadOnlyList<string> Spaces, DateTimeOffset Until, string? Reason, Guid By, DateTimeOffset At)
{
    public string? Verdict { get; init; }

    /// <summary>Who acted in an emergency, with whatever seat.</summary>
    public Guid? ByAccount { get; init; }

    /// <summary>Where what happened is written, for an emergency measure.</summary>
    public Guid? Report { get; init; }

    /// <summary>Nobody looked at it yet (R37).</summary>
    public bool AwaitsReview => Verdict is null;
}

internal sealed record Note(Guid Id, string? Text, Guid By, DateTimeOffset At);

/// <param name="By">null where another body's seat added it</param>
internal sealed record AttachedEvidence(Guid Id, Guid? By, DateTimeOffset At);

internal sealed record LegalRequest(Guid Id, Guid? Proposal, string Counsel, string? Question, IReadOnlyList<string> Include, DateTimeOffset Due, Guid By, DateTimeOffset At)
{
    public string? Outcome { get; init; }

    public string? Note { get; init; }
}

internal sealed record FollowedSanction(Guid Id, string State, int OpenOrders);

internal sealed record Notice(Guid Id, Guid Person, string Category, bool Struck);

/// <summary>The latest offer of the case to another body.</summary>
internal sealed record TransferOffer(Guid Id, string To, string? Rule, string Share, string? Context, DateTimeOffset NotBefore, DateTimeOffset AnswerBy, DateTimeOffset At)
{
    /// <summary>As whom the receiver reads; null for offers from before reporters were asked.</summary>
    public string? Audience { get; init; }

    /// <summary>Handed over, and disputed since.</summary>
    public const string ContestedState = "contested";

    /// <summary>offered, disputed, refused, recalled, notMade (the reporter did not agree), settled (it stays with the sender); accepted, contested, confirmed (it stays with the receiver), returned</summary>
    public string State { get; init; } = "offered";

    public bool Reminded { get; init; }

    public string? Arbiter { get; init; }

    public DateTimeOffset? SettleBy { get; init; }

    /// <summary>It may still lead to a hand-over; until it is known, nobody decides.</summary>
    public bool IsOpen => State is "offered" or "disputed";
}
