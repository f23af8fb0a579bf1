using System.Text.Json;
using Coc.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Coc.Benchmarks.EventStore;

/// <summary>
/// What the store does, in the same statements, tables, walls and role, but without encryption and chain: no data key, no canonical form, no hash.
/// What those cost is the difference.
/// </summary>
internal sealed class UnchainedStore(NpgsqlDataSource source)
{
    private const string NewStream = "insert into mt.mt_streams (tenant_id, id, type, version, timestamp, created) values (set_config('coc.tenant', $1, true), $2, $3, $4, $5, $5)";

    // The store's own, mt.coc_move_head, but for the hash and the keys.
    private const string MoveStream = "select app.move_head($1, $2, $3, $4, $5)";

    private const string NewEvents =
        """
        insert into mt.mt_events
          (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
        select nextval('mt.mt_events_sequence'), e.id, e.stream_id, e.version, e.data, e.type, $8, $9, e.dotnet_type, $10, null, e.headers, $11
        from unnest($1, $2, $3, $4, $5, $6, $7) as e (id, stream_id, version, data, type, dotnet_type, headers)
        returning seq_id
        """;

    /// <param name="behind">the stream's version; 0 makes it</param>
    public async Task AppendAsync(Guid stream, long behind, IReadOnlyList<BenchEvent> events, EventContext context)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(behind == 0
            ? new(NewStream)
            {
                Parameters = { new() { Value = BenchDatabase.Tenant }, new() { Value = stream }, new() { Value = "note" }, new() { Value = (long)events.Count }, new() { Value = context.At } },
            }
            : new(MoveStream)
            {
                Parameters = { new() { Value = BenchDatabase.Tenant }, new() { Value = stream }, new() { Value = behind }, new() { Value = behind + events.Count }, new() { Value = context.At } },
            });
        batch.BatchCommands.Add(new(NewEvents)
        {
            Parameters =
            {
                Of(events.Select(_ => Guid.CreateVersion7())), Of(events.Select(_ => stream)), Of(events.Select((_, i) => behind + i + 1)),
                Of(events.Select(e => JsonSerializer.Serialize(e, e.GetType(), RawStore.Json)), NpgsqlDbType.Jsonb),
                Of(events.Select(_ => "note_taken")), Of(events.Select(e => $"{e.GetType().FullName}, {e.GetType().Assembly.GetName().Name}")),
                Of(events.Select(_ => BenchContext.Headers), NpgsqlDbType.Jsonb),
                new() { Value = context.At }, new() { Value = BenchDatabase.Tenant }, new() { Value = context.Correlation.ToString() }, new() { Value = context.Actor },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync();
        if (behind > 0)
        {
            await reader.NextResultAsync();
        }

        while (await reader.ReadAsync())
        {
            _ = reader.GetInt64(0);
        }
    }

    private static NpgsqlParameter Of<T>(IEnumerable<T> values, NpgsqlDbType? element = null)
    {
        var parameter = new NpgsqlParameter { Value = values.ToArray() };
        if (element is { } type)
        {
            parameter.NpgsqlDbType = NpgsqlDbType.Array | type;
        }

        return parameter;
    }
}
