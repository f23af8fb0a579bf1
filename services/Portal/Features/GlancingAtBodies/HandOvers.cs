namespace Coc.Portal.Features.GlancingAtBodies;

/// <summary>How long reports waited until somebody took them up, in sums of a half-year; numbers that would tell of a single report are left out by the API.</summary>
/// <param name="Of">the body; the foundation, where the body alone has too few: then all such together</param>
/// <param name="Median">withinADay, withinThreeDays, withinAWeek, longer</param>
public sealed record HandOvers(string Of, DateTimeOffset From, DateTimeOffset Until, int Received, int? TakenUp = null, int? InTime = null, string? Median = null);

/// <summary>Who acts for a body, and its sums.</summary>
public sealed record OversightSums(string Handler, HandOvers? HandOvers = null);

/// <summary>One body of the list.</summary>
/// <param name="Sums">null where the visitor may not read them</param>
public sealed record Glance(Seats.BodyCard Body, OversightSums? Sums)
{
    /// <summary>Its own, if it has enough to be shown alone.</summary>
    public HandOvers? Own => Sums?.HandOvers is { } sums && sums.Of == Body.Slug ? sums : null;
}
