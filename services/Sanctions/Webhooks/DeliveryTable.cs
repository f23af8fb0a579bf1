using Coc.EventStore;
using Coc.Platform;
using Npgsql;

namespace Coc.Sanctions.Webhooks;

/// <summary>A message that is due.</summary>
internal sealed record DueDelivery(string Body, Guid Id, Guid Webhook, Guid Order, string Kind, DateTimeOffset Created, bool Begun)
{
    public StreamKey WebhookKey => new(Body, Webhook);
}

/// <summary>A receiver that takes nothing.</summary>
internal sealed record Trouble(DateTimeOffset Since, int Failures);

/// <summary>Messages are found across bodies and taken, sent, put off or given up as their body; several processes may do it at once. Leases, not locks: whoever stops in between leaves it to the next.</summary>
internal sealed class DeliveryTable([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource everywhere, NpgsqlDataSource database)
{
    // The messages of one order go one after the other: nobody hears that it is withdrawn before that it is ordered.
    private const string Due =
        """
        select d.tenant_id, d.id, d.webhook, d.order_id, d.kind, d.created,
          exists (select from app.webhook_deliveries e where e.webhook = d.webhook and e.order_id = d.order_id and e.number < d.number and e.attempts > 0)
        from app.webhook_deliveries d join app.webhooks w on w.id = d.webhook left join app.webhook_troubles t on t.webhook = d.webhook
        where d.state = 'waiting' and d.next_at <= $1 and (d.leased is null or d.leased < $1) and w.state = 'active' and (t.webhook is null or t.not_before <= $1)
          and not exists (select from app.webhook_deliveries e where e.webhook = d.webhook and e.order_id = d.order_id and e.number < d.number and e.state = 'waiting')
          and w.id <> all ($2) order by d.next_at, d.number limit 500
        """;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LogKept = TimeSpan.FromDays(90);
    private static readonly TimeSpan ReportsKept = TimeSpan.FromDays(7);

    /// <param name="busy">webhooks to which something is on its way</param>
    public Task<List<DueDelivery>> DueAsync(DateTimeOffset now, IReadOnlyCollection<Guid> busy, CancellationToken cancellationToken) => everywhere.CreateBatch().Add(Due, now, busy.ToArray()).ListAsync(
        r => new DueDelivery(r.GetString(0), r.GetGuid(1), r.GetGuid(2), r.GetGuid(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5), r.GetBoolean(6)), cancellationToken);

    /// <summary>Takes one to send it: which attempt it is, or null when another was first. It counts before it goes, because it may have arrived whatever happens to us.</summary>
    public async Task<int?> TakeAsync(DueDelivery due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        const string sql =
            "update app.webhook_deliveries set leased = $2, attempts = attempts + 1 where id = $1 and state = 'waiting' and (leased is null or leased < $3) returning attempts";
        var taken = await database.ReadAsync(due.Body, sql, [due.Id, now + Lease, now], r => r.GetInt32(0), cancellationToken);
        return taken.Count == 0 ? null : taken[0];
    }

    /// <summary>There is nothing to say any more.</summary>
    public Task DropAsync(DueDelivery due, CancellationToken cancellationToken) =>
        database.AsTenant(due.Body).Add("update app.webhook_deliveries set state = 'dropped' where id = $1 and state = 'waiting'", due.Id).RunAsync(cancellationToken);

    public Task TakenAsync(DueDelivery due, int status, DateTimeOffset now, CancellationToken cancellationToken) => Attempted(due, status, null, now)
        .Add("update app.webhook_deliveries set state = 'delivered', leased = null where id = $1", due.Id)
        .Add("delete from app.webhook_troubles where webhook = $1", due.Webhook)
        .RunAsync(cancellationToken);

    /// <summary>It did not go: to be tried again then, or given up.</summary>
    /// <param name="notBefore">until when nothing else is sent there; null: only this message fails</param>
    /// <returns>since when the receiver takes nothing, and how often it was tried</returns>
    public async Task<Trouble> FailedAsync(DueDelivery due, SendResult result, DateTimeOffset? next, DateTimeOffset? notBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Attempted(due, result.Status, result.Error, now)
            .Add(
                "update app.webhook_deliveries set leased = null, next_at = coalesce($2::timestamptz, next_at), state = case when $2::timestamptz is null then 'givenUp' else state end where id = $1 and state = 'waiting'",
                due.Id, next)
            .Add(
                """
                insert into app.webhook_troubles as t (tenant_id, webhook, since, failures, not_before) values ($1, $2, $3, 1, coalesce($4::timestamptz, $3))
                on conflict (webhook) do update set failures = t.failures + 1, not_before = excluded.not_before
                """,
                due.Body, due.Webhook, now, notBefore)
            .RunAsync(cancellationToken);
        return await TroubleAsync(due, cancellationToken) ?? new(now, 1);
    }

    public async Task<Trouble?> TroubleAsync(DueDelivery due, CancellationToken cancellationToken) =>
        (await database.ReadAsync(due.Body, "select since, failures from app.webhook_troubles where webhook = $1", [due.Webhook], r => new Trouble(r.GetFieldValue<DateTimeOffset>(0), r.GetInt32(1)), cancellationToken))
        .SingleOrDefault();

    /// <summary>
    /// Orders that were issued in the very moment in which their webhook was confirmed, seen by neither; and what is past keeping. Seldom.
    /// </summary>
    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var webhooks = await everywhere.CreateBatch().Add("select tenant_id, id from app.webhooks where state in ('active', 'stopped') order by id")
            .ListAsync(r => new StreamKey(r.GetString(0), r.GetGuid(1)), cancellationToken);
        foreach (var webhook in webhooks)
        {
            await database.AsTenant(webhook.Tenant)
                .Add(
                    """
                    insert into app.webhook_deliveries (tenant_id, id, webhook, order_id, kind, created, next_at)
                    select $1, gen_random_uuid(), w.id, o.id, 'issued', now(), now() from app.webhooks w join app.orders o on o.tenant_id = $1 and o.space = w.space
                    where w.id = $2 and o.state in ('open', 'claimed', 'failed', 'refused') and not exists (select from app.webhook_deliveries d where d.webhook = w.id and d.order_id = o.id)
                    """,
                    webhook.Tenant, webhook.Id)
                .Add("delete from app.webhook_attempts a using app.webhook_deliveries d where d.webhook = $1 and d.id = a.delivery and a.at < $2", webhook.Id, now - LogKept)
                .Add("delete from app.webhook_reports where webhook = $1 and at < $2", webhook.Id, now - ReportsKept)
                .RunAsync(cancellationToken);
        }
    }

    private NpgsqlBatch Attempted(DueDelivery due, int? status, string? error, DateTimeOffset now) => database.AsTenant(due.Body)
        .Add("insert into app.webhook_attempts (tenant_id, delivery, at, status, error) values ($1, $2, $3, $4::int, $5::varchar)", due.Body, due.Id, now, status, error);
}
