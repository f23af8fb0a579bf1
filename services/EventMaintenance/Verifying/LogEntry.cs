using Coc.EventFormat.Chain;
using Coc.EventStore;

namespace Coc.EventMaintenance.Verifying;

/// <summary>
/// One entry of a log as a verifier meets it, from a database or a file: a stream's row, then its events by version; streams by tenant (bytes of its
/// UTF-8) and id.
/// </summary>
internal abstract record LogEntry
{
    /// <summary>The line of the file, 0 in a database.</summary>
    public long Line { get; init; }
}

/// <param name="Version">where the row says the stream's head is</param>
/// <param name="Attested">its head in the newest signed head, null when none has it yet</param>
internal sealed record StreamEntry(
    StreamKey Key, string? Type, long? Version, DateTimeOffset Timestamp, DateTimeOffset Created, bool? Archived, AttestedHead? Attested) : LogEntry;

internal sealed record EventEntry(EventRow Row, bool? Archived, byte[]? Binary) : LogEntry;

/// <summary>Something that cannot stand in the order at all: a row that cannot be read, an event or a signed head without its stream.</summary>
internal sealed record StrayEntry(Broken Broken) : LogEntry;

internal sealed record AttestedHead(long Version, string Hash);
