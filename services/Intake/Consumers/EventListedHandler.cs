using Coc.Contracts.Liaison;
using Coc.Intake.Features.ListingBodies;
using Coc.Platform.Messaging;
using Npgsql;

namespace Coc.Intake.Consumers;

/// <summary>Keeps the slugs of events that a report may name.</summary>
internal sealed class EventListedHandler(NpgsqlDataSource database, BodyDirectory bodies) : IHandle<EventListed>
{
    public async Task HandleAsync(EventListed message, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("insert into app.events (slug) values ($1) on conflict do nothing");
        command.Parameters.AddWithValue(message.Slug);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await bodies.RefreshAsync(cancellationToken);
    }
}
