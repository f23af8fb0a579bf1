using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Liaison.Features.ListingSeats;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.FillingSeats;

/// <summary><c>POST /api/bodies/{slug}/seats</c>: 202 for a second seat to confirm, 201 when the admin fills a body that has fewer than two.</summary>
internal static class FillSeat
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/bodies/{slug}/seats", (string slug, HttpContext http, Idempotency idempotency, Handler handler) =>
            idempotency.RunAsync(http, (key, cancellationToken) => handler.FillAsync(http, slug, key, cancellationToken))).For(CallerKind.Seat);

    internal sealed class Handler(Wall wall, BodyDirectory directory, BodyExecutor executor, Invitations invitations, SurroundingsReader around, Eligibility eligibility, Seating seating, RefusalLimit limit, DomainClock clock)
    {
        public Task<Answer> FillAsync(HttpContext http, string slug, IdempotencyKey key, CancellationToken cancellationToken) =>
            seating.AloneAsync(() => FillAloneAsync(http, slug, key, cancellationToken), cancellationToken);

        private async Task<Answer> FillAloneAsync(HttpContext http, string slug, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (_, asker) = await wall.ProposingAsync(http.Caller(), slug, cancellationToken);
            var request = await http.ReadAsync<SeatRequest>();
            var now = clock.GetUtcNow();
            request.Check(now);
            await limit.RequireFewAsync(asker, cancellationToken);
            var (account, address) = await HolderAsync(http.Caller(), request, cancellationToken);
            var (seat, change) = (Ids.New(), Ids.New());
            var wanted = Seat.Wanted(seat, account, request.Terms(seat, address, now), request.SamePersonAs, now);
            var command = new BodyCommand.FillSeat(asker, change, seat, account, wanted.Terms, request.Order, now)
            {
                SamePersonAs = request.SamePersonAs, Around = await around.OfSeatAsync(slug, wanted, cancellationToken),
            };
            var outlook = await executor.TryAsync(slug, command, cancellationToken);
            var prior = outlook.Refusal is null ? await eligibility.PriorViolationAsync(wanted with { SameAs = [] }, change, cancellationToken) : null; // one seat alone does not ask about somebody by saying that it is them
            var code = (await invitations.ForAsync(outlook.Events, asker, cancellationToken))?.Code;
            return await executor.ExecuteAsync(
                http, slug, command, asker.Context(now), key,
                (body, events) => events.Any(e => e is BodyEvent.SeatFilled or BodyEvent.SeatAppointed)
                    ? Answer.Of(201, SeatView.Of(slug, body.State.Seats[seat], code) with { PriorViolation = prior }, body.Version)
                    : Answer.Of(202, new PendingAnswer(change, prior), body.Version));
        }

        // An account says whose seat it is to who can read a seat of it, and to others nothing: whether somebody has one, or had, is not asked out (P8).
        private async Task<(Guid Account, string Address)> HolderAsync(Caller caller, SeatRequest request, CancellationToken cancellationToken)
        {
            if (request.AccountId is not { } id)
            {
                return (AccountIds.Of(request.Address!), request.Address!);
            }

            // The address says whose account it is; a second word on that must say the same.
            var known = await ReadableAsync(caller, id, cancellationToken);
            new Check().That(known is not null, "account", "has no seat that you can read: give the address alone")
                .That(known is null || request.Address is null || known.Terms.Email!.Value == request.Address, "email", "is not the address of this account; say who it is with samePersonAs").Throw();
            return (known!.Account, known.Terms.Email!.Value!);
        }

        private async Task<Seat?> ReadableAsync(Caller caller, Guid account, CancellationToken cancellationToken)
        {
            foreach (var body in await directory.OfAccountAsync(account, cancellationToken))
            {
                if (body.State.Seats.Values.FirstOrDefault(s => s.Account == account && s.IsKept(clock.GetUtcNow()) && s.Terms.Email?.Value is not null) is { } seat
                    && await wall.ConfirmsForAsync(caller, body, cancellationToken) is not null)
                {
                    return seat;
                }
            }

            return null;
        }
    }
}

/// <summary>An address's account id, before Identity has said it.</summary>
internal static class AccountIds
{
    public static Guid Of(string address) => Ids.V5(Guid.Empty, "account:" + address);
}
