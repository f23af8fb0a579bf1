using System.Globalization;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Sanctions.Features.KeepingWebhooks;

/// <summary>What was sent to a webhook, the newest first: when, and how it was answered; nothing of what was in it or came back.</summary>
internal sealed class DeliveryLog(Wall wall, NpgsqlDataSource database)
{
    public async Task<IResult> ReadAsync(string slug, Guid id, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        await wall.ManagingAsync(context.Caller(), slug, cancellationToken);
        await KeepWebhooks.RequireAsync(database, slug, id, cancellationToken);
        var paging = Paging.Of(context);
        var before = long.TryParse(paging.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        var rows = await database.ReadAsync(
            slug, "select number, id, order_id, kind, state, created, next_at from app.webhook_deliveries where webhook = $1 and number < $2 order by number desc limit $3", [id, before, paging.Limit + 1],
            r => (Number: r.GetInt64(0), Item: new DeliveryItem(
                r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4), r.GetFieldValue<DateTimeOffset>(5), r.GetString(4) == "waiting" ? r.GetFieldValue<DateTimeOffset>(6) : null, [])),
            cancellationToken);
        var page = paging.Page(rows, r => r.Number.ToString(CultureInfo.InvariantCulture));
        var attempts = (await database.ReadAsync(
            slug, "select delivery, at, status, error from app.webhook_attempts where delivery = any ($1) order by number", [page.Items.Select(r => r.Item.Id).ToArray()],
            r => (Delivery: r.GetGuid(0), Item: new AttemptItem(r.GetFieldValue<DateTimeOffset>(1), r.IsDBNull(2) ? null : r.GetInt32(2), r.TextOrNull(3))), cancellationToken)).ToLookup(a => a.Delivery, a => a.Item);
        return Results.Json(new Page<DeliveryItem>([.. page.Items.Select(r => r.Item with { Attempts = [.. attempts[r.Item.Id]] })], page.Next), Json.Options);
    }

    /// <param name="Id">the message's own</param>
    /// <param name="Kind">issued, withdrawn</param>
    /// <param name="State">waiting, delivered, dropped, givenUp</param>
    private sealed record DeliveryItem(Guid Id, Guid Order, string Kind, string State, DateTimeOffset Created, DateTimeOffset? Next, IReadOnlyList<AttemptItem> Attempts);

    /// <param name="Error">in a word, when it was not taken: address, connect, timeout, protocol, redirect, status</param>
    private sealed record AttemptItem(DateTimeOffset At, int? Status, string? Error);
}
