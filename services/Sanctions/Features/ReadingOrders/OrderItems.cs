using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReadingOrders;

/// <summary>An order shows account, space, action and dates, nothing else; and no account to whom of its measure only kind and place are told (decision 62).</summary>
internal sealed record OrderItem(Guid Id, string? Account, string Space, string Action, DateTimeOffset From, DateTimeOffset? Until, string State)
{
    public static OrderItem Of(OrderState order, bool byPlace = false)
    {
        var issued = order.Issued!;
        return new(issued.Order, byPlace ? null : issued.Account.Value, issued.Space, issued.Action, issued.From, issued.Until, order.State);
    }
}

/// <summary>A body's orders for its panel; my open ones for who looks after spaces.</summary>
internal static class ReadOrders
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bodies/{slug}/orders", OfBodyAsync).For(CallerKind.Seat);
        routes.MapGet("/api/orders", MineAsync).For(CallerKind.Seat);
    }

    private static async Task<IResult> OfBodyAsync(string slug, HttpContext context, Wall wall, Finder finder, Streams streams)
    {
        var cancellationToken = context.RequestAborted;
        var acting = await wall.DecidingAsync(context.Caller(), slug, cancellationToken);
        var byPlace = new HashSet<Guid>();
        var page = await Paging.Of(context).PageAsync<OrderRow>(
            async from => await finder.OrdersOfBodyAsync(slug, from.Limit + 1, from.AfterId(), cancellationToken),
            async rows =>
            {
                var seen = await wall.VisibleAsync([acting.Asking], [.. rows.Select(r => r.Key.Id)], cancellationToken);
                byPlace.UnionWith(seen.Values.Where(s => s.ByKindAndPlace).Select(s => s.Id));
                return rows.Where(r => seen.ContainsKey(r.Key.Id));
            },
            r => r.Key.Id.ToString());
        return await AnswerAsync(page.Items, page.Next, byPlace, streams, cancellationToken);
    }

    private static async Task<IResult> MineAsync(string? assignee, HttpContext context, Finder finder, Streams streams)
    {
        var cancellationToken = context.RequestAborted;
        Guid[] seats = [.. context.Caller().Seats.Where(s => s.Role is "executor" or "moderator").Select(s => s.Id)];
        string[] events = [.. context.Caller().Seats.Where(s => s.Role == "eventStaff").Select(s => s.Body).Distinct()];
        if (seats.Length + events.Length == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        new Check().OneOf(assignee, "assignee", "me").Throw();
        var paging = Paging.Of(context);
        var page = paging.Page(await finder.OrdersForAsync(seats, events, paging.Limit + 1, paging.AfterId(), cancellationToken), r => r.Key.Id.ToString());
        return await AnswerAsync(page.Items, page.Next, [], streams, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(IReadOnlyList<OrderRow> rows, string? next, HashSet<Guid> byPlace, Streams streams, CancellationToken cancellationToken)
    {
        var orders = await streams.OrdersAsync([.. rows.Select(r => r.Key)], cancellationToken);
        return Results.Json(new Page<OrderItem>([.. orders.Select(o => OrderItem.Of(o.State, byPlace.Contains(o.Key.Id)))], next), Json.Options);
    }
}
