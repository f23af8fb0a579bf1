using System.Text.Json.Serialization;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;
using Coc.Sanctions.Webhooks;

namespace Coc.Sanctions.Features.ReadingOrders;

/// <summary>An order shows account, space, action, dates, nothing else; and no account to whom of its measure only kind and place are told (decision 62).</summary>
/// <param name="Due">when it is late: to be carried out, or once done to be looked at by another</param>
internal sealed record OrderItem(Guid Id, string? Account, string Space, string Action, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? Due, string State)
{
    public static OrderItem Of(OrderState order, bool byPlace = false)
    {
        var issued = order.Issued!;
        return new(issued.Order, byPlace ? null : issued.Account.Value, issued.Space, issued.Action, issued.From, order.Until, OrderTimes.DueOf(order), order.State);
    }
}

/// <summary>A body's orders for its panel; mine for who looks after spaces. What is late is at the top, and by itself with <c>due=overdue</c>; what was done and nobody looked at with <c>due=unverified</c> (R49).</summary>
internal static class ReadOrders
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bodies/{slug}/orders", OfBodyAsync).For(CallerKind.Seat);
        routes.MapGet("/api/orders", MineAsync).For(CallerKind.Seat);
    }

    private static async Task<IResult> OfBodyAsync(string slug, string? due, HttpContext context, Wall wall, Finder finder, Streams streams, OtherNames others, WebhookTroubles troubles, DomainClock clock)
    {
        var cancellationToken = context.RequestAborted;
        var acting = await wall.DecidingAsync(context.Caller(), slug, cancellationToken);
        var (filter, now) = (FilterOf(due, new Check()), clock.GetUtcNow());
        var byPlace = new HashSet<Guid>();
        var page = await Paging.Of(context).PageAsync<OrderRow>(
            async from => await finder.OrdersOfBodyAsync(slug, filter, now, from.Limit + 1, OrderPosition.Of(from.After), cancellationToken),
            async rows =>
            {
                var seen = await wall.VisibleAsync([acting.Asking], [.. rows.Select(r => r.Key.Id)], cancellationToken);
                byPlace.UnionWith(seen.Values.Where(s => s.ByKindAndPlace).Select(s => s.Id));
                return rows.Where(r => seen.ContainsKey(r.Key.Id));
            },
            OrderPosition.Of);
        var orders = await streams.OrdersAsync([.. page.Items.Select(r => r.Key)], cancellationToken);
        byPlace.UnionWith(await others.AmongAsync(orders, cancellationToken));
        return await AnswerAsync(page, orders, byPlace, filter, () => troubles.OfBodyAsync(slug, cancellationToken));
    }

    private static async Task<IResult> MineAsync(string? assignee, string? due, HttpContext context, Finder finder, Streams streams, WebhookTroubles troubles, DomainClock clock)
    {
        var cancellationToken = context.RequestAborted;
        var caller = context.Caller();
        Guid[] seats = [.. caller.Seats.Where(s => s.Role is "executor" or "moderator").Select(s => s.Id)];
        string[] events = [.. caller.Seats.Where(s => s.Role == "eventStaff").Select(s => s.Body).Distinct()];
        if (seats.Length + events.Length == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var filter = FilterOf(due, new Check().OneOf(assignee, "assignee", "me"));
        var paging = Paging.Of(context);
        var rows = await finder.OrdersForAsync(
            seats, events, [.. caller.Seats.Select(s => s.Id)], filter, clock.GetUtcNow(), paging.Limit + 1, OrderPosition.Of(paging.After), cancellationToken);
        var page = paging.Page(rows, OrderPosition.Of);
        var orders = await streams.OrdersAsync([.. page.Items.Select(r => r.Key)], cancellationToken);
        return await AnswerAsync(page, orders, [], filter, () => troubles.ForAsync(seats, cancellationToken));
    }

    private static OrderFilter FilterOf(string? due, Check check)
    {
        check.That(due is null or "overdue" or "unverified", "due", "must be one of overdue, unverified").Throw();
        return due switch { null => OrderFilter.All, "overdue" => OrderFilter.Overdue, _ => OrderFilter.Unverified };
    }

    // What is late has a line too for each bot that takes nothing: then it is for people to do.
    private static async Task<IResult> AnswerAsync(
        Page<OrderRow> rows, IReadOnlyList<Loaded<OrderState>> orders, HashSet<Guid> byPlace, OrderFilter filter, Func<Task<IReadOnlyList<TroubleItem>>> troubles)
    {
        OrderItem[] items = [.. orders.Select(o => OrderItem.Of(o.State, byPlace.Contains(o.Key.Id)))];
        return filter == OrderFilter.Overdue
            ? Results.Json(new LateOrders(items, rows.Next, await troubles()), Json.Options)
            : Results.Json(new Page<OrderItem>(items, rows.Next), Json.Options);
    }

    private sealed record LateOrders(
        IReadOnlyList<OrderItem> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next, IReadOnlyList<TroubleItem> Webhooks);
}
