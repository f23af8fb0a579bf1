using Coc.Integration.Fixtures;
using Npgsql;

namespace Coc.Integration.Intake;

/// <summary>Looks for a text in every column of every table, as text and as the bytes of a bytea.</summary>
internal static class PlaintextSearch
{
    /// <summary>The daemon sees all tenants, the service what has no tenant and is not the daemon's business.</summary>
    public static async Task<IReadOnlyList<string>> HitsAsync(TestDatabase database, string needle, CancellationToken cancellationToken)
    {
        await using var daemon = NpgsqlDataSource.Create(database.Daemon);
        await using var service = NpgsqlDataSource.Create(database.Service);
        return [.. await HitsAsync(daemon, needle, cancellationToken), .. await HitsAsync(service, needle, cancellationToken)];
    }

    private static async Task<IReadOnlyList<string>> HitsAsync(NpgsqlDataSource database, string needle, CancellationToken cancellationToken)
    {
        var columns = new List<(string Table, string Column, bool Bytes)>();
        await using (var find = database.CreateCommand(
            """
            select format('%I.%I', c.table_schema, c.table_name), quote_ident(c.column_name), c.data_type = 'bytea'
            from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema in ('mt', 'app') and t.table_type = 'BASE TABLE' and has_table_privilege(format('%I.%I', c.table_schema, c.table_name), 'select')
            """))
        await using (var reader = await find.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
            }
        }

        var hits = new List<string>();
        foreach (var (table, column, bytes) in columns)
        {
            await using var command = database.CreateCommand(bytes
                ? $"select count(*) from {table} where position(convert_to($1, 'UTF8') in {column}) > 0"
                : $"select count(*) from {table} where position(lower($1) in lower({column}::text)) > 0");
            command.Parameters.AddWithValue(needle);
            if ((long)(await command.ExecuteScalarAsync(cancellationToken))! > 0)
            {
                hits.Add($"{table}.{column}");
            }
        }

        return hits;
    }
}
