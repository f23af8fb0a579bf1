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

    internal sealed class Handler(Wall wall, BodyDirectory directory, BodyExecutor executor, Invitations invitations, SurroundingsReader around, Eligibility eligibility, Seating seating, DomainClock clock)
    {
        public Task<Answer> FillAsync(HttpContext http, string slug, IdempotencyKey key, CancellationToken cancellationToken) =>
            seating.AloneAsync(() => FillAloneAsync(http, slug, key, cancellationToken), cancellationToken);

        private async Task<Answer> FillAloneAsync(HttpContext http, string slug, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (_, asker) = await wall.ProposingAsync(http.Caller(), slug, cancellationToken);
            var request = await http.ReadAsync<SeatRequest>();
            var now = clock.GetUtcNow();
            request.Check(now);
            var (account, address) = await HolderAsync(request, cancellationToken);
            var same = await SamePersonAsync(request, cancellationToken);
            var (seat, change) = (Ids.New(), Ids.New());
            var wanted = Seat.Wanted(seat, account, request.Terms(seat, address, now), same, now);
            var command = new BodyCommand.FillSeat(asker, change, seat, account, wanted.Terms, request.Order, now)
            {
                SamePersonAs = same, Around = await around.OfSeatAsync(slug, wanted, cancellationToken),
            };
            var outlook = await executor.TryAsync(slug, command, cancellationToken);
            var prior = outlook.Refusal is null ? await eligibility.PriorViolationAsync(wanted with { SameAs = [] }, change, cancellationToken) : null; // one seat alone does not ask about somebody by saying that it is them
            if (await invitations.ForAsync(outlook.Events, asker, cancellationToken) is not { } invitation)
            {
                return await ExecuteAsync(command, null);
            }

            // Only now is it known whose account it is: the rules are asked about that one.
            return await ExecuteAsync(
                command with { Account = invitation.Account, Around = await around.OfSeatAsync(slug, wanted with { Account = invitation.Account }, cancellationToken) }, invitation.Code);

            Task<Answer> ExecuteAsync(BodyCommand.FillSeat asked, string? code) => executor.ExecuteAsync(
                http, slug, asked, asker.Context(now), key,
                (body, events) => events.Any(e => e is BodyEvent.SeatFilled or BodyEvent.SeatAppointed)
                    ? Answer.Of(201, SeatView.Of(slug, body.State.Seats[seat], code) with { PriorViolation = prior }, body.Version)
                    : Answer.Of(202, new PendingAnswer(change, prior), body.Version));
        }

        private async Task<(Guid Account, string Address)> HolderAsync(SeatRequest request, CancellationToken cancellationToken)
        {
            if (request.AccountId is not { } id)
            {
                return (AccountIds.Of(request.Address!), request.Address!);
            }

            // The address says whose account it is; a second word on that must say the same.
            var known = await directory.SeatOfAccountAsync(id, cancellationToken);
            new Check().That(known is not null, "account", "has no seat in the directory yet: give the address alone")
                .That(known is null || request.Address is null || known.Terms.Email!.Value == request.Address, "email", "is not the address of this account; say who it is with samePersonAs").Throw();
            return (known!.Account, known.Terms.Email!.Value!);
        }

        private async Task<Guid?> SamePersonAsync(SeatRequest request, CancellationToken cancellationToken)
        {
            if (request.SamePersonAs is not { } id)
            {
                return null;
            }

            var seat = await directory.SeatOrAccountAsync(id, cancellationToken);
            new Check().That(seat is not null, "samePersonAs", "is no seat and no account of the directory").Throw();
            return seat!.Id;
        }
    }
}

/// <summary>An address's account id, before Identity has said it.</summary>
internal static class AccountIds
{
    public static Guid Of(string address) => Ids.V5(Guid.Empty, "account:" + address);
}
