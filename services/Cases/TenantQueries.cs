using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;

namespace Coc.Cases;

/// <summary>Reads read tables as one body: the tenant is set in the same implicit transaction, row-level security does the rest.</summary>
internal sealed class TenantQueries(NpgsqlDataSource database)
{
    [SuppressMessage("Security", "CA2100", Justification = "The texts are constants of the features.")]
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string tenant, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('coc.tenant', $1, true)") { Parameters = { new() { Value = tenant } } });
        var query = new NpgsqlBatchCommand(sql);
        query.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static NpgsqlParameter Given(object value) => new() { Value = value };

    public static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    public static NpgsqlParameter OptionalId(string? text) => Optional(Guid.TryParse(text, out var id) ? id : null, NpgsqlDbType.Uuid);
}

/// <summary>Columns that may be empty.</summary>
internal static class OptionalColumns
{
    public static Guid? IdOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    public static DateTimeOffset? InstantOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
