using Coc.EventFormat.Chain;
using Coc.EventMaintenance.Verifying;
using Coc.EventStore;

namespace Coc.EventMaintenance.Attesting;

/// <summary>Rebuilds from the events themselves what a signed head says, while a walk goes by.</summary>
/// <param name="whose">where the head was kept, for the sentence: <c>signed here</c>, <c>kept by the Ledger</c></param>
internal sealed class HeadCheck(SignedHead head, string whose)
{
    private readonly MerkleRoot root = new();
    private (long Version, string Hash)? last;
    private long events;

    public void Take(EventRow row, string hash)
    {
        if (row.Sequence <= head.Sequence)
        {
            events++;
            last = (row.Version, hash);
        }
    }

    public void EndStream(StreamKey stream)
    {
        if (last is { } end)
        {
            root.Add(stream, end.Version, EventProof.IsHash(end.Hash) ? Convert.FromHexString(end.Hash) : []);
        }

        last = null;
    }

    public Broken? Result()
    {
        var streams = root.Leaves;
        if ((events, streams) != (head.Events, head.Streams))
        {
            return Differs($"it counts {head.Events} events in {head.Streams} streams, here are {events} in {streams}");
        }

        return Convert.ToHexStringLower(root.Root()) == head.Root ? null : Differs("the heads of the streams are others");
    }

    private Broken Differs(string how) => new(
        head.Service, null, 0, null, null, null, $"the log up to sequence number {head.Sequence} is not the one of head {head.Number} ({whose}, {head.At}): {how}");
}
