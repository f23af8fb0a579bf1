using Coc.Platform;
using Coc.Sanctions.Domain;
using Npgsql;

namespace Coc.Sanctions.Registry;

/// <summary>Who looks after which space. Another body's executor is admitted by it, so it is read across tenants.</summary>
internal sealed class SpaceRegistry([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<SpaceEntry>> OfAsync(IReadOnlyList<string> bodies, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select tenant_id, space, executors from app.spaces where tenant_id = any ($1) order by tenant_id, space");
        command.Parameters.AddWithValue(bodies.ToArray());
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Whether one of these seats looks after a space.</summary>
    public async Task<Guid?> ResponsibleAsync(string body, string space, IReadOnlyList<Guid> seats, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select executors from app.spaces where tenant_id = $1 and space = $2");
        command.Parameters.AddWithValue(body);
        command.Parameters.AddWithValue(space);
        return await command.ExecuteScalarAsync(cancellationToken) is Guid[] executors && executors.FirstOrDefault(seats.Contains) is var seat && seat != Guid.Empty ? seat : null;
    }

    private static async Task<IReadOnlyList<SpaceEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var spaces = new List<SpaceEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            spaces.Add(new SpaceEntry(new OwnedSpace(reader.GetString(0), reader.GetString(1)), reader.GetFieldValue<Guid[]>(2)));
        }

        return spaces;
    }
}

internal sealed record SpaceEntry(OwnedSpace Owned, IReadOnlyList<Guid> Executors);
