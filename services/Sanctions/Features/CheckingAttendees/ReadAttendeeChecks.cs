using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;
using Npgsql;

namespace Coc.Sanctions.Features.CheckingAttendees;

/// <summary><c>GET /api/events/{slug}/attendee-checks</c>: who of one's body asked, when, about how many, and how many lines something was said of. For its event staff and its auditor; never of whom.</summary>
internal static class ReadAttendeeChecks
{
    private const string Sql =
        """
        select c.id, c.at, c.asker, c.lines, c.unreadable, count(a.line) filter (where a.standing = 'flagged'), count(a.line) filter (where a.standing = 'banned')
        from app.attendee_checks c left join app.attendee_answers a on a.check_id = c.id
        where c.tenant_id = $1 and c.event = $2 and ($4 = '00000000-0000-0000-0000-000000000000' or (c.recorded, c.id) < (select b.recorded, b.id from app.attendee_checks b where b.id = $4 and b.event = $2))
        group by c.id order by c.recorded desc, c.id desc limit $3
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/events/{slug}/attendee-checks", ReadAsync).For(CallerKind.Seat);

    private static async Task<IResult> ReadAsync(string slug, HttpContext context, NpgsqlDataSource database)
    {
        context.Response.Headers.CacheControl = "no-store";
        var seat = context.Caller().Seats.FirstOrDefault(s => s.Role is "eventStaff" or "auditor");
        if (seat is null || !Body.CouldBe(slug))
        {
            throw new ProblemException(Problems.NotFound);
        }

        var paging = Paging.Of(context);
        var checks = await database.ReadAsync(
            seat.Body, Sql, [seat.Body, slug, paging.Limit + 1, paging.AfterId()],
            row => new Recorded(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetGuid(2), row.GetInt32(3), row.GetInt32(4), row.GetInt64(5), row.GetInt64(6)), context.RequestAborted);
        return checks.Count == 0 ? throw new ProblemException(Problems.NotFound) : Results.Json(paging.Page(checks, c => c.Check.ToString()), Json.Options);
    }

    /// <param name="Seat">that asked</param>
    private sealed record Recorded(Guid Check, DateTimeOffset At, Guid Seat, int Lines, int Unreadable, long Flagged, long Banned);
}
