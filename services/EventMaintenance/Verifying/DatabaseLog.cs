using System.Runtime.CompilerServices;
using Coc.EventFormat.Chain;
using Coc.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Coc.EventMaintenance.Verifying;

/// <summary>
/// A database's log in the order of <see cref="LogEntry"/>, read as the daemon's role in one snapshot, tenant by tenant along the index on
/// (tenant, stream, version): nothing is sorted, and one row is in memory at a time.
/// </summary>
internal sealed class DatabaseLog(NpgsqlConnection connection, string service)
{
    // A stream or leaf is missing only when somebody went past the foreign key, which is why it is looked for.
    private const string Tenants =
        """
        select tenant_id collate "C" from mt.mt_streams where $1::uuid is null or id = $1
        union select tenant_id from mt.coc_leaves where $1::uuid is null or stream_id = $1 order by 1
        """;

    private const string Rows =
        """
        select e.seq_id, e.id, s.tenant_id, s.id, e.version, e.data, e.type, e.timestamp, e.mt_dotnet_type, e.correlation_id, e.causation_id, e.headers, e.user_name,
          e.is_archived, e.bdata, s.type, s.version, s.timestamp, s.created, s.is_archived, l.version, l.hash
        from (select * from mt.mt_streams where tenant_id = $1 and ($2::uuid is null or id = $2)) s
        left join (select * from mt.coc_leaves where tenant_id = $1) l on l.stream_id = s.id
        left join (select * from mt.mt_events where tenant_id = $1) e on e.stream_id = s.id
        order by s.id, e.version
        """;

    private const string Strays =
        """
        (select e.tenant_id, e.stream_id, e.version, e.id, e.seq_id, 'has no stream' from mt.mt_events e
         where not exists (select from mt.mt_streams s where s.tenant_id = e.tenant_id and s.id = e.stream_id) order by e.seq_id limit 1)
        union all
        (select l.tenant_id, l.stream_id, 1, null, null, 'is missing with its whole stream, which was there when the newest head was signed' from mt.coc_leaves l
         where not exists (select from mt.mt_streams s where s.tenant_id = l.tenant_id and s.id = l.stream_id) limit 1)
        """;

    /// <summary>Begins the transaction that all reading happens in; it never writes.</summary>
    public static async Task<NpgsqlTransaction> SnapshotAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await connection.CreateBatch().Add("set transaction read only").RunAsync(cancellationToken);
        return transaction;
    }

    /// <param name="tenant">null for all</param>
    /// <param name="stream">null for all</param>
    public async IAsyncEnumerable<LogEntry> ReadAsync(
        string? tenant = null, Guid? stream = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var one in tenant is null ? await TenantsAsync(stream, cancellationToken) : [tenant])
        {
            await using var command = new NpgsqlCommand(Rows, connection) { Parameters = { new() { Value = one }, Uuid(stream) } };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var current = default(StreamKey);
            while (await reader.ReadAsync(cancellationToken))
            {
                var key = new StreamKey(one, reader.GetGuid(3));
                if (key != current)
                {
                    yield return ReadStream(reader, current = key);
                }

                if (!reader.IsDBNull(0))
                {
                    yield return ReadEvent(reader, key);
                }
            }
        }

        if (tenant is null && stream is null)
        {
            await using var command = new NpgsqlCommand(Strays, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                yield return ReadStray(reader);
            }
        }
    }

    private Task<List<string>> TenantsAsync(Guid? stream, CancellationToken cancellationToken) =>
        connection.CreateBatch().Add(Tenants, Uuid(stream)).ListAsync(row => row.GetString(0), cancellationToken);

    private static StreamEntry ReadStream(NpgsqlDataReader row, StreamKey key) => new(
        key, row.TextOrNull(15), row.IsDBNull(16) ? null : row.GetInt64(16), row.GetFieldValue<DateTimeOffset>(17), row.GetFieldValue<DateTimeOffset>(18), Flag(row, 19),
        row.IsDBNull(20) ? null : new AttestedHead(row.GetInt64(20), row.GetString(21)));

    private LogEntry ReadEvent(NpgsqlDataReader row, StreamKey key)
    {
        try
        {
            return new EventEntry(EventRow.Read(row), Flag(row, 13), row.IsDBNull(14) ? null : row.GetFieldValue<byte[]>(14));
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or ArgumentException)
        {
            // An instant before Christ or beyond the year 9999: PostgreSQL holds it, nobody wrote it.
            return new StrayEntry(new Broken(service, key, row.GetInt64(4), row.GetGuid(1), row.GetInt64(0), null, "holds a value that cannot be what was written"));
        }
    }

    private StrayEntry ReadStray(NpgsqlDataReader row) => new(new Broken(
        service, new StreamKey(row.TextOrNull(0) ?? "", row.IdOrNull(1) ?? Guid.Empty), row.GetInt64(2), row.IdOrNull(3),
        row.IsDBNull(4) ? null : row.GetInt64(4), null, row.GetString(5)));

    private static bool? Flag(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    private static NpgsqlParameter Uuid(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
