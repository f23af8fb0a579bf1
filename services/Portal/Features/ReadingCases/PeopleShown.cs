namespace Coc.Portal.Features.ReadingCases;

/// <summary>A report of the case at a glance; what is in it is opened by itself, and that is recorded.</summary>
public sealed record ReportShown
{
    public Guid Report { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public string? Channel { get; init; }

    public string? Kind { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public IReadOnlyList<CheckInShown> CheckIns { get; init; } = [];

    public bool AsksForMediation { get; init; }
}

public sealed record CheckInShown(Guid Id, string? Answer, DateTimeOffset At);

/// <summary>A person the case is about: by code name, and how sure the committee is who it is.</summary>
public sealed record SubjectShown
{
    public Guid Person { get; init; }

    public string CodeName { get; init; } = "";

    public string Identification { get; init; } = "";

    public bool Told { get; init; }

    public IReadOnlyList<string> Accounts { get; init; } = [];

    public IReadOnlyList<ClaimShown> Claims { get; init; } = [];

    public bool Mistaken { get; init; }

    public string? MistakenBecause { get; init; }

    public IReadOnlyList<Guid> DoubtedBy { get; init; } = [];

    public DateTimeOffset? IdentityErasedAt { get; init; }

    public IReadOnlyList<SaidSameShown> SaidSame { get; init; } = [];
}

public sealed record SaidSameShown(Guid Other, Guid By);

public sealed record ClaimShown
{
    public Guid By { get; init; }

    public IReadOnlyList<string> Accounts { get; init; } = [];

    public string? Name { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset At { get; init; }
}

public sealed record PersonChangeShown(string What, Guid Person, Guid Other, string? Reason, Guid By, DateTimeOffset At);

public sealed record AffectedShown
{
    public Guid Id { get; init; }

    public string CodeName { get; init; } = "";

    public Guid Report { get; init; }

    public DateTimeOffset? EnteredAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public IReadOnlyList<CheckInShown> CheckIns { get; init; } = [];

    public bool AsksForMediation { get; init; }
}

/// <summary>A seat that was asked, and why it is in or out.</summary>
public sealed record PanelSeatShown
{
    public Guid Seat { get; init; }

    public string Role { get; init; } = "";

    public string Conflict { get; init; } = "";

    public bool? Confirmed { get; init; }

    public IReadOnlyList<string> Permitted { get; init; } = [];

    public string? Acting { get; init; }

    public bool? Witness { get; init; }

    /// <summary>Takes part in what is decided.</summary>
    public bool Decides => Conflict == "none" && Role is not ("eventStaff" or "outside");
}

public sealed record EngagementShown
{
    public Guid Id { get; init; }

    public Guid Seat { get; init; }

    public string? As { get; init; }

    public string? Name { get; init; }

    public string? Task { get; init; }

    public DateTimeOffset? Until { get; init; }

    public Guid By { get; init; }

    public string? State { get; init; }

    public IReadOnlyList<OutsideWordShown> Words { get; init; } = [];
}

public sealed record OutsideWordShown(string? Text, DateTimeOffset At);

public sealed record WitnessShown(Guid Id, Guid? Seat, string? Name, Guid By, DateTimeOffset At);

public sealed record MinorShown
{
    public DateTimeOffset Since { get; init; }

    public IReadOnlyList<ReachedShown> Safeguarding { get; init; } = [];

    public DateTimeOffset? CounselAt { get; init; }

    public IReadOnlyList<ReachedShown> Guardians { get; init; } = [];

    public IReadOnlyList<Guid> IdentityKnownTo { get; init; } = [];
}

public sealed record ReachedShown(string? Note, Guid By, DateTimeOffset At);

public sealed record HearingShown(Guid Id, Guid Person, string? Response, bool Transcribed, string? ReasonForNone, Guid By, DateTimeOffset At, Guid? Entry, DateTimeOffset? CorrectBy, string? Checked, string? Correction);

public sealed record AccusedNoticeShown(Guid Id, Guid Person, string? When, string? Summary, string? Why, DateTimeOffset? LookAgain, Guid By, DateTimeOffset At);

public sealed record ConsideredShown(string? Safety, string? Wish, Guid By, DateTimeOffset At);

public sealed record RoomShown
{
    public Guid Id { get; init; }

    public Guid Person { get; init; }

    public DateTimeOffset? EnteredAt { get; init; }

    public DateTimeOffset? AnswerBy { get; init; }

    public DateTimeOffset? AppealBy { get; init; }

    public IReadOnlyList<RoomEntryShown> Entries { get; init; } = [];
}

public sealed record RoomEntryShown(Guid Id, string Kind, DateTimeOffset At);

public sealed record SeatObjectionShown(Guid Id, Guid Seat, Guid Room, DateTimeOffset At, string State);

public sealed record UnsealingShown
{
    public Guid Id { get; init; }

    public Guid Report { get; init; }

    public string Exception { get; init; } = "";

    public string? Reason { get; init; }

    public IReadOnlyList<Guid> Recipients { get; init; } = [];

    public string? Outside { get; init; }

    public Guid By { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? AgreedBy { get; init; }

    public DateTimeOffset? UnsealedAt { get; init; }
}

public sealed record PartShown(Guid Report, string? Text, Guid By, DateTimeOffset At);

public sealed record RenewalShown(Guid Id, Guid Report, Guid By, DateTimeOffset At, Guid? AgreedBy, DateTimeOffset? AgreedAt);

public sealed record DataRequestShown
{
    public Guid Id { get; init; }

    public Guid Party { get; init; }

    public Guid? Person { get; init; }

    public string Kind { get; init; } = "";

    public DateTimeOffset At { get; init; }

    public DateTimeOffset Due { get; init; }

    public string State { get; init; } = "";

    public string? Ground { get; init; }

    public DataDraftShown? Draft { get; init; }

    public DataDraftShown? Sent { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public string? MustBeKept { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }
}

public sealed record DataDraftShown(Guid Id, string? Outcome, string? Ground, string? Text, Guid By, DateTimeOffset At);
