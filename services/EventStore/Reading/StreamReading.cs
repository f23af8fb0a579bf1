using Coc.EventStore.Appending;
using Coc.EventStore.Encryption;
using Npgsql;

namespace Coc.EventStore.Reading;

/// <summary>Reads streams with their events and keys in one round trip, and remembers their heads for the append that usually follows.</summary>
internal sealed class StreamReading(NpgsqlDataSource source, EventTypes types, BodyKeys bodies, Recent<StreamKey, StreamHead> heads)
{
    private const string Streams = "select id, type, version, is_archived from mt.mt_streams where tenant_id = $1 and id = any ($2)";

    private const string Events =
        $"select {EventRow.Columns} from mt.mt_events where tenant_id = $1 and stream_id = any ($2) and version >= $3 order by stream_id, version";

    public async Task<IReadOnlyList<EventStream>> ReadAsync(IReadOnlyList<StreamKey> streams, long fromVersion, CancellationToken cancellationToken)
    {
        if (streams.Count == 0)
        {
            return [];
        }

        var found = new Dictionary<StreamKey, EventStream>();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var tenant in streams.Distinct().GroupBy(s => s.Tenant))
        {
            AddTenant(batch, tenant.Key, [.. tenant.Select(s => s.Id)], fromVersion);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var tenant in streams.Distinct().GroupBy(s => s.Tenant))
        {
            var (rows, events, keys) = await ReadTenantAsync(reader, tenant.Key, cancellationToken);
            foreach (var row in rows)
            {
                found[row.Key] = Assemble(row, [.. events[row.Key]], new KeyRing(bodies, keys[row.Key]));
            }
        }

        return [.. streams.Select(s => found.GetValueOrDefault(s) ?? new EventStream(s, null, 0, false, []))];
    }

    // The stream's row first, the keys last: a concurrent append may add events behind the version read, which are cut off, but never one without its key.
    private static void AddTenant(NpgsqlBatch batch, string tenant, Guid[] ids, long fromVersion)
    {
        batch.BatchCommands.Add(TenantScope.Set(tenant));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Streams) { Parameters = { new() { Value = tenant }, new() { Value = ids } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Events) { Parameters = { new() { Value = tenant }, new() { Value = ids }, new() { Value = fromVersion } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(KeyRow.OfStreams) { Parameters = { new() { Value = tenant }, new() { Value = ids } } });
    }

    private static async Task<(List<EventStream> Rows, ILookup<StreamKey, EventRow> Events, ILookup<StreamKey, KeyRow> Keys)> ReadTenantAsync(
        NpgsqlDataReader reader, string tenant, CancellationToken cancellationToken)
    {
        // The answer to setting the tenant lies in front.
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<EventStream>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new EventStream(
                new StreamKey(tenant, reader.GetGuid(0)), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2),
                !reader.IsDBNull(3) && reader.GetBoolean(3), []));
        }

        await reader.NextResultAsync(cancellationToken);
        var events = new List<EventRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(EventRow.Read(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        var keys = new List<KeyRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(KeyRow.Read(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        return (rows, events.ToLookup(e => e.Stream), keys.ToLookup(k => k.Stream));
    }

    private EventStream Assemble(EventStream row, EventRow[] events, KeyRing keys)
    {
        var upToHead = events.Where(e => e.Version <= row.Version).ToArray();
        var stored = upToHead.Where(e => e.Type != EventRow.Tombstone).Select(e => e.Decode(types, keys)).ToArray();
        if (stored.Length > 0 && stored[^1] is { Hash: { } hash } last && last.Version == row.Version)
        {
            heads.Remember(row.Key, new StreamHead(row.Version, Convert.FromHexString(hash), hash, keys));
        }

        return row with { Events = stored };
    }
}
