using Coc.Liaison.Features.MeasuringHandOvers;
using Coc.Liaison.Features.NotingOversight;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.ForwardingReports;

/// <summary>
/// <c>GET /api/bodies/{slug}/oversight</c>: what a liaison of a project without a committee sees: who acts for it, and how long hand-overs took: in hours of what
/// they brought themselves, in sums of everything; no report, no person, no case. Who decides there, the admin and the auditor see the sums, and who stands above its seats (P7).
/// </summary>
internal static class Oversee
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/bodies/{slug}/oversight", async (string slug, HttpContext http, Wall wall, Forwarded forwarded, HandOverTimes times, DomainClock clock) =>
        {
            var (body, asker) = await wall.OverseeingAsync(http.Caller(), slug, http.RequestAborted);
            var now = clock.GetUtcNow();
            var acting = await wall.ActingAsync(body, http.RequestAborted);

            // A number that one report changes says that there is one, also to whom it is about. Leaving it out for them alone would say so as well, as soon as two of them compare, or
            // the liaison tells how many there were (P1): whoever did not bring it reads no such number.
            var brought = asker.Role == "liaison" ? (await forwarded.OfAsync([body.State.Seats[asker.Seat!.Value]], http.RequestAborted)).Where(f => f.Body == slug).ToList() : null;
            var hours = (brought ?? []).Where(f => f.AcceptedAt is not null).Select(f => (f.AcceptedAt!.Value - f.At).TotalHours).Order().ToList();
            return TypedResults.Ok(new OversightView(
                acting.Slug, [.. acting.State.DecidingSeats(now).Select(s => new ReaderView(s.Id, s.Terms.Name?.Value))],
                brought?.Count, brought is null ? null : hours.Count, brought?.Count(f => f.AcceptedAt is null && f.Due < now),
                hours.Count == 0 ? null : Math.Round(hours[hours.Count / 2], 1), hours.Count == 0 ? null : Math.Round(hours[^1], 1))
            {
                HandOvers = await times.OfAsync(body, http.RequestAborted),
                Items = asker.Role == "liaison" ? null : [.. body.State.Oversight.Values.OrderBy(e => e.Id).Select(OversightItem.Of)],
            });
        }).For(CallerKind.Seat);

    /// <param name="Handler">the body whose seats act</param>
    /// <param name="Brought">by the liaison who asks; null, as are the numbers after it, for everybody else</param>
    /// <param name="Overdue">brought, not accepted, and past the time the body gave itself</param>
    internal sealed record OversightView(
        string Handler, IReadOnlyList<ReaderView> Readers, int? Brought, int? Accepted, int? Overdue, double? MedianHoursToAccept, double? LongestHoursToAccept)
    {
        /// <summary>How long everything routed or handed over for the body waited, whoever brought it; null where that would betray single reports.</summary>
        public HandOverView? HandOvers { get; init; }

        /// <summary>Who stands above seats of the body; not for liaisons.</summary>
        public IReadOnlyList<OversightItem>? Items { get; init; }
    }

    internal sealed record ReaderView(Guid Seat, string? Name);
}
