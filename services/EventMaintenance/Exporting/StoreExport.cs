using Coc.EventFormat.Chain;
using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Verifying;
using Npgsql;

namespace Coc.EventMaintenance.Exporting;

/// <summary>
/// Writes a log, or a part of it, as JSON lines: all that is hashed, the sequence numbers, the streams' rows; ciphertext stays ciphertext, keys are
/// not in it. Confidential all the same: who acted when in which case is in plain text.
/// </summary>
public static class StoreExport
{
    /// <summary>One snapshot, beside running writers, as a role that may read all tenants. What does not fit is written as it is.</summary>
    /// <param name="tenant">only this tenant</param>
    /// <param name="stream">only this stream, in whichever tenants have it</param>
    /// <returns>what was written; <see cref="Verified.FirstBroken"/> says whether it fits</returns>
    public static async Task<Verified> WriteAsync(
        NpgsqlDataSource daemon, string service, string? tenant, Guid? stream, Stream file, TimeProvider clock, IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        ArgumentNullException.ThrowIfNull(clock);
        await using var connection = await daemon.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await DatabaseLog.SnapshotAsync(connection, cancellationToken);
        var head = await HeadStore.NewestAsync(connection, cancellationToken);
        var walk = new ChainWalk(service, []);
        using var writer = new ExportWriter(file);
        await writer.WriteAsync(new ExportHeader(ExportFormat.Version, service, tenant, stream, ChainHash.Instant(clock.GetUtcNow()), head), cancellationToken);
        await foreach (var entry in new Verifier(walk, progress).CheckAsync(new DatabaseLog(connection, service).ReadAsync(tenant, stream, cancellationToken), cancellationToken))
        {
            await writer.WriteAsync(entry, cancellationToken);
        }

        await writer.EndAsync(new ExportEnd(walk.Streams, walk.Events, walk.Unchained, ""), cancellationToken);
        return new Verified(service, walk.Streams, walk.Events, walk.Unchained, walk.BrokenStreams, walk.First, []);
    }
}
