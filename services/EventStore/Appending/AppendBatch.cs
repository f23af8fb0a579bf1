using Npgsql;
using NpgsqlTypes;

namespace Coc.EventStore.Appending;

/// <summary>
/// The writing statements of an append in one batch: per tenant its streams' heads, keys and events, then the caller's statements.
/// Texts are constants and few, so that each is prepared once per connection.
/// </summary>
internal sealed class AppendBatch(NpgsqlConnection connection, NpgsqlTransaction? transaction, EventContext context) : IAsyncDisposable
{
    // Every head sets the tenant by the way, before the wall asks for it: one statement less.
    private const string NewHead =
        """
        insert into mt.mt_streams (tenant_id, id, type, version, timestamp, created)
        values (set_config('coc.tenant', $1, true), $2, $3, $4, $5, $5)
        """;

    private const string MoveHead = "select mt.coc_move_head($1, $2, $3, $4, $5, $6, $7, $8)";

    private const string NewKeys =
        """
        insert into mt.coc_keys (tenant_id, key_id, stream_id, owner, body_key_id, wrapped)
        select $1, k.key_id, k.stream_id, k.owner, k.body_key_id, k.wrapped
        from unnest($2, $3, $4, $5, $6) as k (key_id, stream_id, owner, body_key_id, wrapped)
        """;

    private const string NewEvents =
        """
        insert into mt.mt_events
          (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
        select nextval('mt.mt_events_sequence'), e.id, e.stream_id, e.version, e.data, e.type, $8, $9, e.dotnet_type, $10, $11, e.headers, $12
        from unnest($1, $2, $3, $4, $5, $6, $7) as e (id, stream_id, version, data, type, dotnet_type, headers)
        returning seq_id as coc_seq_id
        """;

    private readonly NpgsqlBatch batch = new(connection, transaction);
    private readonly List<SealedStream> written = [];

    public void Add(string tenant, IReadOnlyList<SealedStream> streams)
    {
        foreach (var stream in streams)
        {
            AddHead(stream);
        }

        AddKeys(tenant, streams);
        AddEvents(tenant, streams);
        written.AddRange(streams);
    }

    public void Add(IEnumerable<StoreStatement> statements) => batch.Add(statements, written.Count > 0 ? written[^1].Plan.Key.Tenant : null);

    /// <summary>Sends everything; answers the sequence numbers of the events in the order in which they were added.</summary>
    public async Task<IReadOnlyList<long>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var numbers = new List<long>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            if (reader.FieldCount == 1 && reader.GetName(0) == "coc_seq_id")
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    numbers.Add(reader.GetInt64(0));
                }
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
        return numbers;
    }

    public ValueTask DisposeAsync() => batch.DisposeAsync();

    private void AddHead(SealedStream stream)
    {
        var ((tenant, id), before, after) = (stream.Plan.Key, stream.Before, stream.After);
        _ = before.Version == 0 && stream.Plan.Append.ExpectedVersion == 0
            ? batch.Add(NewHead, tenant, id, stream.Plan.Append.StreamType, after.Version, context.At)
            : batch.Add(
                MoveHead, tenant, id, before.Version, after.Version, context.At, Text(before.StoredHash),
                before.Ids is null ? [.. stream.Events.Select(e => e.Plan.New.Id)] : Array.Empty<Guid>(), stream.UsedKeys);
    }

    private void AddKeys(string tenant, IReadOnlyList<SealedStream> streams)
    {
        var made = streams.SelectMany(s => s.NewKeys).ToList();
        if (made.Count > 0)
        {
            batch.Add(
                NewKeys, tenant, made.ConvertAll(k => k.KeyId), made.ConvertAll(k => k.Stream.Id), made.ConvertAll(k => k.Owner),
                made.ConvertAll(k => k.BodyKeyId), made.ConvertAll(k => k.Wrapped!));
        }
    }

    private void AddEvents(string tenant, IReadOnlyList<SealedStream> streams)
    {
        var rows = streams.SelectMany(s => s.Events, (s, e) => (s.Plan.Key.Id, Event: e)).ToList();
        batch.Add(
            NewEvents, rows.ConvertAll(r => r.Event.Plan.New.Id), rows.ConvertAll(r => r.Id), rows.ConvertAll(r => r.Event.Version),
            Json(rows.ConvertAll(r => r.Event.Body)), rows.ConvertAll(r => r.Event.Plan.Type), rows.ConvertAll(r => r.Event.Plan.DotNetType),
            Json(rows.ConvertAll(r => r.Event.Headers)), context.At, tenant,
            Text(context.Correlation.ToString("D")), Text(context.Causation?.ToString("D")), Text(context.Actor));
    }

    // Typed also when null: a statement is prepared for the types it came with first.
    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Json<T>(List<T> values) => new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb };
}
