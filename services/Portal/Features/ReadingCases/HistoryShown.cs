namespace Coc.Portal.Features.ReadingCases;

/// <summary>A page of <c>GET /api/cases/{id}/history</c>.</summary>
public sealed record HistoryShown
{
    public IReadOnlyList<StepShown> Items { get; init; } = [];

    public string? Next { get; init; }
}

/// <param name="What">the event's name</param>
public sealed record StepShown(long Version, DateTimeOffset At, string What, Guid? Seat, string? Role);

/// <summary>A page of <c>GET /api/cases/{id}/reads</c>.</summary>
public sealed record ReadsShown
{
    public IReadOnlyList<ReadShown> Items { get; init; } = [];

    public string? Next { get; init; }
}

public sealed record ReadShown(Guid Id, DateTimeOffset At, Guid Seat, string? Role, string Part, Guid? Thing);
