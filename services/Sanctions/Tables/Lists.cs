using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Domain.Webhooks;

namespace Coc.Sanctions.Tables;

/// <summary>Where a thing is and what lists need of it, by the state of its stream. What was imposed, offered or issued stays as it was; its state moves.</summary>
internal static class Lists
{
    public static Projection[] Projections { get; } =
    [
        Projection.OfStreams<SanctionEvent, SanctionState>("sanctions", ProjectionKind.Inline, ["app.sanctions"], SanctionState.None, SanctionState.Evolve, Sanction),
        Projection.OfStreams<NoticeEvent, NoticeState>("notices", ProjectionKind.Inline, ["app.notices"], NoticeState.None, NoticeState.Evolve, Notice),
        Projection.OfStreams<OrderEvent, OrderState>("orders", ProjectionKind.Inline, ["app.orders"], OrderState.None, OrderState.Evolve, Order),
        Projection.OfStreams<WebhookEvent, WebhookState>("webhooks", ProjectionKind.Inline, ["app.webhooks"], WebhookState.None, WebhookState.Evolve, Webhook),
    ];

    private static IEnumerable<StoreStatement> Sanction(SanctionState state, StreamChange change)
    {
        var (key, began) = (change.Stream, change.Events[0].At);
        var imposed = state.Imposed!;
        yield return new(
            key.Tenant,
            """
            insert into app.sanctions (tenant_id, id, person, type, state, basis, case_id, case_body, notice, all_bodies, bodies, imposed_at, review_due, answer_due)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid, $10, $11, $12, $13::timestamptz, $14::timestamptz) on conflict (id) do update set state = excluded.state, review_due = excluded.review_due, answer_due = excluded.answer_due
            """,
            key.Tenant, key.Id, imposed.Person, imposed.Type, state.State, imposed.Basis.Kind, imposed.Basis.Case, imposed.Basis.Body, imposed.Basis.Notice,
            imposed.Scope.All, imposed.Scope.Bodies.ToArray(), began, state.ReviewDue, state.Over ? null : state.WayBack.Open?.Due);
    }

    private static IEnumerable<StoreStatement> Notice(NoticeState state, StreamChange change) =>
    [
        new(
            change.Stream.Tenant,
            """
            insert into app.notices (tenant_id, id, sanction, issuer, case_id, state, hard, offered_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (id) do update set state = excluded.state, hard = excluded.hard
            """,
            change.Stream.Tenant, change.Stream.Id, state.Offered!.Sanction, state.Offered.Issuer, state.Offered.Case, state.State,
            state.Conflicts.Where(c => c.Value == "hard").Select(c => c.Key).ToArray(), change.Events[0].At),
    ];

    private static IEnumerable<StoreStatement> Webhook(WebhookState state, StreamChange change) =>
    [
        new(
            change.Stream.Tenant,
            "insert into app.webhooks (tenant_id, id, space, state, proposed_at) values ($1, $2, $3, $4, $5) on conflict (id) do update set state = excluded.state",
            change.Stream.Tenant, change.Stream.Id, state.Space, state.State, change.Events[0].At),
    ];

    private static IEnumerable<StoreStatement> Order(OrderState state, StreamChange change) =>
    [
        new(
            change.Stream.Tenant,
            """
            insert into app.orders (tenant_id, id, sanction, sanction_body, space, state, issued_at, due_at, done_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid)
            on conflict (id) do update set state = excluded.state, due_at = excluded.due_at, done_by = excluded.done_by
            """,
            change.Stream.Tenant, change.Stream.Id, state.Issued!.Sanction, state.Issued.SanctionBody, state.Issued.Space, state.State, change.Events[0].At,
            OrderTimes.DueOf(state) ?? OrderTimes.Never, state.State == "done" ? state.ClaimedBy : null),
    ];
}
