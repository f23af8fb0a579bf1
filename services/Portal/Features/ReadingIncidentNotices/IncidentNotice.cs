namespace Coc.Portal.Features.ReadingIncidentNotices;

/// <summary>What a committee tells the foundation: a code name and a category, nothing else.</summary>
/// <param name="State">open, resolved, struck: then nobody is named any more</param>
public sealed record IncidentNotice(Guid Id, string Body, DateTimeOffset At, string State, string? CodeName = null, string? Category = null);
