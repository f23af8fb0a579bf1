using Coc.EventStore.Appending;
using Coc.EventStore.Encryption;
using Coc.EventStore.Snapshots;
using Npgsql;
using NpgsqlTypes;

namespace Coc.EventStore.Reading;

/// <summary>Reads streams with their events and keys in one round trip, and remembers their heads for the append that usually follows.</summary>
internal sealed class StreamReading(NpgsqlDataSource source, EventTypes types, BodyKeys bodies, Recent<StreamKey, StreamHead> heads)
{
    private const string Streams = "select id, type, version, is_archived from mt.mt_streams where tenant_id = $1 and id = any ($2)";

    private const string Events =
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

        // Decrypted only once the connection is back in its pool.
        var found = (await LoadAsync(streams, fromVersion, cancellationToken)).ToDictionary(s => s.Row.Key, loaded => Assemble(loaded).Stream);
        return [.. streams.Select(s => found.GetValueOrDefault(s) ?? new EventStream(s, null, 0, false, []))];
    }

    /// <summary>One stream from a snapshot's event on.</summary>
    /// <param name="snapshot">the snapshot's name; null reads from the first event</param>
    public async Task<ReadBehind> ReadBehindAsync(StreamKey key, string? snapshot, CancellationToken cancellationToken)
    {
        var loaded = new List<Loaded>();
        Snapshot? found = null;
        var name = new NpgsqlParameter { Value = (object?)snapshot ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
        await using (var batch = source.AsTenant(key.Tenant)
            .Add(Streams, key.Tenant, new[] { key.Id }).Add(EventsBehind, key.Tenant, key.Id, name).Add(KeyRow.OfStreams, key.Tenant, new[] { key.Id })
            .Add(Snapshot.Find, key.Tenant, key.Id, name.Clone()))
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await LoadTenantAsync(reader, key.Tenant, loaded, cancellationToken);
            found = await reader.ReadAsync(cancellationToken) ? Snapshot.Read(reader) : null;
        }

        var (stream, keys) = loaded is [var only] ? Assemble(only) : (new EventStream(key, null, 0, false, []), new KeyRing(bodies, []));
        return new ReadBehind(stream, keys, found);
    }

    private async Task<List<Loaded>> LoadAsync(IReadOnlyList<StreamKey> streams, long fromVersion, CancellationToken cancellationToken)
    {
        var tenants = streams.Distinct().GroupBy(s => s.Tenant, s => s.Id).ToList();
        await using var batch = source.CreateBatch();
        foreach (var tenant in tenants)
        {
            AddTenant(batch, tenant.Key, [.. tenant], fromVersion);
        }

        var loaded = new List<Loaded>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var tenant in tenants)
        {
            await LoadTenantAsync(reader, tenant.Key, loaded, cancellationToken);
        }

        return loaded;
    }

    // The stream's row first, the keys last: a concurrent append may add events behind the version read, which are cut off, but never one without its key.
    private static void AddTenant(NpgsqlBatch batch, string tenant, Guid[] ids, long fromVersion) => batch
        .SetTenant(tenant).Add(Streams, tenant, ids).Add(Events, tenant, ids, fromVersion).Add(KeyRow.OfStreams, tenant, ids);

    private static async Task LoadTenantAsync(NpgsqlDataReader reader, string tenant, List<Loaded> loaded, CancellationToken cancellationToken)
    {
        // The answer to setting the tenant lies in front.
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<EventStream>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new EventStream(
                new StreamKey(tenant, reader.GetGuid(0)), reader.TextOrNull(1), reader.GetInt64(2),
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
        var (eventsOf, keysOf) = (events.ToLookup(e => e.Stream), keys.ToLookup(k => k.Stream));
        loaded.AddRange(rows.Select(row => new Loaded(row, [.. eventsOf[row.Key]], [.. keysOf[row.Key]])));
    }

    private (EventStream Stream, KeyRing Keys) Assemble(Loaded loaded)
    {
        var row = loaded.Row;
        var keys = new KeyRing(bodies, loaded.Keys);
        var stored = loaded.Events.Where(e => e.Version <= row.Version && e.Type != EventRow.Tombstone).Select(e => e.Decode(types, keys)).ToArray();
        if (stored.Length > 0 && stored[^1] is { Hash: { } hash } last && last.Version == row.Version)
        {
            heads.Remember(row.Key, new StreamHead(row.Version, Convert.FromHexString(hash), hash, keys));
        }

        return (row with { Events = stored }, keys);
    }

    private sealed record Loaded(EventStream Row, IReadOnlyList<EventRow> Events, IReadOnlyList<KeyRow> Keys);
}
