using Coc.EventStore.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Coc.EventStore.Forwarding;

/// <summary>
/// Reads the log of all tenants in sequence order, as the daemon's role, never past an uncommitted event. One reader for each lease:
/// it keeps what it has observed of gaps, and a new holder starts over. Not for two threads at once.
/// </summary>
public sealed class EventReader(NpgsqlDataSource daemon, EventTypes types)
{
    private const string Highest = "select coalesce(max(seq_id), 0) from mt.mt_events";

    private const string Holders =
        """
        select virtualtransaction from pg_locks
        where locktype = 'relation' and relation = 'mt.mt_events_sequence'::regclass and mode = 'RowExclusiveLock' and granted
          and database = (select oid from pg_database where datname = current_database())
        """;

    // Rows of other types come without their body: they are needed to see gaps and predecessors.
    private const string Rows =
        """
        select seq_id, id, tenant_id, stream_id, version, case when w.wanted then data end, type, timestamp, mt_dotnet_type,
          correlation_id, causation_id, case when w.wanted then headers end, user_name, w.wanted
        from mt.mt_events, lateral (select type <> 'tombstone' and ($3 is null or type = any ($3)) as wanted) w
        where seq_id > $1 order by seq_id limit $2
        """;

    private readonly HighWater highWater = new();
    private readonly StreamHistories histories = new(daemon);

    /// <summary>The next stretch of the log behind a sequence number.</summary>
    /// <param name="limit">how many rows to look at, events of other types included</param>
    /// <param name="wanted">stored type names; null for all</param>
    public async Task<ForwardPage> ReadForwardAsync(
        long afterSequence, int limit, IReadOnlySet<string>? wanted = null, CancellationToken cancellationToken = default)
    {
        var rows = new List<LogRow>();
        long highest;
        var holders = new HashSet<string>(StringComparer.Ordinal);
        await using (var connection = await daemon.OpenConnectionAsync(cancellationToken))
        await using (var batch = Batch(connection, afterSequence, limit, wanted))
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            highest = reader.GetInt64(0);
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                holders.Add(reader.GetString(0));
            }

            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(LogRow.Read(reader));
            }
        }

        var end = highWater.SafeEnd(afterSequence, highest, holders, rows.Select(r => r.Sequence));
        var safe = rows.TakeWhile(r => r.Sequence <= end).ToList();
        var previous = await histories.PreviousAsync(safe, cancellationToken);
        return new ForwardPage([.. safe.Where(r => r.Row is not null).Select(r => new ForwardEvent(r.Row!.Decode(types, null), previous[r.Sequence]))], end);
    }

    // Three statements, three snapshots, in this order: the proof of HighWater rests on it.
    private static NpgsqlBatch Batch(NpgsqlConnection connection, long after, int limit, IReadOnlySet<string>? wanted) => new(connection)
    {
        BatchCommands =
        {
            new NpgsqlBatchCommand(Highest),
            new NpgsqlBatchCommand(Holders),
            new NpgsqlBatchCommand(Rows)
            {
                Parameters =
                {
                    new() { Value = after },
                    new() { Value = limit },
                    new() { Value = wanted is null ? DBNull.Value : wanted.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                },
            },
        },
    };
}

/// <summary>A row of the log; <paramref name="Row"/> is null when its type is not wanted.</summary>
internal sealed record LogRow(long Sequence, StreamKey Stream, long Version, string Type, EventRow? Row)
{
    public static LogRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), new StreamKey(row.GetString(2), row.GetGuid(3)), row.GetInt64(4), row.GetString(6), row.GetBoolean(13) ? EventRow.Read(row) : null);
}
