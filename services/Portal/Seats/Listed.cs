namespace Coc.Portal.Seats;

/// <summary>A page of a list.</summary>
/// <param name="Next">where the next begins; null: this is the last</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, string? Next = null);

/// <summary>What was read, and the version it had: a command sends it back and is refused when it has changed since.</summary>
public sealed record Versioned<T>(T Value, string? Version);
