using System.Text;
using Coc.EventFormat.Chain;
using Coc.EventMaintenance.Attesting;
using Coc.EventStore;

namespace Coc.EventMaintenance.Verifying;

/// <summary>
/// Goes through a log in its order and holds each event against the one before, each stream against its row and against what was signed.
/// Remembers one stream at a time. Behind the first event of a stream that does not fit nothing more is said about that stream.
/// </summary>
internal sealed class ChainWalk(string service, IReadOnlyList<HeadCheck> heads)
{
    private StreamEntry? stream;
    private long version;
    private string hash = "";
    private long sequence;
    private bool fits;
    private bool attestedMet;

    public long Streams { get; private set; }

    public long Events { get; private set; }

    public long Unchained { get; private set; }

    public long BrokenStreams { get; private set; }

    public Broken? First { get; private set; }

    public void Take(LogEntry entry, EventProof proof)
    {
        switch (entry)
        {
            case StreamEntry next:
                EndStream();
                Begin(next);
                break;
            case EventEntry next:
                Take(next, proof);
                break;
            case StrayEntry stray:
                if (stray.Broken.Stream != stream?.Key)
                {
                    End(); // what the last stream lacks is said before what has no stream
                }

                Report(stray.Broken);
                break;
        }
    }

    public void End()
    {
        EndStream();
        stream = null;
    }

    private void Begin(StreamEntry next)
    {
        if (stream is not null && Compare(stream.Key, next.Key) >= 0)
        {
            Report(new Broken(service, next.Key, 0, null, null, next.Line, "stands twice or out of its order"));
        }

        Streams++;
        (stream, version, hash, sequence, fits, attestedMet) = (next, 0, Convert.ToHexStringLower(ChainHash.Beginning), 0, true, false);
    }

    private void Take(EventEntry entry, EventProof proof)
    {
        var row = entry.Row;
        var key = new StreamKey(row.Tenant, row.StreamId);
        if (key != stream?.Key)
        {
            Report(new Broken(service, key, row.Version, row.Id, row.Sequence, Line(entry), "stands outside its stream"));
            return;
        }

        // Marten fills a drawn number with one of these; reading skips them too.
        if (row.Type == EventRow.Tombstone)
        {
            return;
        }

        Events++;
        if (Problem(row, proof) is { } problem)
        {
            var missing = row.Version > version + 1;
            Fail(missing ? version + 1 : row.Version, missing ? null : row.Id, missing ? null : row.Sequence, Line(entry), problem);
        }

        Follow(row, proof);
    }

    private string? Problem(EventRow row, EventProof proof) =>
        row.Version > version + 1 ? $"is missing; the next one there is version {row.Version}"
        : row.Version <= version ? "stands twice or out of its order"
        : proof.Problem is not null ? proof.Problem
        : proof.Previous is { } previous && previous != hash ? "does not follow the event before it: that one was replaced, or this one moved"
        : proof.Hash is not null && row.Sequence <= sequence ? "stands before the event it follows in the log"
        : null;

    private void Follow(EventRow row, EventProof proof)
    {
        if (proof.Hash is null)
        {
            Unchained++;
        }

        hash = proof.Hash ?? Computed(row);
        (version, sequence) = (row.Version, row.Sequence);
        if (version == stream!.Attested?.Version)
        {
            attestedMet = true;
            if (hash != stream.Attested.Hash)
            {
                Fail(version, row.Id, sequence, null, "is not the event that was there when the newest head was signed");
            }
        }

        foreach (var head in heads)
        {
            head.Take(row, hash);
        }
    }

    private string Computed(EventRow row)
    {
        try
        {
            return Convert.ToHexStringLower(row.ComputeHash(Convert.FromHexString(hash)));
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            Fail(row.Version, row.Id, row.Sequence, null, "its headers or body have no canonical form");
            return Convert.ToHexStringLower(ChainHash.Beginning);
        }
    }

    private void EndStream()
    {
        if (stream is null)
        {
            return;
        }

        if (version < (stream.Version ?? 0))
        {
            Fail(version + 1, null, null, null, $"is missing; the stream's row says that version {stream.Version} is the last");
        }
        else if (stream.Version != version)
        {
            Fail((stream.Version ?? 0) + 1, null, null, null, "stands behind what the stream's row says is the last one");
        }
        else if (stream.Attested is { } attested && !attestedMet)
        {
            Fail(version + 1, null, null, null, $"is missing; version {attested.Version} was there when the newest head was signed");
        }

        foreach (var head in heads)
        {
            head.EndStream(stream.Key);
        }
    }

    private void Fail(long at, Guid? id, long? number, long? line, string what)
    {
        if (fits)
        {
            fits = false;
            Report(new Broken(service, stream!.Key, at, id, number, line ?? (stream.Line > 0 ? stream.Line : null), what));
        }
    }

    private void Report(Broken broken)
    {
        BrokenStreams++;
        First ??= broken;
    }

    private static long? Line(LogEntry entry) => entry.Line > 0 ? entry.Line : null;

    private static int Compare(StreamKey a, StreamKey b)
    {
        var tenants = a.Tenant == b.Tenant ? 0 : Encoding.UTF8.GetBytes(a.Tenant).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Tenant));
        return tenants != 0 ? tenants : a.Id.CompareTo(b.Id);
    }
}
