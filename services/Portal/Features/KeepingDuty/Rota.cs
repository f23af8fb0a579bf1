namespace Coc.Portal.Features.KeepingDuty;

/// <summary>Who watches in the body that acts, first first.</summary>
/// <param name="Body">the body whose rota it is: the foundation's, where that acts</param>
public sealed record Rota(string Body, IReadOnlyList<Watcher> Seats, RotaTurns? Turns = null, IReadOnlyList<Turn>? Coming = null);

public sealed record Watcher(Guid Seat, string? Name = null);

/// <param name="Every">day, week</param>
public sealed record RotaTurns(string Every, DateOnly From, string TimeZone);

/// <param name="Swapped">it was somebody else's</param>
public sealed record Turn(DateOnly Day, Guid Seat, DateTimeOffset From, DateTimeOffset Until, string? Name = null, bool Swapped = false);
