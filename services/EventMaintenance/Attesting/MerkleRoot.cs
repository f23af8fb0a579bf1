using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Coc.EventFormat;
using Coc.EventStore;

namespace Coc.EventMaintenance.Attesting;

/// <summary>
/// The root of RFC 6962's tree over the heads of all streams, in order of tenant (bytes) and id; keeps one hash per level. A tree and not one long
/// hash, so that a single stream can be shown to be in a signed head without the others.
/// </summary>
internal sealed class MerkleRoot
{
    private readonly Stack<byte[]> subtrees = new();

    public long Leaves { get; private set; }

    public void Add(StreamKey stream, long version, ReadOnlySpan<byte> hash)
    {
        var leaf = new ArrayBufferWriter<byte>(160);
        leaf.Write([(byte)0]);
        leaf.WriteField(stream.Tenant);
        leaf.WriteField(stream.Id.ToString("D"));
        leaf.WriteField(version.ToString(CultureInfo.InvariantCulture));
        leaf.Write(hash);
        subtrees.Push(SHA256.HashData(leaf.WrittenSpan));
        // As in counting: every one that falls off the end of the number joins two full subtrees.
        for (var full = BitOperations.TrailingZeroCount(++Leaves); full > 0; full--)
        {
            Join();
        }
    }

    /// <summary>Ends the tree; call it once.</summary>
    public byte[] Root()
    {
        while (subtrees.Count > 1)
        {
            Join();
        }

        return subtrees.Count == 0 ? SHA256.HashData([]) : subtrees.Peek();
    }

    private void Join()
    {
        var right = subtrees.Pop();
        subtrees.Push(SHA256.HashData([1, .. subtrees.Pop(), .. right]));
    }
}
