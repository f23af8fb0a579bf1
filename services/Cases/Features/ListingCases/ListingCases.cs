using System.Globalization;
using System.Text;
using Coc.Cases.Domain;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Cases.Features.ListingCases;

/// <summary><c>GET /api/bodies/{slug}/cases</c>: those that exist for the asking seats, and no other.</summary>
internal static class ListingCases
{
    // From each seat's own rows in their order, so that it costs a page and not the list. The limit is written out (of a usual page, or of the longest), and conditions
    // are there only where they hold something: the server plans such a statement once for all values.
    private const string Begin =
        """
        select distinct i.case_id, i.code_name, i.stage, i.flags, i.urgency, i.assignee, i.received_at, i.acknowledge_due, i.next_due
        from unnest($2::uuid[]) w (seat) cross join lateral (
          select i.*
          from app.case_seats s join app.case_index i on i.tenant_id = s.tenant_id and i.case_id = s.case_id
          where s.tenant_id = $1 and s.seat = w.seat and s.listed_at is not null
            and not exists (select 1 from app.case_seats h where h.tenant_id = s.tenant_id and h.case_id = s.case_id and h.seat = any ($2) and h.hard)
        """;

    private const int Usual = 50;

    public static void MapListingCases(this IEndpointRouteBuilder bodies) => bodies.MapGet("cases", ListAsync);

    private static async Task<IResult> ListAsync(HttpContext context, string slug, NpgsqlDataSource database, DomainClock clock)
    {
        var seats = context.Caller().Seats.Where(s => s.Body == slug && Caller.Handles(s.Role)).Select(s => s.Id).ToArray();
        if (seats.Length == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var paging = Paging.Of(context);
        var filter = Filter.Of(context, seats, clock.GetUtcNow());
        return Results.Json(await PageAsync(database, slug, seats, paging, filter.Conditions, context.RequestAborted), Json.Options);
    }

    /// <summary>A page of the cases that exist for these seats, newest first.</summary>
    /// <param name="conditions">constants in which <c>i</c> is a row of <c>app.case_index</c> and <c>{0}</c> the value</param>
    public static async Task<Page<CaseItem>> PageAsync(
        NpgsqlDataSource database, string slug, Guid[] seats, Paging paging, IEnumerable<(string Sql, object Value)> conditions, CancellationToken cancellationToken)
    {
        var (sql, values) = (new StringBuilder(Begin), new List<object?> { slug, seats, paging.Limit + 1 });
        if (After(paging) is var (at, id))
        {
            sql.Append(" and (s.listed_at, s.case_id) < ($4, $5)");
            values.AddRange([at, id]);
        }

        foreach (var (condition, value) in conditions)
        {
            values.Add(value);
            sql.Append(CultureInfo.InvariantCulture, $" and {string.Format(CultureInfo.InvariantCulture, condition, $"${values.Count}")}");
        }

        return paging.Page(
            await database.ReadAsync(slug, $"{sql} {End(paging)}", [.. values], r => Read(r, slug), cancellationToken), i => $"{i.ReceivedAt.UtcTicks} {i.Id}");
    }

    private static string End(Paging paging) =>
        $"order by s.listed_at desc, s.case_id desc limit {(paging.Limit > Usual ? "201" : "51")}) i order by i.received_at desc, i.case_id desc limit $3";

    private static CaseItem Read(NpgsqlDataReader r, string slug) => new(
        r.GetGuid(0), r.GetString(1), slug, r.GetString(2), r.GetFieldValue<string[]>(3), r.GetString(4), r.IdOrNull(5), r.GetFieldValue<DateTimeOffset>(6),
        r.GetFieldValue<DateTimeOffset>(7), r.InstantOrNull(8));

    private static (DateTimeOffset At, Guid Id)? After(Paging paging) =>
        paging.After?.Split(' ') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks && Guid.TryParse(id, out var last)
            ? (new DateTimeOffset(at, TimeSpan.Zero), last)
            : null;

    internal sealed record CaseItem(
        Guid Id, string CodeName, string Body, string State, IReadOnlyList<string> Flags, string Urgency, Guid? Assignee, DateTimeOffset ReceivedAt,
        DateTimeOffset AcknowledgeDue, DateTimeOffset? Due);

    private sealed record Filter(string? Stage, Guid? Assignee, DateTimeOffset? OverdueAt)
    {
        public IEnumerable<(string, object)> Conditions =>
            new (string Sql, object? Value)[] { ("i.stage = {0}", Stage), ("i.assignee = {0}", Assignee), ("i.next_due < {0}", OverdueAt) }.Where(c => c.Value is not null).Select(c => (c.Sql, c.Value!));

        private static readonly string[] Stages = [.. Enum.GetValues<CaseStage>().Select(CaseWords.Of)];

        public static Filter Of(HttpContext context, Guid[] seats, DateTimeOffset now)
        {
            var query = context.Request.Query;
            string? stage = query["state"], assignee = query["assignee"], due = query["due"];
            Guid? seat = Guid.TryParse(assignee, out var id) ? id : assignee == "me" ? seats[0] : null;
            new Check()
                .That(stage is null || Stages.Contains(stage), "state", $"must be one of {string.Join(", ", Stages)}")
                .That(assignee is null || seat is not null, "assignee", "must be me or a seat")
                .That(due is null or "overdue", "due", "must be overdue")
                .Throw();
            return new(stage, seat, due is null ? null : now);
        }
    }
}
