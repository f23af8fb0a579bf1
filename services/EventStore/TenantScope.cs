using Npgsql;

namespace Coc.EventStore;

/// <summary>
/// Statements behind the tenants' wall: the tenant that row-level security compares with is set by the batch's first statement and holds for the batch,
/// which is one round trip and one transaction. Texts are constants of the caller, never built from input; parameters are positional.
/// </summary>
public static class TenantScope
{
    /// <summary>A batch that acts as one tenant. Its first result is the setting of the tenant: <see cref="ReadRowsAsync"/> skips it.</summary>
    public static NpgsqlBatch AsTenant(this NpgsqlDataSource database, string tenant) => database.CreateBatch().SetTenant(tenant);

    /// <summary>What follows in the batch acts as another tenant.</summary>
    public static NpgsqlBatch SetTenant(this NpgsqlBatch batch, string tenant) => batch.Add("select set_config('coc.tenant', $1, true)", tenant);

    /// <summary>Adds a statement. Null is sent without a type, instants in UTC, and an <see cref="NpgsqlParameter"/> as it is.</summary>
    public static NpgsqlBatch Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<object?> values)
    {
#pragma warning disable CA2100 // A constant of the caller, as the summary demands.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter
            {
                Value = value switch { null => DBNull.Value, DateTimeOffset at => at.ToUniversalTime(), _ => value },
            });
        }

        batch.BatchCommands.Add(command);
        return batch;
    }

    /// <summary>Adds statements of read models, each acting as its tenant.</summary>
    /// <param name="tenant">the one that is set already, if any</param>
    public static NpgsqlBatch Add(this NpgsqlBatch batch, IEnumerable<StoreStatement> statements, string? tenant = null)
    {
        foreach (var statement in statements)
        {
            if (statement.Tenant != tenant)
            {
                batch.SetTenant(tenant = statement.Tenant);
            }

            batch.Add(statement.Sql, statement.Parameters);
        }

        return batch;
    }

    /// <summary>Sends the batch; the reader stands before the rows of the statement that follows the tenant.</summary>
    public static async Task<NpgsqlDataReader> ReadRowsAsync(this NpgsqlBatch batch, CancellationToken cancellationToken = default)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return reader;
    }

    /// <summary>Reads the rows of one statement as one tenant.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        this NpgsqlDataSource database, string tenant, string sql, object?[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken = default)
    {
        await using var batch = database.AsTenant(tenant).Add(sql, values);
        await using var reader = await batch.ReadRowsAsync(cancellationToken);
        return await reader.TakeAsync(read, cancellationToken);
    }

    /// <summary>Sends a batch of one statement and takes all its rows.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlBatch batch, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken = default)
    {
        await using var sent = batch;
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.TakeAsync(read, cancellationToken);
    }

    /// <summary>Sends a batch and takes the first value of its first row, null when there is none.</summary>
    public static async Task<object?> ScalarAsync(this NpgsqlBatch batch, CancellationToken cancellationToken = default)
    {
        await using var sent = batch;
        return await batch.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Sends a batch; how many rows it wrote.</summary>
    public static async Task<int> RunAsync(this NpgsqlBatch batch, CancellationToken cancellationToken = default)
    {
        await using var sent = batch;
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All rows of the result the reader stands before; it goes on to the next one.</summary>
    public static async Task<List<T>> TakeAsync<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken = default)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        return rows;
    }
}
