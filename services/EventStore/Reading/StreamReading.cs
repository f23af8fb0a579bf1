using Coc.EventFormat.Chain;
using Coc.EventStore.Appending;
using Coc.EventStore.Encryption;
using Coc.EventStore.Snapshots;
using Npgsql;
using NpgsqlTypes;

namespace Coc.EventStore.Reading;

/// <summary>Reads streams with their events and keys in one round trip, and remembers their heads for the append that usually follows.</summary>
internal sealed class StreamReading(NpgsqlDataSource source, EventTypes types, BodyKeys bodies, Recent<StreamKey, StreamHead> heads)
{
    // One stream is asked for by equality: for an array the server would plan anew each time.
    private const string Stream = "select id, type, version, is_archived from mt.mt_streams where tenant_id = $1 and id = $2";
    private const string Streams = "select id, type, version, is_archived from mt.mt_streams where tenant_id = $1 and id = any ($2)";

    private const string Events =
        $"select {EventRow.Columns} from mt.mt_events where tenant_id = $1 and stream_id = $2 and version >= $3 order by version";

    private const string EventsOfStreams =
        $"select {EventRow.Columns} from mt.mt_events where tenant_id = $1 and stream_id = any ($2) and version >= $3 order by stream_id, version";

    private const string EventsBehind =
        $"""
        select {EventRow.Columns} from mt.mt_events where tenant_id = $1 and stream_id = $2 and version >= coalesce(
          (select s.version from mt.coc_snapshots s where s.tenant_id = $1 and s.stream_id = $2 and s.name = $3), 1)
        order by version
        """;

    public async Task<IReadOnlyList<EventStream>> ReadAsync(IReadOnlyList<StreamKey> streams, long fromVersion, CancellationToken cancellationToken)
    {
        if (streams.Count == 0)
        {
            return [];
        }

        var tenants = streams.Distinct().GroupBy(s => s.Tenant, s => s.Id).ToList();
        var found = new Dictionary<StreamKey, Found>();
        await using var batch = source.CreateBatch();
        foreach (var tenant in tenants)
        {
            AddTenant(batch, tenant.Key, [.. tenant], fromVersion);
        }

        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            foreach (var tenant in tenants)
            {
                await ReadTenantAsync(reader, tenant.Key, found, cancellationToken);
            }
        }

        return [.. streams.Select(s => found.TryGetValue(s, out var stream) ? Remembered(stream) : new EventStream(s, null, 0, false, []))];
    }

    /// <summary>One stream from a snapshot's event on.</summary>
    /// <param name="snapshot">the snapshot's name; null reads from the first event</param>
    public async Task<ReadBehind> ReadBehindAsync(StreamKey key, string? snapshot, CancellationToken cancellationToken)
    {
        var found = new Dictionary<StreamKey, Found>();
        var name = new NpgsqlParameter { Value = (object?)snapshot ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
        await using var batch = source.AsTenant(key.Tenant)
            .Add(Stream, key.Tenant, key.Id).Add(KeyRow.OfStream, key.Tenant, key.Id).Add(EventsBehind, key.Tenant, key.Id, name)
            .Add(Snapshot.Find, key.Tenant, key.Id, name.Clone());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await ReadTenantAsync(reader, key.Tenant, found, cancellationToken);
        var kept = await reader.ReadAsync(cancellationToken) ? Snapshot.Read(reader) : null;
        return found.TryGetValue(key, out var stream)
            ? new ReadBehind(Remembered(stream), stream.Keys, kept)
            : new ReadBehind(new EventStream(key, null, 0, false, []), new KeyRing(bodies, []), kept);
    }

    // The stream's row first: a concurrent append may add events behind the version read, which are cut off; those that are not have their keys.
    private static void AddTenant(NpgsqlBatch batch, string tenant, Guid[] ids, long fromVersion) => _ = ids is [var id]
        ? batch.SetTenant(tenant).Add(Stream, tenant, id).Add(KeyRow.OfStream, tenant, id).Add(Events, tenant, id, fromVersion)
        : batch.SetTenant(tenant).Add(Streams, tenant, ids).Add(KeyRow.OfStreams, tenant, ids).Add(EventsOfStreams, tenant, ids, fromVersion);

    private async Task ReadTenantAsync(NpgsqlDataReader reader, string tenant, Dictionary<StreamKey, Found> found, CancellationToken cancellationToken)
    {
        // The answer to setting the tenant lies in front.
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = new StreamKey(tenant, reader.GetGuid(0));
            found.Add(key, new Found(new EventStream(key, reader.TextOrNull(1), reader.GetInt64(2), !reader.IsDBNull(3) && reader.GetBoolean(3), []), bodies));
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = KeyRow.Read(reader);
            found.GetValueOrDefault(key.Stream)?.KeyRows.Add(key);
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = EventRow.Read(reader);
            if (row.Type != EventRow.Tombstone && found.TryGetValue(row.Stream, out var stream) && row.Version <= stream.Row.Version)
            {
                stream.Events.Add(row.Decode(types, stream.Keys));
            }
        }

        await reader.NextResultAsync(cancellationToken);
    }

    private EventStream Remembered(Found stream)
    {
        var row = stream.Row with { Events = stream.Events };
        if (stream.Events is [.., { Hash: { } hash } last] && last.Version == row.Version)
        {
            heads.Remember(row.Key, new StreamHead(row.Version, Convert.FromHexString(hash), hash, stream.Keys));
        }

        return row;
    }

    private sealed class Found(EventStream row, BodyKeys bodies)
    {
        private KeyRing? keys;

        public EventStream Row => row;

        public List<KeyRow> KeyRows { get; } = [];

        public List<StoredEvent> Events { get; } = [];

        public KeyRing Keys => keys ??= new KeyRing(bodies, KeyRows);
    }
}
