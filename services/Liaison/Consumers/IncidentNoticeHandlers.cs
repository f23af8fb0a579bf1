using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Liaison.Consumers;

/// <summary>The foundation learns of an incident (R23): ids and a category code. Repeated when the category became known.</summary>
internal sealed class IncidentNoticedHandler(IEventStore store, NoticeReceivers receivers, DomainClock clock) : IHandle<IncidentNoticed>
{
    public async Task HandleAsync(IncidentNoticed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var to = await receivers.KnownAsync(message.Notice, cancellationToken) ?? await receivers.OfAsync(message.To, message.Case, message.Reports, delivery.Acting, cancellationToken);
        await store.AppendAsync(
            new Append([], delivery.Context(now))
            {
                Statements =
                [
                    new StoreStatement(
                        to,
                        "insert into app.incident_notices (tenant_id, notice, body, reports, person, category, at, state, case_id) values ($1, $2, $3, $4, $5, $6, $7, 'open', $8) on conflict (tenant_id, notice) do update set category = excluded.category, case_id = excluded.case_id where incident_notices.state = 'open'",
                        to, message.Notice, message.Origin.Body, message.Reports.ToArray(), message.Person, message.Category, message.Origin.At, message.Case),
                    new StoreStatement(
                        to, "insert into app.incident_notice_readers (notice, reader) values ($1, $2) on conflict do nothing", message.Notice, to),
                    delivery.Inbox(now),
                ],
            },
            cancellationToken);
    }
}

/// <summary>No violation was found: the notice says so and names nobody any more (P7).</summary>
internal sealed class IncidentNoticeStruckHandler(IEventStore store, NoticeReceivers receivers, DomainClock clock) : IHandle<IncidentNoticeStruck>
{
    public async Task HandleAsync(IncidentNoticeStruck message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await receivers.KnownAsync(message.Notice, cancellationToken) is not { } reader)
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
