using Coc.Liaison.Features.MeasuringHandOvers;
using Coc.Liaison.Features.NotingOversight;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.ForwardingReports;

/// <summary>
/// <c>GET /api/bodies/{slug}/oversight</c>: what a liaison of a project without a committee sees: who acts for it, and how long hand-overs took: in hours of what
/// the body's liaisons brought themselves, in sums of everything; no report, no person, no case. Who decides there, the admin and the auditor also see who stands above its seats (P7).
/// </summary>
internal static class Oversee
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/oversight", async (string slug, HttpContext http, Wall wall, Forwarded forwarded, HandOverTimes times, DomainClock clock) =>
        {
            var (body, asker) = await wall.OverseeingAsync(http.Caller(), slug, http.RequestAborted);
            var now = clock.GetUtcNow();
            var acting = await wall.ActingAsync(body, http.RequestAborted);

            // Somebody who is named in one of them must not count it: a liaison is asked for by the own seat alone.
            var liaisons = body.State.Seats.Values.Where(s => s.Terms.Role == "liaison" && (asker.Role != "liaison" || s.Id == asker.Seat)).ToList();
            var brought = (await forwarded.OfAsync(liaisons, http.RequestAborted)).Where(f => f.Body == slug).ToList();
            var hours = brought.Where(f => f.AcceptedAt is not null).Select(f => (f.AcceptedAt!.Value - f.At).TotalHours).Order().ToList();
            return TypedResults.Ok(new OversightView(
                acting.Slug, [.. acting.State.DecidingSeats(now).Select(s => new ReaderView(s.Id, s.Terms.Name?.Value))],
                brought.Count, hours.Count, brought.Count(f => f.AcceptedAt is null && f.Due < now),
                hours.Count == 0 ? null : Math.Round(hours[hours.Count / 2], 1), hours.Count == 0 ? null : Math.Round(hours[^1], 1))
            {
                HandOvers = await times.OfAsync(body, http.RequestAborted),
                Items = asker.Role == "liaison" ? null : [.. body.State.Oversight.Values.OrderBy(e => e.Id).Select(OversightItem.Of)],
            });
        }).For(CallerKind.Seat);

    /// <param name="Handler">the body whose seats act</param>
    /// <param name="Overdue">brought, not accepted, and past the time the body gave itself</param>
    internal sealed record OversightView(
        string Handler, IReadOnlyList<ReaderView> Readers, int Brought, int Accepted, int Overdue, double? MedianHoursToAccept, double? LongestHoursToAccept)
    {
        /// <summary>How long everything routed or handed over for the body waited, whoever brought it; null where that would betray single reports.</summary>
        public HandOverView? HandOvers { get; init; }

        /// <summary>Who stands above seats of the body; not for liaisons.</summary>
        public IReadOnlyList<OversightItem>? Items { get; init; }
    }

    internal sealed record ReaderView(Guid Seat, string? Name);
}
