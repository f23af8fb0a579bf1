using System.Globalization;
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
    /// <summary>The wall, for the seats $2 of the body $1.</summary>
    public const string Visible =
        """
        select i.case_id, i.code_name, i.stage, i.flags, i.urgency, i.assignee, i.received_at, i.acknowledge_due, i.next_due
        from app.case_index i
        where i.tenant_id = $1 and i.moved_to is null
          and exists (select 1 from app.case_seats s where s.tenant_id = i.tenant_id and s.case_id = i.case_id and s.seat = any($2) and s.sees)
          and not exists (select 1 from app.case_seats s where s.tenant_id = i.tenant_id and s.case_id = i.case_id and s.seat = any($2) and s.hard)
        """;

    private const string Query =
        $"""
        {Visible}
          and ($3::varchar is null or i.stage = $3)
          and ($4::uuid is null or i.assignee = $4)
          and ($5::timestamptz is null or i.next_due < $5)
          and ($6::timestamptz is null or (i.received_at, i.case_id) < ($6, $7))
        order by i.received_at desc, i.case_id desc limit $8
        """;

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
        var after = After(paging);
        var items = await database.ReadAsync(
            slug, Query, [slug, seats, filter.Stage, filter.Assignee, filter.OverdueAt, after?.At, after?.Id, paging.Limit + 1],
            r => Read(r, slug),
            context.RequestAborted);
        return Results.Json(paging.Page(items, Position), Json.Options);
    }

    public static CaseItem Read(NpgsqlDataReader r, string slug) => new(
        r.GetGuid(0), r.GetString(1), slug, r.GetString(2), r.GetFieldValue<string[]>(3), r.GetString(4), r.IdOrNull(5), r.GetFieldValue<DateTimeOffset>(6),
        r.GetFieldValue<DateTimeOffset>(7), r.InstantOrNull(8));

    public static string Position(CaseItem item) => $"{item.ReceivedAt.UtcTicks} {item.Id}";

    public static (DateTimeOffset At, Guid Id)? After(Paging paging) =>
        paging.After?.Split(' ') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks && Guid.TryParse(id, out var last)
            ? (new DateTimeOffset(at, TimeSpan.Zero), last)
            : null;

    internal sealed record CaseItem(
        Guid Id, string CodeName, string Body, string State, IReadOnlyList<string> Flags, string Urgency, Guid? Assignee, DateTimeOffset ReceivedAt,
        DateTimeOffset AcknowledgeDue, DateTimeOffset? Due);

    private sealed record Filter(string? Stage, Guid? Assignee, DateTimeOffset? OverdueAt)
    {
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
