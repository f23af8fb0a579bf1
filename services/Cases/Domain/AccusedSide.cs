namespace Coc.Cases.Domain;

/// <summary>What a case knows of its accused people's side.</summary>
internal sealed record AccusedSide
{
    public static AccusedSide None { get; } = new();

    public IReadOnlyList<AccusedNotice> Notices { get; init; } = [];

    public IReadOnlyList<AccusedRoom> Rooms { get; init; } = [];

    /// <summary>What was thought of those who do not know, and of whom: persons, or reports with everybody in them.</summary>
    public IReadOnlyList<(string? Safety, string? Wish, Guid By, DateTimeOffset At, IReadOnlyList<Guid> Covers)> Considered { get; init; } = [];

    /// <summary>Hearings the person has looked at, with the entry that corrects them.</summary>
    public IReadOnlyDictionary<Guid, Guid?> Checked { get; init; } = new Dictionary<Guid, Guid?>();

    public IReadOnlyList<SeatObjection> Objections { get; init; } = [];

    public AccusedRoom? RoomOf(Guid person) => Rooms.FirstOrDefault(r => r.Person == person);

    public AccusedRoom? Room(Guid room) => Rooms.FirstOrDefault(r => r.Id == room);

    /// <summary>Entries of a room that this case has heard of; what is said to another case is not this one's.</summary>
    public IEnumerable<Guid> Heard(Guid room) =>
        [.. Room(room)?.Entries.Select(e => e.Id) ?? [], .. Checked.Values.OfType<Guid>(), .. Objections.Where(o => o.Room == room).Select(o => o.Id)];

    /// <summary>The latest word for each person that they are not told yet.</summary>
    public IEnumerable<AccusedNotice> Deferred => Notices.GroupBy(n => n.Person).Select(g => g.Last()).Where(n => n.LookAgain is not null);
}

/// <summary>Whether a person was told, or why not.</summary>
/// <param name="LookAgain">set when the person is not told yet</param>
internal sealed record AccusedNotice(Guid Id, Guid Person, string? Summary, string? Why, DateTimeOffset? LookAgain, Guid By, DateTimeOffset At);

/// <summary>A person's room, as far as the case is concerned.</summary>
/// <param name="Number">how many one-time codes were made for it</param>
internal sealed record AccusedRoom(Guid Id, Guid Person, int Number)
{
    /// <summary>This case, or an earlier owner's that it goes on with, made it; else it is that of the case that is appealed.</summary>
    public bool MadeHere { get; init; }

    /// <summary>When the person first came in: what is released reaches them from then on.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>As the panel said it.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>When the panel said so.</summary>
    public DateTimeOffset? AnswerSetAt { get; init; }

    /// <summary>
    /// Until when the person may answer. A time that was given before they came in is theirs from then on, whole (P6: deadlines start at recorded delivery); who never comes in is not waited for longer than
    /// the panel said.
    /// </summary>
    public DateTimeOffset? AnswerUntil => AnswerBy is { } by && AnswerSetAt is { } set && EnteredAt is { } entered && entered > set ? entered + (by - set) : AnswerBy;

    public IReadOnlyList<RoomEntry> Entries { get; init; } = [];

    public IReadOnlyList<Release> Released { get; init; } = [];
}

/// <param name="Kind">response, evidence, moreTime, correction, readmission</param>
internal sealed record RoomEntry(Guid Id, string Kind, DateTimeOffset At)
{
    /// <summary>The person asks to come back (R52): read here, decided with the measure. No answer to what the panel asked.</summary>
    public const string Readmission = "readmission";
}

/// <summary>Something the person may see: what it is, and what of it may change.</summary>
internal sealed record Release(Guid Item, string Kind, string? State = null, DateTimeOffset? Until = null);
