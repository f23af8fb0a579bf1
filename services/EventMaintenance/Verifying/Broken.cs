using Coc.EventStore;

namespace Coc.EventMaintenance.Verifying;

/// <summary>The first thing that does not fit.</summary>
/// <param name="Stream">null when the log as a whole does not fit a signed head</param>
/// <param name="Version">which event of the stream; 0 for the whole stream</param>
/// <param name="EventId">null when the event is missing</param>
/// <param name="Sequence">its place in the log, where known</param>
/// <param name="Line">of an export; null in a database</param>
/// <param name="What">what is wrong, as the rest of a sentence</param>
public sealed record Broken(string Service, StreamKey? Stream, long Version, Guid? EventId, long? Sequence, long? Line, string What)
{
    /// <summary>One sentence for an operator: ids and codes only.</summary>
    public override string ToString()
    {
        if (Stream is not { } stream)
        {
            return $"{Service}: {What}.";
        }

        string?[] place =
        [
            $"tenant {stream.Tenant}", $"stream {stream.Id}", Version > 0 ? $"version {Version}" : null, EventId is { } id ? $"event {id}" : null,
            Sequence is { } sequence ? $"sequence number {sequence}" : null, Line is { } line ? $"line {line}" : null,
        ];
        return $"{Service}: {string.Join(", ", place.OfType<string>())}: {What}.";
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Unchained">events without a hash of ours: Marten appended them</param>
/// <param name="BrokenStreams">how many streams do not fit</param>
/// <param name="FirstBroken">in the order tenant, stream id, version; null when everything fits</param>
/// <param name="Remarks">what was not looked at, and why</param>
public sealed record Verified(
    string Service, long Streams, long Events, long Unchained, long BrokenStreams, Broken? FirstBroken, IReadOnlyList<string> Remarks);
