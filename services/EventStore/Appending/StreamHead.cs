using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;

namespace Coc.EventStore.Appending;

/// <summary>
/// What an append must know of a stream before it writes. Heads read or written lately are remembered, so that load, decide, append costs no third
/// look; a remembered head may be stale, and the append's own statement compares version, hash and keys.
/// </summary>
/// <param name="StoredHash">null at the beginning and behind a foreign event, whose hash is computed</param>
/// <param name="Ids">
/// of the last events, <see cref="Remembered"/> of them if there are so many; null when not all are known, and then the append asks the database for its own
/// ids among them. As long as the hash is that of the head, so are the ids: they are hashed.
/// </param>
internal sealed record StreamHead(long Version, byte[] Hash, string? StoredHash, KeyRing Keys, Guid[]? Ids)
{
    /// <summary>Who repeats an append with the version it led to is recognised by the ids of so many events.</summary>
    public const int Remembered = 20;

    public static StreamHead Beginning(BodyKeys bodies) => new(0, ChainHash.Beginning, null, bodies.NoKeys, []);

    /// <summary>Whether one of these events is stored already, as far as is known here.</summary>
    public bool Repeats(IReadOnlyList<PlannedEvent> events) => Ids is { Length: > 0 } ids && events.Any(e => ids.Contains(e.New.Id));

    /// <summary>The ids behind further events.</summary>
    public Guid[]? IdsBehind(IReadOnlyList<PlannedEvent> events) =>
        events.Count < Remembered && Ids is null ? null : [.. (Ids ?? []).Concat(events.Select(e => e.New.Id)).TakeLast(Remembered)];

    /// <summary>The ids of a stream's last events as it was read; null when the read began behind them.</summary>
    public static Guid[]? IdsOf(IReadOnlyList<StoredEvent> events, long version)
    {
        var count = (int)Math.Min(Remembered, version);
        return events.Count >= count && events[^count].Version == version - count + 1 ? [.. events.TakeLast(count).Select(e => e.Id)] : null;
    }
}
