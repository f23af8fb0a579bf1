using System.Text.Json;
using System.Text.Json.Serialization;
using Coc.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Coc.Benchmarks.EventStore;

/// <summary>
/// The same work by Npgsql alone: the same rows into, and out of, tables of the same shape; prepared batches, one round trip each, one implicit
/// transaction. Bodies and headers are ready-made text when written.
/// </summary>
internal sealed class RawStore(NpgsqlDataSource source)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private const string NewStream = "insert into bench.mt_streams (tenant_id, id, type, version, timestamp, created) values ($1, $2, 'note', $3, $4, $4)";

    private const string MoveStream = "update bench.mt_streams set version = $4, timestamp = $5 where tenant_id = $1 and id = $2 and version = $3";

    private const string NewEvent =
        """
        insert into bench.mt_events
          (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers, user_name)
        values (nextval('bench.mt_events_sequence'), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    private const string ReadStream = "select type, version, is_archived from bench.mt_streams where tenant_id = $1 and id = $2";

    private const string ReadEvents =
        """
        select seq_id, id, version, data, type, timestamp, correlation_id, causation_id, headers, user_name
        from bench.mt_events where tenant_id = $1 and stream_id = $2 and version >= $3 order by version
        """;

    private static readonly string DotNetType = $"{typeof(BenchEvent.NoteTaken).FullName}, {typeof(BenchEvent.NoteTaken).Assembly.GetName().Name}";

    /// <summary>A stream row and its events.</summary>
    public async Task AppendAsync(Guid stream, IReadOnlyList<string> bodies, EventContext context)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(NewStream) { Parameters = { Of(BenchDatabase.Tenant), Of(stream), Of((long)bodies.Count), Of(context.At) } });
        AddEvents(batch, stream, 0, bodies, context);
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Events behind a version; false when somebody else was first.</summary>
    public async Task<bool> AppendAsync(Guid stream, long behind, IReadOnlyList<string> bodies, EventContext context)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(MoveStream) { Parameters = { Of(BenchDatabase.Tenant), Of(stream), Of(behind), Of(behind + bodies.Count), Of(context.At) } });
        AddEvents(batch, stream, behind, bodies, context);
        return await batch.ExecuteNonQueryAsync() == 1 + bodies.Count;
    }

    /// <summary>Reads and deserialises a stream, folding it into a state.</summary>
    public async Task<(long Version, TState State)> FoldAsync<TEvent, TState>(Guid stream, long fromVersion, TState state, Func<TState, TEvent, TState> fold)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(ReadStream) { Parameters = { Of(BenchDatabase.Tenant), Of(stream) } });
        batch.BatchCommands.Add(new(ReadEvents) { Parameters = { Of(BenchDatabase.Tenant), Of(stream), Of(fromVersion) } });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var version = reader.GetInt64(1);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            state = fold(state, Read<TEvent>(reader));
        }

        return (version, state);
    }

    // Every column is taken, as the store takes it; what is neither folded nor deserialised is dropped.
    private static TEvent Read<TEvent>(NpgsqlDataReader row)
    {
        _ = (row.GetInt64(0), row.GetGuid(1), row.GetInt64(2), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5));
        _ = (row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : row.GetFieldValue<byte[]>(8), row.IsDBNull(9) ? null : row.GetString(9));
        return JsonSerializer.Deserialize<TEvent>(row.GetFieldValue<byte[]>(3), Json)!;
    }

    private static void AddEvents(NpgsqlBatch batch, Guid stream, long behind, IReadOnlyList<string> bodies, EventContext context)
    {
        foreach (var body in bodies)
        {
            batch.BatchCommands.Add(new(NewEvent)
            {
                Parameters =
                {
                    Of(Guid.CreateVersion7()), Of(stream), Of(++behind), Of(body, NpgsqlDbType.Jsonb), Of("note_taken"), Of(context.At), Of(BenchDatabase.Tenant), Of(DotNetType),
                    Of(context.Correlation.ToString()), Of(BenchContext.Headers, NpgsqlDbType.Jsonb), Of(context.Actor!),
                },
            });
        }
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<string> Of(string value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };
}

/// <summary>The context of every event of the benchmark, as the store takes it and as raw writes it.</summary>
internal static class BenchContext
{
    private static readonly Guid Seat = Guid.CreateVersion7();
    private static readonly Guid Account = Guid.CreateVersion7();

    public static string Headers { get; } = $$"""{"actor":"account:{{Account}}","policyVersion":3,"role":"investigator","seat":"{{Seat}}"}""";

    public static EventContext Now() =>
        new(TimeProvider.System.GetUtcNow(), Guid.CreateVersion7(), Actor: $"account:{Account}", Seat: Seat, Role: "investigator", PolicyVersion: 3);

    /// <summary>A body as raw writes it.</summary>
    public static string Body(Guid stream, int number) =>
        JsonSerializer.Serialize(BenchEvent.New(stream, number, TimeProvider.System.GetUtcNow(), secret: false), typeof(BenchEvent.NoteTaken), RawStore.Json);
}
