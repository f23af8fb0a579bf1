using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;

namespace Coc.EventStore.Appending;

/// <summary>
/// What an append must know of a stream before it writes. Heads read or written lately are remembered, so that load, decide, append costs no third
/// look; a remembered head may be stale, and the append's own statement compares version, hash and keys.
/// </summary>
/// <param name="StoredHash">null at the beginning and behind a foreign event, whose hash is computed</param>
internal sealed record StreamHead(long Version, byte[] Hash, string? StoredHash, KeyRing Keys)
{
    public static StreamHead Beginning(BodyKeys bodies) => new(0, ChainHash.Beginning, null, new KeyRing(bodies, []));
}
