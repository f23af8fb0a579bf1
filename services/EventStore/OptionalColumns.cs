using Npgsql;

namespace Coc.EventStore;

/// <summary>Columns that may be empty.</summary>
public static class OptionalColumns
{
    /// <summary>A text, or null.</summary>
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>An id, or null.</summary>
    public static Guid? IdOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    /// <summary>An instant in UTC, or null.</summary>
    public static DateTimeOffset? InstantOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
