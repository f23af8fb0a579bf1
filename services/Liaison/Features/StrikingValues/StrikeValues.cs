using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.AmendingSeats;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.StrikingValues;

/// <summary>
/// <c>GET /api/seats/{id}/known-as</c>: what cases are matched against beside what stands in the seat, for its holder alone. <c>POST …/never-held</c>: a typing error among it, 202 for
/// somebody else to confirm (P1, P8).
/// </summary>
internal static class StrikeValues
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/seats/{id:guid}").For(CallerKind.Seat);
        group.MapGet("known-as", async (Guid id, HttpContext http, SeatDoor door) =>
        {
            var (body, seat, _) = await door.OpenOwnAsync(http.Caller(), id, http.RequestAborted);
            http.Response.Headers.ETag = ETags.Of(body.Version);
            return TypedResults.Ok(HeldView.Of(NeverHeld.Strikeable(seat)));
        });
        group.MapPost("never-held", (Guid id, HttpContext http, Idempotency idempotency, SeatDoor door, BodyExecutor executor, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var (body, _, asker) = await door.OpenOwnAsync(http.Caller(), id, cancellationToken);
                var request = await http.ReadAsync<StrikeRequest>();
                request.Check();
                var (now, change) = (clock.GetUtcNow(), Ids.New());
                return await executor.ExecuteAsync(
                    http, body.Slug, new BodyCommand.StrikeValues(asker, change, id, request.Values(id), now), asker.Context(now), key, (b, _) => Answer.Of(202, new PendingAnswer(change), b.Version));
            }));
    }

    /// <summary>What never was the holder's; at least one value.</summary>
    internal sealed record StrikeRequest(IReadOnlyList<string?>? Names, IReadOnlyList<string?>? Accounts, IReadOnlyList<string?>? Employers)
    {
        private const int Most = 20;
        private const int Longest = 200;

        public void Check()
        {
            var check = new Check();
            foreach (var (list, at) in new[] { (Names, "names"), (Accounts, "accounts"), (Employers, "employers") })
            {
                check.AtMost(list, at, Most);
                for (var i = 0; i < Math.Min(list?.Count ?? 0, Most); i++)
                {
                    check.Text(list![i], $"{at}[{i}]", Longest);
                }
            }

            check.That((Names?.Count ?? 0) + (Accounts?.Count ?? 0) + (Employers?.Count ?? 0) > 0, "names", "or accounts, or employers, must name what never was the holder's").Throw();
        }

        public HeldValues Values(Guid seat) => HeldValues.Of(seat, Listed(Names), Listed(Accounts), Listed(Employers));

        private static List<string> Listed(IReadOnlyList<string?>? values) => [.. (values ?? []).OfType<string>()];
    }
}

/// <summary>Former names, accounts and employers of a seat's holder.</summary>
internal sealed record HeldView(IReadOnlyList<string> Names, IReadOnlyList<string> Accounts, IReadOnlyList<string> Employers)
{
    public static HeldView Of(KnownAs known) => new(known.Names, known.Accounts, known.Employers);

    public static HeldView Of(HeldValues values) => Of(KnownAs.Nothing.With(values));
}
