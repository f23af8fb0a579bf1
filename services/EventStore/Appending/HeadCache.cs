using Coc.EventStore.Encryption;

namespace Coc.EventStore.Appending;

/// <summary>What an append must know of a stream before it writes. <see cref="StoredHash"/> is null behind a foreign event, whose hash is computed.</summary>
internal sealed record StreamHead(long Version, byte[] Hash, string? StoredHash, KeyRing Keys)
{
    public static StreamHead Beginning(BodyKeys bodies) => new(0, Chain.ChainHash.Beginning, null, new KeyRing(bodies, []));
}

/// <summary>
/// Heads of streams this process has read or written lately, so that load, decide, append costs no third look at the stream. A head here may be
/// stale: the append's own statement compares version, hash and keys, and falls back to reading under the lock. Two generations bound its size.
/// </summary>
internal sealed class HeadCache
{
    private const int GenerationSize = 4096;

    private readonly Lock gate = new();
    private Dictionary<StreamKey, StreamHead> young = [];
    private Dictionary<StreamKey, StreamHead> old = [];

    public StreamHead? Find(StreamKey stream)
    {
        lock (gate)
        {
            return young.GetValueOrDefault(stream) ?? old.GetValueOrDefault(stream);
        }
    }

    public void Remember(StreamKey stream, StreamHead head)
    {
        lock (gate)
        {
            if (young.Count >= GenerationSize)
            {
                (old, young) = (young, []);
            }

            young[stream] = head;
        }
    }

    public void Forget(StreamKey stream)
    {
        lock (gate)
        {
            young.Remove(stream);
            old.Remove(stream);
        }
    }
}
