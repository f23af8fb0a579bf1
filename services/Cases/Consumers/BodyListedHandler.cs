using Coc.Contracts.Liaison;
using Coc.Platform.Messaging;
using Npgsql;

namespace Coc.Cases.Consumers;

/// <summary>Keeps the directory of bodies. The version decides, so that a repeated or late message changes nothing.</summary>
internal sealed class BodyListedHandler(NpgsqlDataSource database) : IHandle<BodyListed>
{
    public async Task HandleAsync(BodyListed message, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            insert into app.bodies (slug, kind, foundation, parent, version, handling) values ($1, $2, $3, $4, $5, $6)
            on conflict (slug) do update set kind = excluded.kind, foundation = excluded.foundation, parent = excluded.parent, version = excluded.version, handling = excluded.handling
            where bodies.version < excluded.version
            """);
        command.Parameters.AddWithValue(message.Slug);
        command.Parameters.AddWithValue(message.Kind);
        command.Parameters.AddWithValue(message.Foundation);
        command.Parameters.AddWithValue((object?)message.Parent ?? DBNull.Value);
        command.Parameters.AddWithValue(message.Origin.Version);
        command.Parameters.AddWithValue(message.Handling);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
