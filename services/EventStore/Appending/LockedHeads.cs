using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;
using Npgsql;

namespace Coc.EventStore.Appending;

/// <summary>What was found of one stream under its lock.</summary>
/// <param name="Head">null when the stream does not exist</param>
/// <param name="Repeated">rows of this append's event ids that are stored already</param>
internal sealed record LockedStream(PlannedStream Plan, StreamHead? Head, bool Archived, KeyRing Keys, IReadOnlyList<EventRow> Repeated);

/// <summary>Locks the streams of an append in order and reads their heads: the way when a head is not known or has moved.</summary>
internal sealed class LockedHeads(BodyKeys bodies)
{
    private const string Create =
        """
        insert into mt.mt_streams (tenant_id, id, type, version, timestamp, created) values ($1, $2, $3, 0, $4, $4)
        on conflict (tenant_id, id) do nothing
        """;

    private const string Lock = "select version, is_archived from mt.mt_streams where tenant_id = $1 and id = $2 for update";

    private const string Reopen = "update mt.coc_keys set disabled = null where tenant_id = $1 and stream_id = $2 and disabled is not null and destroyed is null";

    private const string Last =
        "select headers ->> 'h' from mt.mt_events where tenant_id = $1 and stream_id = $2 order by version desc limit 1";

    private const string Known = $"select {EventRow.Columns} from mt.mt_events where tenant_id = $1 and stream_id = $2 and id = any ($3)";

    // From the last event of ours on, which carries its hash.
    private const string Foreign =
        $"""
        select {EventRow.Columns} from mt.mt_events where tenant_id = $1 and stream_id = $2 and version >= coalesce(
          (select max(version) from mt.mt_events where tenant_id = $1 and stream_id = $2 and headers ? 'h'), 0)
        order by version
        """;

    public async Task<IReadOnlyList<LockedStream>> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, AppendPlan plan, CancellationToken cancellationToken)
    {
        var locked = new Dictionary<StreamKey, LockedStream>();
        // What is not there cannot be locked, and may have come while another was waited for. So what is missing is looked for again as long as something was
        // found: at the beginning of the last round everything that is there was locked, and what was missing then was missing all along.
        for (var found = -1; found < (found = locked.Values.Count(s => s.Head is not null));)
        {
            foreach (var stream in plan.Streams.Where(s => locked.GetValueOrDefault(s.Key)?.Head is null))
            {
                locked[stream.Key] = await LockAsync(connection, transaction, stream, plan.Context.At, cancellationToken);
            }
        }

        return [.. plan.Streams.Select(s => locked[s.Key])];
    }

    private async Task<LockedStream> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PlannedStream stream, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (tenant, id) = (stream.Key.Tenant, stream.Key.Id);
        await using var batch = new NpgsqlBatch(connection, transaction).SetTenant(tenant);
        if (stream.Append.ExpectedVersion == StreamAppend.ExpectAny)
        {
            batch.Add(Create, tenant, id, stream.Append.StreamType, at);
        }

        batch.Add(Lock, tenant, id);
        if (stream.Append.Reopens)
        {
            batch.Add(Reopen, tenant, id);
        }

        batch.Add(Last, tenant, id).Add(KeyRow.OfStream, tenant, id).Add(Known, tenant, id, stream.Events.Select(e => e.New.Id).ToArray());
        var (version, archived, hash, keyRows, repeated) = await ReadAsync(batch, cancellationToken);
        var keys = new KeyRing(bodies, keyRows);
        if (version is not { } head)
        {
            return new LockedStream(stream, null, archived, keys, repeated);
        }

        var chained = head == 0 ? ChainHash.Beginning
            : hash is null ? await HashBehindForeignAsync(connection, transaction, stream.Key, cancellationToken)
            : Convert.FromHexString(hash);
        return new LockedStream(stream, new StreamHead(head, chained, hash, keys, null), archived, keys, repeated);
    }

    private static async Task<(long? Version, bool Archived, string? Hash, List<KeyRow> Keys, List<EventRow> Repeated)> ReadAsync(
        NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ReadRowsAsync(cancellationToken);
        var head = await reader.TakeAsync(row => (Version: row.GetInt64(0), Archived: !row.IsDBNull(1) && row.GetBoolean(1)), cancellationToken);
        var hash = await reader.TakeAsync(row => row.TextOrNull(0), cancellationToken);
        var keys = await reader.TakeAsync(KeyRow.Read, cancellationToken);
        var repeated = await reader.TakeAsync(EventRow.Read, cancellationToken);
        return (head is [var found] ? found.Version : null, head is [{ Archived: true }], hash.SingleOrDefault(), keys, repeated);
    }

    private static async Task<byte[]> HashBehindForeignAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, StreamKey stream, CancellationToken cancellationToken)
    {
        var rows = await new NpgsqlBatch(connection, transaction).Add(Foreign, stream.Tenant, stream.Id).ListAsync(EventRow.Read, cancellationToken);
        return rows.Aggregate(ChainHash.Beginning, (hash, row) => row.HashAfter(hash));
    }
}
