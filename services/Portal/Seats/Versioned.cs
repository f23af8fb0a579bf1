namespace Coc.Portal.Seats;

/// <summary>What was read, and the version it had: a command sends it back and is refused when it has changed since.</summary>
public sealed record Versioned<T>(T Value, string? Version);
