using Npgsql;

namespace Coc.Sanctions.Registry;

/// <summary>A body as Liaison listed it.</summary>
/// <param name="Handling">own, foundation</param>
internal sealed record Body(string Slug, string Kind, string Handling, string Foundation, string? Parent)
{
    /// <summary>Short, and nothing the database could not even look up.</summary>
    public static bool CouldBe(string slug) => slug is { Length: > 0 and <= 200 } && !slug.Contains('\0', StringComparison.Ordinal);

    public bool ServedByFoundation => Handling == "foundation";

    /// <summary>The body whose seats act for it.</summary>
    public string ActingBody => ServedByFoundation ? Foundation : Slug;
}

/// <summary>The bodies this service has heard of.</summary>
internal sealed class BodyDirectory(NpgsqlDataSource database)
{
    public async Task<Body?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        if (!Body.CouldBe(slug))
        {
            return null;
        }

        await using var command = database.CreateCommand("select slug, kind, handling, foundation, parent from app.bodies where slug = $1");
        command.Parameters.AddWithValue(slug);
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Every body a foundation (or the parent of one) serves, itself included.</summary>
    public async Task<IReadOnlyList<Body>> OfFoundationAsync(string foundation, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select slug, kind, handling, foundation, parent from app.bodies where foundation = $1 or parent = $1 order by slug");
        command.Parameters.AddWithValue(foundation);
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<IReadOnlyList<Body>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var bodies = new List<Body>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            bodies.Add(new Body(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), await reader.IsDBNullAsync(4, cancellationToken) ? null : reader.GetString(4)));
        }

        return bodies;
    }
}
