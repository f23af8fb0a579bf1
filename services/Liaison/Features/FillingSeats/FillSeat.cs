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

    internal sealed class Handler(Wall wall, BodyDirectory directory, BodyExecutor executor, Invitations invitations, SurroundingsReader around, Eligibility eligibility, DomainClock clock)
    {
        public async Task<Answer> FillAsync(HttpContext http, string slug, IdempotencyKey key, CancellationToken cancellationToken)
        {
            var (_, asker) = await wall.ProposingAsync(http.Caller(), slug, cancellationToken);
            var request = await http.ReadAsync<SeatRequest>();
            var now = clock.GetUtcNow();
            request.Check(now);
            var (account, address) = await HolderAsync(request, cancellationToken);
            var (seat, change) = (Ids.New(), Ids.New());
            var command = new BodyCommand.FillSeat(asker, change, seat, account, request.Terms(seat, address, now), request.Order, now)
            {
                Around = await around.OfSeatAsync(slug, account, cancellationToken),
            };
            var outlook = await executor.TryAsync(slug, command, cancellationToken);
            var prior = outlook.Refusal is null ? await eligibility.PriorViolationAsync(command.Terms, account, change, cancellationToken) : null;
            var invitation = await invitations.ForAsync(outlook.Events, asker, cancellationToken);
            return await executor.ExecuteAsync(
                http, slug, command with { Account = invitation?.Account ?? account }, asker.Context(now), key,
                (body, events) => events.Any(e => e is BodyEvent.SeatFilled or BodyEvent.SeatAppointed)
                    ? Answer.Of(201, SeatView.Of(slug, body.State.Seats[seat], invitation?.Code) with { PriorViolation = prior }, body.Version)
                    : Answer.Of(202, new PendingAnswer(change, prior), body.Version));
        }

        private async Task<(Guid Account, string Address)> HolderAsync(SeatRequest request, CancellationToken cancellationToken)
        {
            if (request.Address is { } address)
            {
                return (request.AccountId ?? AccountIds.Of(address), address);
            }

            var known = await directory.SeatOfAccountAsync(request.AccountId!.Value, cancellationToken);
            new Check().That(known is not null, "email", "is needed: this account has no seat in the directory yet").Throw();
            return (known!.Account, known.Terms.Email!.Value!);
        }
    }
}

/// <summary>An address's account id, before Identity has said it.</summary>
internal static class AccountIds
{
    public static Guid Of(string address) => Ids.V5(Guid.Empty, "account:" + address);
}
