namespace Coc.Cases.Domain;

/// <summary>An appeal of this case's decision.</summary>
internal sealed record Appeal(Guid Id, string By, Guid? Person, Guid? Report, IReadOnlyList<string> Grounds, string To, DateTimeOffset At)
{
    /// <summary>Where it is decided; for the other appeal of the same decision, never for this case's panel.</summary>
    public Guid ToCase { get; init; }

    /// <summary>uphold, change, overturn; null while it is open</summary>
    public string? Outcome { get; init; }

    /// <summary>Which decision; null of old: the last one before it.</summary>
    public Guid? Decision { get; init; }

    /// <summary>What was decided in its place.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public IReadOnlyList<Measure> Measures { get; init; } = [];

    public bool IsOf(RecordedDecision decision) => Decision is { } known ? known == decision.Id : At >= decision.At;

    public bool IsBy(Guid? person, Guid? report) => Person == person && Report == report;
}

/// <summary>What this case decides, when it is an appeal's.</summary>
internal sealed record AppealOf(
    Guid Id, string Body, Guid Case, string By, Guid? Person, Guid? Report, IReadOnlyList<string> Grounds, IReadOnlyList<Finding> Findings, IReadOnlyList<Measure> Measures, DateTimeOffset DecidedAt)
{
    public string? Outcome { get; init; }

    public bool MeasuresOverturned { get; init; }

    /// <summary>What an accused person appeals is what bears on them; a reporter appeals the whole.</summary>
    public IReadOnlyList<Guid> Appealed => [.. Measures.Where(m => Person is null || m.Person == Person).Select(m => m.Sanction)];
}
