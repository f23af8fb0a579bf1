using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Liaison.Consumers;

/// <summary>The foundation learns of an incident (R23): ids and a category code.</summary>
internal sealed class IncidentNoticedHandler(IEventStore store, DomainClock clock) : IHandle<IncidentNoticed>
{
    public Task HandleAsync(IncidentNoticed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.AppendAsync(
            new Append([], delivery.Context(now))
            {
                Statements =
                [
                    new StoreStatement(
                        message.To,
                        "insert into app.incident_notices (tenant_id, notice, body, reports, person, category, at, state) values ($1, $2, $3, $4, $5, $6, $7, 'open') on conflict do nothing",
                        message.To, message.Notice, message.Origin.Body, message.Reports.ToArray(), message.Person, message.Category, message.Origin.At),
                    new StoreStatement(
                        message.To, "insert into app.incident_notice_readers (notice, reader) values ($1, $2) on conflict do nothing", message.Notice, message.To),
                    delivery.Inbox(now),
                ],
            },
            cancellationToken);
    }
}

/// <summary>No violation was found: the notice says so and names nobody any more (P7).</summary>
internal sealed class IncidentNoticeStruckHandler(IEventStore store, NpgsqlDataSource database, DomainClock clock) : IHandle<IncidentNoticeStruck>
{
    public async Task HandleAsync(IncidentNoticeStruck message, Delivery delivery, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select reader from app.incident_notice_readers where notice = $1");
        command.Parameters.AddWithValue(message.Notice);
        if (await command.ExecuteScalarAsync(cancellationToken) is not string reader)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await store.AppendAsync(
            new Append([], delivery.Context(now))
            {
                Statements =
                [
                    new StoreStatement(reader, "update app.incident_notices set state = 'struck', person = null, category = null where tenant_id = $1 and notice = $2", reader, message.Notice),
                    delivery.Inbox(now),
                ],
            },
            cancellationToken);
    }
}
