using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Verifying;
using Coc.EventStore;
using Npgsql;
using NpgsqlTypes;

namespace Coc.EventMaintenance.Exporting;

/// <summary>
/// Puts a whole export into an empty store, as the tables' owner, in one transaction: what is there afterwards is what was exported, to the hash and to
/// the sequence number. The numbers stay, because signed heads speak of them and the order of the log is theirs; the sequence goes on behind them.
/// </summary>
public static class StoreImport
{
    private const int Portion = 500;

    private const string NewStreams =
        """
        insert into mt.mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string NewEvents =
        """
        insert into mt.mt_events (seq_id, id, stream_id, version, data, bdata, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """;

    private const string AnyRow = "select exists (select from mt.mt_streams) or exists (select from mt.mt_events) or exists (select from mt.coc_heads)";

    /// <param name="owner">connection string of the tables' owner, whom triggers and walls bind too</param>
    /// <param name="daemon">reads all tenants, to see that there is nothing yet</param>
    /// <exception cref="ExportException">a line cannot be read; nothing was stored</exception>
    /// <exception cref="ImportRefusedException">the store is not empty, the file is not this service's or not whole, or it does not fit; nothing was stored</exception>
    public static async Task<Verified> ReadAsync(
        string owner, NpgsqlDataSource daemon, string service, Stream file, PublicKeys keys, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        using var reader = await ExportReader.OpenAsync(file, cancellationToken);
        if (reader.Header.Service != service || !reader.Header.Whole)
        {
            throw new ImportRefusedException($"The file is {(reader.Header.Whole ? "an export" : "a part of the log")} of {reader.Header.Service}; what can be imported here is a whole export of {service}.");
        }

        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner) { Pooling = false, MaxAutoPrepare = 8, AutoPrepareMinUsages = 2 });
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RequireEmptyAsync(connection, daemon, cancellationToken);
        var check = new ExportCheck(reader, keys, []);
        var highest = await StoreAsync(connection, check, progress, cancellationToken);
        var result = check.Result();
        if (result.FirstBroken is { } broken)
        {
            throw new ImportRefusedException($"The file does not fit. {broken}");
        }

        if (reader.Header.Head is { } head)
        {
            await HeadStore.InsertAsync(connection, head, cancellationToken);
        }

        // A number of ours; the statement takes no parameter. Unlike setval it is undone when the transaction is.
        await connection.CreateBatch().Add($"alter sequence mt.mt_events_sequence restart with {highest + 1}").RunAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    // The owner sees no tenant's rows, the daemon all of them; while the tables are locked nobody adds any.
    private static async Task RequireEmptyAsync(NpgsqlConnection connection, NpgsqlDataSource daemon, CancellationToken cancellationToken)
    {
        await connection.CreateBatch().Add("lock table mt.mt_streams, mt.mt_events, mt.coc_heads in exclusive mode").RunAsync(cancellationToken);
        if (await daemon.CreateBatch().Add(AnyRow).ScalarAsync(cancellationToken) is not false)
        {
            throw new ImportRefusedException("The store is not empty: an import would mix two histories. Use a new database.");
        }
    }

    private static async Task<long> StoreAsync(NpgsqlConnection connection, ExportCheck check, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        long highest = 0;
        string? tenant = null;
        await using var batch = new NpgsqlBatch(connection);
        var lines = new List<long>(Portion);
        await foreach (var entry in check.ReadAsync(progress, cancellationToken))
        {
            if (check.Walk.First is { } broken)
            {
                throw new ImportRefusedException($"The file does not fit. {broken}");
            }

            if (entry is StreamEntry stream && stream.Key.Tenant != tenant)
            {
                batch.SetTenant(tenant = stream.Key.Tenant);
                lines.Add(entry.Line);
            }

            _ = entry is StreamEntry row ? Add(batch, row) : Add(batch, (EventEntry)entry);
            lines.Add(entry.Line);
            highest = entry is EventEntry stored ? Math.Max(highest, stored.Row.Sequence) : highest;
            if (batch.BatchCommands.Count >= Portion)
            {
                await SendAsync(batch, lines, cancellationToken);
            }
        }

        if (batch.BatchCommands.Count > 0)
        {
            await SendAsync(batch, lines, cancellationToken);
        }

        return highest;
    }

    private static async Task SendAsync(NpgsqlBatch batch, List<long> lines, CancellationToken cancellationToken)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.BatchCommand is { } refused)
        {
            throw new ExportException(lines[batch.BatchCommands.IndexOf(refused)], $"is refused by the database ({e.SqlState} {e.ConstraintName})");
        }

        batch.BatchCommands.Clear();
        lines.Clear();
    }

    private static NpgsqlBatch Add(NpgsqlBatch batch, StreamEntry stream) => batch.Add(
        NewStreams, stream.Key.Tenant, stream.Key.Id, stream.Type, stream.Version, stream.Timestamp, stream.Created, stream.Archived);

    private static NpgsqlBatch Add(NpgsqlBatch batch, EventEntry entry)
    {
        var row = entry.Row;
        return batch.Add(
            NewEvents, row.Sequence, row.Id, row.StreamId, row.Version, Json(row.Data), entry.Binary, row.Type, row.At, row.Tenant, row.DotNetType, row.Correlation,
            row.Causation, Json(row.Headers), row.UserName, entry.Archived);
    }

    private static NpgsqlParameter Json(byte[]? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Jsonb };
}

/// <summary>An import that was not done, with what to do.</summary>
public sealed class ImportRefusedException(string message) : Exception(message);
