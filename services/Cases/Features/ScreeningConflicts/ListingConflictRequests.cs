using System.Globalization;
using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Cases.Features.ScreeningConflicts;

/// <summary>
/// <c>GET /api/bodies/{slug}/conflict-requests</c>: projects or event, the day, accounts and names as stated, when to answer by; nothing else (P1). <c>seen</c> stands for
/// that list of persons: the answer sends it back.
/// Opening it is a recorded read.
/// </summary>
internal static class ListingConflictRequests
{
    private const string Query =
        """
        select request, case_id, seat, due, shown_at
        from (select *, coalesce(s.asked_at, s.due) as shown_at from app.case_seats s where s.tenant_id = $1 and s.seat = any($2) and s.asked) r
        where $3::timestamptz is null or (shown_at, request) < ($3, $4)
        order by shown_at desc, request desc limit $5
        """;

    public static void MapListingConflictRequests(this IEndpointRouteBuilder bodies) => bodies.MapGet("conflict-requests", ListAsync);

    private static async Task<IResult> ListAsync(HttpContext context, string slug, NpgsqlDataSource database, CaseFinder finder, CaseReads reads, ConflictViews views,
        NoticesOfOtherBodies notices)
    {
        var seats = context.Caller().Seats.Where(s => s.Body == slug && Caller.Handles(s.Role)).ToList();
        if (seats.Count == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var (paging, cancellationToken) = (Paging.Of(context), context.RequestAborted);
        var after = After(paging);
        var offered = after is null ? notices.ListAsync(slug, [.. seats.Where(s => Caller.Decides(s.Role))], cancellationToken) : Task.FromResult<IReadOnlyList<object>>([]);
        var rows = await database.ReadAsync(
            slug, Query,
            [slug, seats.Select(s => s.Id).ToArray(), after?.At, after?.Request, paging.Limit + 1],
            r => new Row(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4)), cancellationToken);
        var page = paging.Page(rows, r => $"{r.AskedAt.UtcTicks} {r.Request}");
        IReadOnlyList<object> lent = after is null ? await LentAsync(slug, seats, context.Caller(), finder, reads, views, cancellationToken) : [];
        var states = await finder.LoadAsync(slug, [.. page.Items.Select(r => r.Case)], cancellationToken);
        var asked = page.Items.Where(r => !CaseWall.IsHard(states[r.Case], context.Caller().Seats)).ToList();
        await reads.RecordAsync(
            [.. asked.Select(r => (new StreamKey(slug, r.Case), seats.First(s => s.Id == r.Seat)))], "conflictRequest", null, cancellationToken);
        var shown = await views.OfAsync([.. asked.Select(r => states[r.Case]).Distinct()], seats[0], cancellationToken);
        return Results.Json(new Page<object>([.. await offered, .. lent, .. asked.Select(r => Show(r.Seat, states[r.Case], shown))], page.Next), Json.Options);
    }

    // Of a project that has too few to decide alone (P1): from here its case is found too, because it is in no list of this body.
    private static async Task<IReadOnlyList<object>> LentAsync(string slug, IReadOnlyList<TicketSeat> seats, Caller caller, CaseFinder finder, CaseReads reads, ConflictViews views, CancellationToken cancellationToken)
    {
        var items = new List<object>();
        foreach (var (key, id) in await finder.AskedAsync([.. seats.Select(s => s.Id)], slug, cancellationToken))
        {
            var (state, seat) = (await finder.LoadAsync(key, cancellationToken), seats.First(s => s.Id == id));
            if (CaseWall.IsHard(state, caller.Seats))
            {
                continue;
            }

            await reads.RecordAsync([(key, seat)], "conflictRequest", null, cancellationToken);
            items.Add(Show(id, state, await views.OfAsync([state], seat with { Role = Lending.Role }, cancellationToken)));
        }

        return items;
    }

    /// <summary>One request, as its seat is shown it.</summary>
    public static object Show(Guid id, CaseState state, IReadOnlyDictionary<Guid, ConflictView> shown)
    {
        var seat = state.SeatOf(id)!;
        var views = state.ReportIds.Where(shown.ContainsKey).Select(r => shown[r]).ToList();
        return new
        {
            seat.Request,
            LentTo = seat.IsLent ? state.Body : null,
            Reports = state.ReportIds,
            state.Projects,
            state.Event,
            Received = Day(state),
            Subjects = Stated(state, views),
            Affected = Affected(seat, views),
            Seen = Seen(state, seat, views),
            seat.Due,
            seat.RemindedAt,
            Answer = Said(seat),
            Case = seat.Sees ? state.Id : (Guid?)null,
        };
    }

    /// <summary>The day, not the instant.</summary>
    public static DateTimeOffset Day(CaseState state) => new(state.ReceivedAt.UtcDateTime.Date, TimeSpan.Zero);

    /// <summary>Whom it is about, as stated.</summary>
    public static object Stated(CaseState state, IEnumerable<ConflictView> views) =>
        AskedAbout.Of(views.SelectMany(v => v.Subjects), state).Select((s, i) => new { Label = $"person {i + 1}, as stated, not verified", s.Accounts, s.Name });

    /// <summary>Names of affected people are for who has answered.</summary>
    public static IReadOnlyList<string>? Affected(PanelSeat seat, IEnumerable<ConflictView> views) => seat.HasSaid ? [.. views.SelectMany(v => v.AffectedNames)] : null;

    /// <summary>To be sent back with the answer; null where not all of the list could be shown.</summary>
    public static string? Seen(CaseState state, PanelSeat seat, IEnumerable<ConflictView> views) =>
        state.ReportIds.Except(views.Select(v => v.Report)).Any() ? null : AskedAbout.Seen(state, seat.Request);

    public static string? Said(PanelSeat seat) => !seat.HasSaid ? null : seat.Conflict == Conflict.Soft ? "soft" : "none";

    private static (DateTimeOffset At, Guid Request)? After(Paging paging) =>
        paging.After?.Split(' ') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks && Guid.TryParse(id, out var request)
            ? (new DateTimeOffset(at, TimeSpan.Zero), request)
            : null;

    private sealed record Row(Guid Request, Guid Case, Guid Seat, DateTimeOffset Due, DateTimeOffset AskedAt);
}
