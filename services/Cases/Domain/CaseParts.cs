namespace Coc.Cases.Domain;

/// <summary>A person the case is about, with who said so.</summary>
internal sealed record Subject(Guid Person, string CodeName, Identification Identification)
{
    public IReadOnlyList<Guid> ClaimedBy { get; init; } = [];

    public bool Told { get; init; }

    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>When they were told the last decision that they know of, before the case was taken up again.</summary>
    public (Guid Decision, DateTimeOffset At)? ToldBefore { get; init; }

    /// <summary>No report names them; the committee found out.</summary>
    public bool Added { get; init; }

    /// <summary>What seats said about who it is.</summary>
    public IReadOnlyList<SubjectClaim> Claims { get; init; } = [];

    /// <summary>Accounts on which two seats agree, beside those of the reports.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>What two seats said, whether confirmed already or not.</summary>
    public IEnumerable<string> SaidTwice => Claims.SelectMany(c => c.Accounts.Select(a => (a, c.By))).Distinct().GroupBy(s => s.a).Where(g => g.Count() > 1).Select(g => g.Key);

    /// <summary>Of whom a seat says that they are the same person.</summary>
    public IReadOnlyList<(Guid Other, Guid By)> SaidSame { get; init; } = [];

    /// <summary>Persons of this case that turned out to be this one.</summary>
    public IReadOnlyList<Guid> Formerly { get; init; } = [];

    /// <summary>Of whom this one turned out to be another.</summary>
    public Guid? SplitFrom { get; init; }

    /// <summary>Seats that say it was somebody else.</summary>
    public IReadOnlyList<Guid> DoubtedBy { get; init; } = [];

    /// <summary>It was somebody else: named on record, and nobody acts on it any more (P22).</summary>
    public bool Mistaken { get; init; }

    public string? MistakenBecause { get; init; }

    /// <summary>Who they are is kept nowhere any more (P19).</summary>
    public DateTimeOffset? IdentityErasedAt { get; init; }

    public bool IdentityKeysDestroyed { get; init; }
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

    /// <summary>The risk factors on record when counsel said so: what came since, counsel did not weigh (R44).</summary>
    public IReadOnlyList<string> RisksKnown { get; init; } = [];

    /// <summary>Who objected, or wanted a meeting.</summary>
    public Guid? ObjectedBy { get; init; }

    public bool IsWritten => Route == "written";

    public bool IsOnTheTable => State is ProposalState.Open or ProposalState.AwaitingLegal;

    public bool TakesVotes(DateTimeOffset now) => State == ProposalState.Open && !(WindowEnds <= now);
}

/// <summary>The recorded decision.</summary>
internal sealed record RecordedDecision(Guid Id, Guid Proposal, IReadOnlyList<Finding> Findings, IReadOnlyList<Measure> Measures, Offer? Offer, string? Permission, DateTimeOffset At)
{
    /// <summary>By when everybody it concerns is told.</summary>
    public DateTimeOffset? TellBy { get; init; }
}

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
    /// <summary>minor; null: the proposal, or the case</summary>
    public string? About { get; init; }

    public string? Outcome { get; init; }

    public string? Note { get; init; }
}

internal sealed record FollowedSanction(Guid Id, string State, int OpenOrders);

internal sealed record Notice(Guid Id, Guid Person, string Category, bool Struck)
{
    /// <summary>The decision at hand when it was struck; null: there was none.</summary>
    public Guid? StruckUnder { get; init; }
}

/// <summary>The latest offer of the case to another body.</summary>
internal sealed record TransferOffer(Guid Id, string To, string? Rule, string Share, string? Context, DateTimeOffset NotBefore, DateTimeOffset AnswerBy, DateTimeOffset At)
{
    /// <summary>As whom the receiver reads; null for offers from before reporters were asked.</summary>
    public string? Audience { get; init; }

    /// <summary>Bodies a rule gives it to, which have no seats for it: the rule means the nearest one above that has.</summary>
    public IReadOnlyList<string> PassedOver { get; init; } = [];

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

/// <summary>Why a decided case was taken up again.</summary>
internal sealed record TakenUpAgain(string? Reason, Guid By, DateTimeOffset At)
{
    /// <summary>How many hearings were on record then: they answered what was decided, not what will be.</summary>
    public int HeardBefore { get; init; }
}

/// <summary>Where the panel last said it stands.</summary>
internal sealed record StatusWord(string State, string? Note, Guid By, DateTimeOffset At);

/// <summary>What one seat said about who somebody is.</summary>
internal sealed record SubjectClaim(Guid By, IReadOnlyList<string> Accounts, string? Name, string? Description, DateTimeOffset At);

/// <summary>Why the committee opened a case nobody reported (R6).</summary>
internal sealed record OpenedByCommittee(string Risk, string? Summary, Guid By);
