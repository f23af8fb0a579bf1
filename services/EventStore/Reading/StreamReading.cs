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
    // The stream's row with its keys, a row for each; without keys one with nothing in their columns.
    private const string Heads =
        $"""
        select {KeyRow.Columns}, s.id, s.type, s.version, s.is_archived
        from mt.mt_streams s
        left join mt.coc_keys k on k.tenant_id = s.tenant_id and k.stream_id = s.id
        left join mt.coc_body_keys b on b.tenant_id = k.tenant_id and b.key_id = k.body_key_id
        """;

    // One stream is asked for by equality: for an array the server would plan anew each time.
    private const string Stream = $"{Heads} where s.tenant_id = $1 and s.id = $2";
    private const string Streams = $"{Heads} where s.tenant_id = $1 and s.id = any ($2)";

    private const string Events =
        $"select {EventDecoding.Columns} from mt.mt_events where tenant_id = $1 and stream_id = $2 and version >= $3 order by version";

    private const string EventsOfStreams =
        $"select {EventDecoding.Columns} from mt.mt_events where tenant_id = $1 and stream_id = any ($2) and version >= $3 order by stream_id, version";

    private const string EventsBehind =
        $"""
        select {EventDecoding.Columns} from mt.mt_events where tenant_id = $1 and stream_id = $2 and version >= coalesce(
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
            .Add(Stream, key.Tenant, key.Id).Add(EventsBehind, key.Tenant, key.Id, name).Add(Snapshot.Find, key.Tenant, key.Id, name.Clone());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await ReadTenantAsync(reader, key.Tenant, found, cancellationToken);
        var kept = await reader.ReadAsync(cancellationToken) ? Snapshot.Read(reader) : null;
        return found.TryGetValue(key, out var stream)
            ? new ReadBehind(Remembered(stream), KeysOf(stream), kept)
            : new ReadBehind(new EventStream(key, null, 0, false, []), bodies.NoKeys, kept);
    }

    // The stream's row first: a concurrent append may add events behind the version read, which are cut off; those that are not have their keys.
    private static void AddTenant(NpgsqlBatch batch, string tenant, Guid[] ids, long fromVersion) => _ = ids is [var id]
        ? batch.SetTenant(tenant).Add(Stream, tenant, id).Add(Events, tenant, id, fromVersion)
        : batch.SetTenant(tenant).Add(Streams, tenant, ids).Add(EventsOfStreams, tenant, ids, fromVersion);

    private async Task ReadTenantAsync(NpgsqlDataReader reader, string tenant, Dictionary<StreamKey, Found> found, CancellationToken cancellationToken)
    {
        // The answer to setting the tenant lies in front.
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = new StreamKey(tenant, reader.GetGuid(9));
            if (!found.TryGetValue(key, out var stream))
            {
                found.Add(key, stream = new Found(new EventStream(key, reader.TextOrNull(10), reader.GetInt64(11), !reader.IsDBNull(12) && reader.GetBoolean(12), [])));
            }

            if (!reader.IsDBNull(2))
            {
                stream.KeyRows.Add(KeyRow.Read(reader));
            }
        }

        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = EventDecoding.Read(reader, tenant);
            if (row.Type != EventRow.Tombstone && found.TryGetValue(row.Stream, out var stream) && row.Version <= stream.Row.Version)
            {
                stream.Events.Add(row.Decode(types, KeysOf(stream)));
            }
        }

        await reader.NextResultAsync(cancellationToken);
    }

    // Mostly the keys are those of the last time, and open already.
    private KeyRing KeysOf(Found stream) => stream.Keys ??= stream.KeyRows.Count == 0 ? bodies.NoKeys
        : heads.Find(stream.Row.Key) is { } known && known.Keys.IsOf(stream.KeyRows) ? known.Keys
        : new KeyRing(bodies, stream.KeyRows);

    private EventStream Remembered(Found stream)
    {
        var row = stream.Row with { Events = stream.Events, Keys = KeysOf(stream) };
        if (stream.Events is [.., { Hash: { } hash } last] && last.Version == row.Version)
        {
            heads.Remember(row.Key, new StreamHead(row.Version, Convert.FromHexString(hash), hash, KeysOf(stream), StreamHead.IdsOf(stream.Events, row.Version)));
        }

        return row;
    }

    private sealed record Found(EventStream Row)
    {
        public List<KeyRow> KeyRows { get; } = [];

        public List<StoredEvent> Events { get; } = [];

        public KeyRing? Keys { get; set; }
    }
}
