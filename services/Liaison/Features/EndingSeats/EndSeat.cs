using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.AmendingSeats;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Liaison.Features.ListingSeats;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.EndingSeats;

/// <summary><c>POST /api/seats/{id}/end</c>: one's own at once; another's deciding seat needs a second seat. Access ends with the event. <c>…/emeritus</c>: an honorary label afterwards, no access.</summary>
internal static class EndSeat
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/seats/{id:guid}/end", (Guid id, HttpContext http, Idempotency idempotency, SeatDoor door, BodyExecutor executor, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var (body, _, asker) = await door.OpenAsync(http.Caller(), id, cancellationToken);
                var now = clock.GetUtcNow();
                var change = Ids.New();
                return await executor.ExecuteAsync(
                    http, body.Slug, new BodyCommand.EndSeat(asker, change, id, now), asker.Context(now), key,
                    (b, events) => events is [BodyEvent.EndProposed]
                        ? Answer.Of(202, new PendingAnswer(change), b.Version)
                        : Answer.Of(200, SeatView.Of(body.Slug, b.State.Seats[id]), b.Version));
            })).For(CallerKind.Seat);
        routes.MapPost("/api/seats/{id:guid}/emeritus", (Guid id, HttpContext http, Idempotency idempotency, SeatDoor door, BodyExecutor executor, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var (body, asker) = await door.OpenEndedAsync(http.Caller(), id, cancellationToken);
                var request = await http.ReadAsync<EmeritusRequest>();
                new Check().That(request.Emeritus is not null, "emeritus", "must be true or false").Throw();
                return await executor.ExecuteAsync(
                    http, body.Slug, new BodyCommand.NameEmeritus(id, request.Emeritus!.Value), asker.Context(clock.GetUtcNow()), key,
                    (b, _) => Answer.Of(200, SeatView.Of(body.Slug, b.State.Seats[id]), b.Version));
            })).For(CallerKind.Seat);
    }

    internal sealed record EmeritusRequest(bool? Emeritus);
}
