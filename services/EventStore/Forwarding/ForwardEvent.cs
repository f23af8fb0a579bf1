namespace Coc.EventStore.Forwarding;

/// <summary>An event of the log, its sensitive members closed (they read as erased): who forwards never needs plain text.</summary>
/// <param name="PreviousByType">for each event type, its last earlier version in this stream, so that a message can name its predecessor</param>
public sealed record ForwardEvent(StoredEvent Event, IReadOnlyDictionary<string, long> PreviousByType);

/// <summary>A stretch of the log.</summary>
/// <param name="UpTo">everything up to here has been looked at, events of other types included; the next read starts behind it</param>
public sealed record ForwardPage(IReadOnlyList<ForwardEvent> Events, long UpTo);
