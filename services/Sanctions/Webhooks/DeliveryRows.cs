using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Domain.Webhooks;

namespace Coc.Sanctions.Webhooks;

/// <summary>What is to be sent because of an order's events, as statements that commit with them: whoever stops in between has lost neither or both.</summary>
internal static class DeliveryRows
{
    private const string InUse = "w.state in ('active', 'stopped')";

    /// <summary>One statement for each body, for the spaces of it that have a webhook.</summary>
    public static IEnumerable<StoreStatement> Of(IEnumerable<StreamAppend> streams) =>
        from stream in streams
        where stream.State is OrderState
        from happened in stream.Events
        let kind = KindOf(happened.Data)
        where kind is not null
        let row = (happened.Id, Order: stream.Stream.Id, ((OrderState)stream.State!).Issued!.Space, Kind: kind)
        group row by stream.Stream.Tenant into rows
        select new StoreStatement(
            rows.Key,
            $"""
            insert into app.webhook_deliveries (tenant_id, id, webhook, order_id, kind, created, next_at)
            select $1, d.id, w.id, d.order_id, d.kind, now(), now() from unnest($2::uuid[], $3::uuid[], $4::varchar[], $5::varchar[]) with ordinality d (id, order_id, space, kind, place)
            join app.webhooks w on w.tenant_id = $1 and w.space = d.space and {InUse} order by d.place on conflict (id) do nothing
            """,
            rows.Key, rows.Select(r => r.Id).ToArray(), rows.Select(r => r.Order).ToArray(), rows.Select(r => r.Space).ToArray(), rows.Select(r => r.Kind!).ToArray());

    /// <summary>A webhook takes over what is open in its space, also what was sent to where it led before.</summary>
    public static StoreStatement OpenOrders(StreamKey webhook, string space) => new(
        webhook.Tenant,
        """
        insert into app.webhook_deliveries (tenant_id, id, webhook, order_id, kind, created, next_at)
        select $1, gen_random_uuid(), $2, o.id, 'issued', now(), now() from app.orders o
        where o.tenant_id = $1 and o.space = $3 and o.state in ('open', 'claimed', 'failed', 'refused')
          and not exists (select from app.webhook_deliveries d where d.webhook = $2 and d.order_id = o.id and d.state = 'waiting')
        """,
        webhook.Tenant, webhook.Id, space);

    /// <summary>Whatever waits or was given up is tried from the beginning.</summary>
    public static IEnumerable<StoreStatement> Afresh(StreamKey webhook) =>
    [
        new(webhook.Tenant, "update app.webhook_deliveries set state = 'waiting', attempts = 0, next_at = now() where webhook = $1 and state in ('waiting', 'givenUp')", webhook.Id),
        new(webhook.Tenant, "delete from app.webhook_troubles where webhook = $1", webhook.Id),
    ];

    public static IEnumerable<StoreStatement> Nothing(StreamKey webhook) =>
    [
        new(webhook.Tenant, "update app.webhook_deliveries set state = 'dropped' where webhook = $1 and state in ('waiting', 'givenUp')", webhook.Id),
        new(webhook.Tenant, "delete from app.webhook_troubles where webhook = $1", webhook.Id),
    ];

    // A panel that waives does not want it done any more either.
    private static string? KindOf(object happened) => happened switch
    {
        OrderEvent.OrderIssued or OrderEvent.OrderReopened or OrderEvent.OrderTermMoved => OrderMessage.Issued,
        OrderEvent.OrderWithdrawn or OrderEvent.OrderWaived => OrderMessage.Withdrawn,
        _ => null,
    };
}
