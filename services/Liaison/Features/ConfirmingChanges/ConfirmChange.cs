using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.FillingSeats;
using Coc.Liaison.Features.ListingSeats;
using Coc.Liaison.Features.NotingOversight;
using Coc.Liaison.Features.SettingDuty;
using Coc.Liaison.Features.SettingPolicies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.ConfirmingChanges;

/// <summary>The second pair of eyes (P8): list, confirm, reject what waits for another seat or the admin.</summary>
internal static class ConfirmChange
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies/{slug}/pending-changes").For(CallerKind.Seat);
        group.MapGet("", async (string slug, HttpContext http, Wall wall, Eligibility eligibility) =>
        {
            var body = await wall.ReadingAsync(http.Caller(), slug, http.RequestAborted);
            var confirms = await wall.ConfirmsForAsync(http.Caller(), body, http.RequestAborted);
            var views = new List<PendingView>();
            foreach (var change in body.State.Pending.Values.OrderBy(c => c.Id))
            {
                var asked = change is PendingChange.NewSeat seat
                    ? await eligibility.PriorViolationAsync(confirms is { } second && second.Account != seat.By.Account ? seat.Wanted : seat.Wanted with { SameAs = [] }, seat.Id, http.RequestAborted)
                    : null;
                views.Add(PendingView.Of(slug, body.State, change, confirms) with { PriorViolation = asked });
            }

            return TypedResults.Ok(new Page<PendingView>(views, null));
        });
        group.MapPost("{id:guid}/confirm", (string slug, Guid id, HttpContext http, Idempotency idempotency, Handler handler) =>
            idempotency.RunAsync(http, (key, cancellationToken) => handler.ConfirmAsync(http, slug, id, key, cancellationToken)));
        group.MapPost("{id:guid}/reject", (string slug, Guid id, HttpContext http, Idempotency idempotency, Handler handler) =>
            idempotency.RunAsync(http, (key, cancellationToken) => handler.RejectAsync(http, slug, id, key, cancellationToken)));
    }

    internal sealed class Handler(Wall wall, BodyExecutor executor, Invitations invitations, SurroundingsReader around, Seating seating, DomainClock clock)
    {
        public Task<Answer> ConfirmAsync(HttpContext http, string slug, Guid id, IdempotencyKey key, CancellationToken cancellationToken) =>
            seating.AloneAsync(() => ConfirmAloneAsync(http, slug, id, key, cancellationToken), cancellationToken);

        private async Task<Answer> ConfirmAloneAsync(HttpContext http, string slug, Guid id, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (body, asker) = await wall.ConfirmingAsync(http.Caller(), slug, cancellationToken);
            var now = clock.GetUtcNow();
            var change = body.State.Pending.GetValueOrDefault(id);
            var command = new BodyCommand.ConfirmChange(asker, id, now) { Around = await around.OfChangeAsync(body, change, cancellationToken) };
            var outlook = await executor.TryAsync(slug, command, cancellationToken);
            var code = (await invitations.ForAsync(outlook.Events, asker, cancellationToken))?.Code;
            return await executor.ExecuteAsync(
                http, slug, command, asker.Context(now), key, (after, events) => Answer.Of(200, View(after, events, code, now), after.Version));
        }

        public async Task<Answer> RejectAsync(HttpContext http, string slug, Guid id, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (_, asker) = await wall.ConfirmingAsync(http.Caller(), slug, cancellationToken);
            return await executor.ExecuteAsync(
                http, slug, new BodyCommand.RejectChange(asker, id), asker.Context(clock.GetUtcNow()), key, (body, _) => Answer.Of(200, new Settled(id, "rejected"), body.Version));
        }

        private static object View(BodyEntry body, IReadOnlyList<BodyEvent> events, string? code, DateTimeOffset now) => events.Last(e => e is not BodyEvent.SamePersonSaid) switch
        {
            BodyEvent.SeatAppointed coming => SeatView.Of(body.Slug, body.State.Seats[coming.Seat], code),
            BodyEvent.SeatFilled filled => SeatView.Of(body.Slug, body.State.Seats[filled.Seat], code),
            BodyEvent.SeatAmended amended => SeatView.Of(body.Slug, body.State.Seats[amended.Seat]),
            BodyEvent.SeatEnded ended => SeatView.Of(body.Slug, body.State.Seats[ended.Seat]),
            BodyEvent.DutySet or BodyEvent.DutySwapped => DutyView.Of(body, now),
            BodyEvent.OversightNoted noted => OversightItem.Of(noted.Entry),
            BodyEvent.OversightEnded or BodyEvent.FormerValuesStruck or BodyEvent.ChangeConfirmed => new Settled(((BodyEvent.ChangeConfirmed)events[0]).Change, "confirmed"),
            BodyEvent.PolicySet set => PolicyView.Of(body, body.State.Policies.Single(p => p.Version == set.Version), now),
            var e => throw new InvalidOperationException($"{e.GetType().Name} is no outcome of a confirmation."),
        };
    }

    internal sealed record Settled(Guid Id, string State);
}
