using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingOrders;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.CarryingOutOrders;

/// <summary>
/// Who looks after a space claims, does, fails or refuses its orders; the panels waive, and insist on what was refused or failed (R50). Whether what is done is so, another says: of the panel, or who looks
/// after the space too (R49).
/// </summary>
internal sealed class CarryOutOrder(Wall wall, Finder finder, SpaceRegistry spaces, Streams streams, OtherNames others, OrderExecutor orders, CommandRunner runner)
{
    private const int LongestText = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var verb in (string[])["claim", "done", "failed", "refuse", "verify", "insist", "waive"])
        {
            routes.MapPost($"/api/orders/{{id:guid}}/{verb}", (Guid id, HttpContext context, CarryOutOrder order) => order.RunAsync(context, id, verb)).For(CallerKind.Seat);
        }
    }

    private async Task<IResult> RunAsync(HttpContext context, Guid id, string verb)
    {
        var (key, seat, seen) = await OpenAsync(context, id, verb);
        var (kind, text) = verb == "verify" ? await FoundAsync(context) : (verb, await TextAsync(context, verb));
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            if (context.Request.Headers.IfMatch.Count > 0)
            {
                ETags.RequireMatch(context, (await streams.OrderAsync(key, cancellationToken)).Version);
            }

            var changes = new Changes();
            var command = new OrderCommand(kind, seat.Id, text, runner.Now) { Seats = [.. context.Caller().Seats.Select(s => s.Id)] };
            var order = await orders.DecideAsync(changes, key, command, runner.Now, cancellationToken);
            var byPlace = Caller.Decides(seat.Role) && (seen.ByKindAndPlace || (await others.AmongAsync([order], cancellationToken)).Count > 0);
            return new Attempt(changes, () => Answer.Of(200, OrderItem.Of(order.State, byPlace)), order.Incident);
        });
    }

    private static async Task<string?> TextAsync(HttpContext context, string verb)
    {
        switch (verb)
        {
            case "failed" or "refuse" or "insist" or "waive":
                var reason = (await context.ReadAsync<Reasoned>()).Reason;
                new Check().Text(reason, "reason", LongestText).Throw();
                return reason;
            case "done" when HasBody(context):
                var proof = (await context.ReadAsync<Proven>()).Proof;
                new Check().Optional(proof, "proof", LongestText).Throw();
                return string.IsNullOrWhiteSpace(proof) ? null : proof;
            default:
                return null;
        }
    }

    // Without a word: it is so.
    private static async Task<(string Kind, string? Reason)> FoundAsync(HttpContext context)
    {
        var found = HasBody(context) ? await context.ReadAsync<Found>() : new Found(null, null);
        var so = found.AsOrdered ?? true;
        new Check().That(!so || found.Reason is null, "reason", "is only for what is not as ordered").That(so || !string.IsNullOrWhiteSpace(found.Reason), "reason", "must not be empty")
            .Optional(found.Reason, "reason", LongestText).Throw();
        return so ? ("verify", null) : ("notSo", found.Reason);
    }

    private static bool HasBody(HttpContext context) => context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0;

    private async Task<(StreamKey Key, TicketSeat Seat, SeenIn Seen)> OpenAsync(HttpContext context, Guid id, string verb)
    {
        var cancellationToken = context.RequestAborted;
        var caller = context.Caller();
        var seen = await wall.RequireAsync(caller, id, cancellationToken);
        if (await finder.OrdersAsync([id], cancellationToken) is not [{ } row])
        {
            throw new ProblemException(Problems.NotFound);
        }

        // Who works on the sanction waives and insists: what another body decided, or protects from, is not this one's to let go.
        var seat = verb switch
        {
            "waive" or "insist" => await wall.SeatOnAsync(caller, row.Sanction.Id, cancellationToken),
            "verify" => await ResponsibleAsync(caller, row, cancellationToken) ?? await wall.SeatOnAsync(caller, row.Sanction.Id, cancellationToken),
            _ => await ResponsibleAsync(caller, row, cancellationToken),
        };
        return seat is null ? throw new ProblemException(Problems.NotFound) : (row.Key, seat, seen);
    }

    // Another body's executor is admitted by the registry of spaces.
    private async Task<TicketSeat?> ResponsibleAsync(Caller caller, OrderRow row, CancellationToken cancellationToken)
    {
        var doing = caller.Seats.Where(s => s.Role is "executor" or "moderator").ToList();
        var responsible = await spaces.ResponsibleAsync(row.Key.Tenant, row.Space, [.. doing.Select(s => s.Id)], cancellationToken);
        return doing.FirstOrDefault(s => s.Id == responsible) ?? (OrderPlan.IsEvent(row.Space) ? caller.SeatIn(row.Key.Tenant, "eventStaff") : null);
    }

    private sealed record Reasoned(string? Reason);

    private sealed record Proven(string? Proof);

    private sealed record Found(bool? AsOrdered, string? Reason);
}
