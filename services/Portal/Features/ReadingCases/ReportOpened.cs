namespace Coc.Portal.Features.ReadingCases;

/// <summary>A report as it was opened; who may not know something does not get it.</summary>
public sealed record ReportOpened
{
    public Guid Report { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public string? Kind { get; init; }

    public IReadOnlyList<string> Projects { get; init; } = [];

    public string? Event { get; init; }

    public IReadOnlyList<string> Spaces { get; init; } = [];

    public string? Description { get; init; }

    public string? CodeSection { get; init; }

    public string? WhatWouldHelp { get; init; }

    public string? Language { get; init; }

    public string? AccessNeeds { get; init; }

    public bool SafetyConcern { get; init; }

    public OccurredShown? Occurred { get; init; }

    public IReadOnlyList<StatedPersonShown> Subjects { get; init; } = [];

    public IReadOnlyList<StatedAffectedShown> Affected { get; init; } = [];

    public StatedReporterShown? Reporter { get; init; }

    public IReadOnlyList<ThreadEntryShown> Thread { get; init; } = [];

    public ForwardedShown? Forwarded { get; init; }

    public bool IdentitySealed { get; init; }

    public bool MinorWithheld { get; init; }

    public IReadOnlyList<FileShown> Evidence { get; init; } = [];
}

public sealed record OccurredShown(DateTimeOffset? From, DateTimeOffset? To, bool Ongoing);

public sealed record StatedPersonShown
{
    public IReadOnlyList<string> Accounts { get; init; } = [];

    public string? Name { get; init; }

    public string? Description { get; init; }
}

public sealed record StatedAffectedShown
{
    public Guid? Id { get; init; }

    public bool Self { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string> Accounts { get; init; } = [];

    public string? Contact { get; init; }

    public string? KnowsOfReport { get; init; }

    public string? Minor { get; init; }

    public string? MayBeContacted { get; init; }

    public bool MinorWithheld { get; init; }
}

public sealed record StatedReporterShown(string Kind, string? Name, string? Contact, bool MayWrite);

public sealed record ThreadEntryShown(Guid Id, string From, DateTimeOffset At, string Kind, string? Text, string? Answer, bool? Renewed);

public sealed record ForwardedShown(Guid? Seat, string? Body, string? As, string? ReporterConsent, bool? ReadBack, string? Context, string? Witness);

/// <summary>A file, link or screenshot: what is known of it, not what is in it.</summary>
public sealed record FileShown
{
    public Guid Id { get; init; }

    public Guid? Report { get; init; }

    public DateTimeOffset At { get; init; }

    public string State { get; init; } = "";

    public string? Name { get; init; }

    public long? Size { get; init; }

    public string? Sha256 { get; init; }

    public string? Type { get; init; }

    public bool Mismatch { get; init; }

    public string? Source { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public bool Strippable { get; init; }

    public IReadOnlyList<Guid> Releasing { get; init; } = [];

    public Guid? Room { get; init; }
}

public sealed record FileList
{
    public IReadOnlyList<FileShown> Items { get; init; } = [];
}

/// <summary>What an accused person sent, as the panel opened it.</summary>
public sealed record RoomOpened
{
    public Guid Room { get; init; }

    public IReadOnlyList<RoomTextShown> Entries { get; init; } = [];
}

public sealed record RoomTextShown(Guid Entry, string Kind, DateTimeOffset At, Guid? About, string? Text);

/// <summary>A held identity, as its holder opened it.</summary>
public sealed record IdentityOpened(Guid Report, string? Name, string? Contact);
