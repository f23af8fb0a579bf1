using Npgsql;

namespace Coc.Liaison.Directory;

/// <summary>Reads a walled table as one body: the tenant is set and the rows are read in one round trip, one transaction.</summary>
internal static class TenantReads
{
    /// <summary>A batch whose second statement reads; <c>$1</c> is the tenant.</summary>
    /// <param name="sql">a constant of the caller</param>
    public static NpgsqlBatch Batch(NpgsqlConnection connection, string tenant, string sql, params ReadOnlySpan<object?> parameters)
    {
#pragma warning disable CA2100 // never built from input, as the parameter says
        var read = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        read.Parameters.AddWithValue(tenant);
        foreach (var parameter in parameters)
        {
            read.Parameters.Add(parameter switch
            {
                Guid id => new NpgsqlParameter { Value = id },
                null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                _ => new NpgsqlParameter { Value = parameter },
            });
        }

        var tenantOf = new NpgsqlBatchCommand("select set_config('coc.tenant', $1, true)");
        tenantOf.Parameters.AddWithValue(tenant);
        return new NpgsqlBatch(connection) { BatchCommands = { tenantOf, read } };
    }

    /// <summary>The rows of the second statement.</summary>
    public static async Task<NpgsqlDataReader> RowsAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return reader;
    }
}
