using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;
using Npgsql;
using NpgsqlTypes;

namespace Coc.EventStore.Forwarding;

/// <summary>
/// Reads rows of the log of all tenants in sequence order, as the daemon's role, in one round trip. One for each lease: it keeps what it has observed
/// of gaps, and a new holder starts over. Not for two threads at once.
/// </summary>
/// <param name="withKeys">whether the rows' streams come with their keys</param>
internal sealed class LogReader(NpgsqlDataSource daemon, bool withKeys = false)
{
    internal const string Highest = "select coalesce(max(seq_id), 0) from mt.mt_events";

    internal const string Holders =
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

    private const string Keys =
        $"""
        {KeyRow.All} where (k.tenant_id, k.stream_id) in (
          select e.tenant_id, e.stream_id
          from (select * from mt.mt_events where seq_id > $1 order by seq_id limit $2) e where $3 is null or e.type = any ($3))
        """;

    private readonly HighWater highWater = new();

    /// <param name="limit">how many rows to look at, those of other types included</param>
    /// <param name="wanted">stored type names; null for all</param>
    /// <param name="pastGaps">also what stands behind numbers that may yet be used: only for who knows that their owners will do its work themselves</param>
    public async Task<LogPage> ReadAsync(long after, int limit, IReadOnlySet<string>? wanted, bool pastGaps, CancellationToken cancellationToken)
    {
        await using var batch = Batch(after, limit, wanted);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var highest = (await reader.TakeAsync(row => row.GetInt64(0), cancellationToken))[0];
        var holders = (await reader.TakeAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var rows = await reader.TakeAsync(LogRow.Read, cancellationToken);
        var keys = withKeys ? await reader.TakeAsync(KeyRow.Read, cancellationToken) : [];
        var end = highWater.SafeEnd(after, highest, holders, rows.Select(r => r.Sequence));
        end = pastGaps && rows.Count > 0 ? rows[^1].Sequence : end;
        return new LogPage([.. rows.TakeWhile(r => r.Sequence <= end)], keys.ToLookup(k => k.Stream), end);
    }

    // Each statement with a snapshot of its own, in this order: the proof of HighWater rests on it, and no event comes without its key.
    private NpgsqlBatch Batch(long after, int limit, IReadOnlySet<string>? wanted)
    {
        var types = new NpgsqlParameter { Value = wanted is null ? DBNull.Value : wanted.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        var batch = daemon.CreateBatch().Add(Highest).Add(Holders).Add(Rows, after, limit, types);
        return withKeys ? batch.Add(Keys, after, limit, types.Clone()) : batch;
    }
}

/// <summary>A stretch of the log.</summary>
/// <param name="Keys">of the rows' streams, when the reader asks for them</param>
/// <param name="UpTo">these rows are all there will ever be up to here</param>
internal sealed record LogPage(IReadOnlyList<LogRow> Rows, ILookup<StreamKey, KeyRow> Keys, long UpTo);

/// <summary>A row of the log; <paramref name="Row"/> is null when its type is not wanted.</summary>
internal sealed record LogRow(long Sequence, StreamKey Stream, long Version, string Type, EventRow? Row)
{
    public static LogRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), new StreamKey(row.GetString(2), row.GetGuid(3)), row.GetInt64(4), row.GetString(6), row.GetBoolean(13) ? EventRow.Read(row) : null);
}
