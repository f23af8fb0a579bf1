namespace Coc.Portal.Features.ShowingTransparency;

/// <summary>A frozen edition in the list.</summary>
/// <param name="Period">as in its address, such as <c>2026-h1</c></param>
public sealed record EditionListed(string Body, string Period, string? Name = null, DateTimeOffset? PublishedAt = null)
{
    public string Address => $"transparency/{Uri.EscapeDataString(Body)}/{Uri.EscapeDataString(Period)}";
}

/// <summary>A frozen edition: what is in it never changes any more.</summary>
public sealed record Edition(string Body, string Period)
{
    public string? Name { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Numbers from one up to below it are not shown (P23).</summary>
    public int? Threshold { get; init; }

    public IReadOnlyList<EditionGroup> Groups { get; init; } = [];

    public bool HasSuppressed => Groups.Any(g => g.Rows.Any(r => r.IsSuppressed));

    /// <summary>Of the API, for machines.</summary>
    public string Data => $"/api/transparency/{Uri.EscapeDataString(Body)}/{Uri.EscapeDataString(Period)}";
}

/// <summary>Rows that are read together, such as how reports came in.</summary>
/// <param name="Code">of its heading</param>
public sealed record EditionGroup(string Code, IReadOnlyList<EditionRow> Rows)
{
    /// <summary>What the longest bar stands for.</summary>
    public long Most => Math.Max(1, Rows.Max(r => r.Count) ?? 1);
}

/// <param name="Code">of what is counted</param>
/// <param name="Count">null where it is not shown, or is no number</param>
/// <param name="Band">such as a number of days in steps, where it is no count</param>
public sealed record EditionRow(string Code, long? Count, bool Suppressed = false, string? Band = null)
{
    public bool IsSuppressed => Suppressed || (Count is null && Band is null);
}
