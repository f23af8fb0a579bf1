using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.ListingSeats;

/// <summary><c>GET /api/bodies/{slug}/seats</c>: the seats in force and those whose term begins later, with their holders, for those who keep them.</summary>
internal static class ListSeats
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/seats", async (string slug, HttpContext http, Wall wall, DomainClock clock) =>
        {
            var body = await wall.ReadingAsync(http.Caller(), slug, http.RequestAborted);
            var paging = Paging.Of(http);
            var now = clock.GetUtcNow();
            var coming = body.State.Seats.Values.Where(s => !s.Begun && s.IsKept(now)).OrderBy(s => s.Terms.TermStart).ThenBy(s => s.Id);
            var seats = body.State.ActiveSeats(now).Concat(coming).Select(s => SeatView.Of(slug, s)).ToList();
            http.Response.Headers.ETag = ETags.Of(body.Version);
            var start = seats.FindIndex(s => s.Id.ToString() == paging.After) + 1;
            return TypedResults.Ok(paging.Page([.. seats.Skip(start).Take(paging.Limit + 1)], s => s.Id.ToString()));
        }).For(CallerKind.Seat);
}

/// <summary>A seat as api.md has it; <paramref name="Invitation"/> once, in the answer of the call that made it effective.</summary>
internal sealed record SeatView(
    Guid Id, string Body, Guid Account, string? Name, string Role, string Appointment, bool Chair, string? Employer, IReadOnlyList<string> Accounts, DateTimeOffset TermStart,
    DateTimeOffset? TermEnd, int Order, DateTimeOffset? EndedAt, bool Emeritus, Invitation? Invitation)
{
    /// <summary>Once, in the answer that seated somebody: found to have broken the code in the last 18 months (R35).</summary>
    public bool? PriorViolation { get; init; }

    public static SeatView Of(string body, Seat seat, string? code = null) => new(
        seat.Id, body, seat.Account, seat.Terms.Name?.Value, seat.Terms.Role, seat.Terms.Appointment, seat.Terms.Chair, seat.Terms.Employer?.Value,
        seat.Terms.Accounts?.Value ?? [], seat.Terms.TermStart, seat.Terms.TermEnd, seat.Terms.Order, seat.EndedAt, seat.Emeritus, code is null ? null : new(code));
}

/// <summary>The code with which the invited person takes the seat; typed, not a link.</summary>
internal sealed record Invitation(string Code);
