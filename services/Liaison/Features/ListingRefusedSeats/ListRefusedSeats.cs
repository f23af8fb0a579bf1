using System.Globalization;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Liaison.Features.ListingRefusedSeats;

/// <summary>
/// <c>GET /api/bodies/{slug}/refused-seats</c>, newest first: seats that people elsewhere spoke against, with who proposed and who heard it, for the body's deciding seats, the admin and the auditor. Ids and codes only.
/// </summary>
internal static class ListRefusedSeats
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/refused-seats", async (string slug, HttpContext http, Wall wall) =>
        {
            var body = await wall.ReadingAsync(http.Caller(), slug, http.RequestAborted);
            var paging = Paging.Of(http);
            var refused = body.State.Refused.Select((r, i) => RefusedSeatView.Of(i + 1, r)).Reverse().ToList();
            var start = refused.FindIndex(r => Key(r) == paging.After) + 1;
            return TypedResults.Ok(paging.Page([.. refused.Skip(start).Take(paging.Limit + 1)], Key));
        }).For(CallerKind.Seat);

    private static string Key(RefusedSeatView refused) => refused.Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An attempt.</summary>
/// <param name="Number">of the body's first, 1; a seat that is there may be refused something more than once</param>
internal sealed record RefusedSeatView(int Number, Guid Seat, DateTimeOffset At, ProposerView ProposedBy, ProposerView HeardBy, string Code, string? Rule, Guid? PendingChange)
{
    public static RefusedSeatView Of(int number, BodyEvent.SeatRefused refused) =>
        new(number, refused.Seat, refused.At, View(refused.ProposedBy), View(refused.By), refused.Code, refused.Rule, refused.Change);

    private static ProposerView View(Domain.Asker asker) => new(asker.Seat, asker.Role);
}
