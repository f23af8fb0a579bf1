using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Liaison.Features.FillingSeats;
using Coc.Liaison.Features.ListingSeats;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.AmendingSeats;

/// <summary><c>PATCH /api/seats/{id}</c>: one's own details at once, everything else with a second seat.</summary>
internal static class AmendSeat
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/seats/{id:guid}", (Guid id, HttpContext http, Idempotency idempotency, SeatDoor door, BodyExecutor executor, SurroundingsReader around, Seating seating, RefusalLimit limit, DomainClock clock) =>
            idempotency.RunAsync(http, (key, cancellationToken) => seating.AloneAsync(async () =>
            {
                var (body, seat, asker) = await door.OpenAsync(http.Caller(), id, cancellationToken);
                var request = await http.ReadAsync<SeatRequest>();
                var now = clock.GetUtcNow();
                var check = new Check();
                request.CheckDetails(check, seat.Terms.TermStart);
                check.Throw();
                await limit.RequireFewAsync(asker, cancellationToken);
                var change = Ids.New();
                var terms = Amended(seat, request);
                return await executor.ExecuteAsync(
                    http, body.Slug, new BodyCommand.AmendSeat(asker, change, id, terms, now) { Around = await around.OfAmendedAsync(body.Slug, seat with { Terms = terms }, cancellationToken) },
                    asker.Context(now), key,
                    (b, events) => events is [BodyEvent.AmendmentProposed]
                        ? Answer.Of(202, new PendingAnswer(change), b.Version)
                        : Answer.Of(200, SeatView.Of(body.Slug, b.State.Seats[id]), b.Version));
            }, cancellationToken))).For(CallerKind.Seat);

    private static SeatTerms Amended(Seat seat, SeatRequest request)
    {
        var (terms, owner) = (seat.Terms, SeatTerms.OwnerOf(seat.Id));
        return terms with
        {
            Chair = request.Chair ?? terms.Chair,
            Order = request.Order ?? terms.Order,
            TermEnd = request.TermEnd?.ToUniversalTime() ?? terms.TermEnd,
            Name = Sensitive.OfOptional(request.Name, owner) ?? terms.Name,
            Employer = Sensitive.OfOptional(request.Employer, owner) ?? terms.Employer,
            Accounts = request.Accounts is { } accounts ? Sensitive.Of<IReadOnlyList<string>>([.. accounts.OfType<string>()], owner) : terms.Accounts,
        };
    }
}
