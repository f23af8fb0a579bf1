using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;
using static Coc.Cases.TenantQueries;

namespace Coc.Cases.Features.ScreeningConflicts;

/// <summary>
/// <c>GET /api/bodies/{slug}/conflict-requests</c>: projects or event, the day, accounts and names as stated, when to answer by; nothing else (P1).
/// Opening it is a recorded read.
/// </summary>
internal static class ListingConflictRequests
{
    private const string Query =
        """
        select s.request, s.case_id, s.seat, s.due
        from app.case_seats s
        where s.tenant_id = $1 and s.seat = any($2) and s.asked and ($3::uuid is null or s.request > $3)
        order by s.request limit $4
        """;

    public static void MapListingConflictRequests(this IEndpointRouteBuilder bodies) => bodies.MapGet("conflict-requests", ListAsync);

    private static async Task<IResult> ListAsync(HttpContext context, string slug, TenantQueries queries, CaseFinder finder, CaseReads reads, ServiceChannel channel)
    {
        var seats = context.Caller().Seats.Where(s => s.Body == slug && Caller.Decides(s.Role)).ToList();
        if (seats.Count == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var paging = Paging.Of(context);
        var rows = await queries.ReadAsync(
            slug, Query, [Given(slug), Given(seats.Select(s => s.Id).ToArray()), OptionalId(paging.After), Given(paging.Limit + 1)],
            r => new Row(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetFieldValue<DateTimeOffset>(3)), context.RequestAborted);
        var page = paging.Page(rows, r => r.Request.ToString());
        await reads.RecordAsync(
            [.. page.Items.Select(r => (new StreamKey(slug, r.Case), seats.First(s => s.Id == r.Seat)))], "conflictRequest", null, context.RequestAborted);
        var items = await Task.WhenAll(page.Items.Select(r => ShowAsync(r, slug, finder, channel, context.RequestAborted)));
        return Results.Json(new Page<object>([.. items.OfType<object>()], page.Next), Json.Options);
    }

    private static async Task<object?> ShowAsync(Row row, string slug, CaseFinder finder, ServiceChannel channel, CancellationToken cancellationToken)
    {
        var state = await finder.LoadAsync(new(slug, row.Case), cancellationToken);
        var views = new List<ConflictView>();
        foreach (var report in state.ReportIds)
        {
            if (await channel.GetAsync<ConflictView>("intake", $"/internal/reports/{report}/conflict-view", $"seat:{row.Seat}", cancellationToken) is { } view)
            {
                views.Add(view);
            }
        }

        if (state.SeatOf(row.Seat) is not { } seat)
        {
            return null;
        }

        var said = seat.Conflict != Domain.Conflict.Unanswered;
        return new
        {
            row.Request,
            Reports = state.ReportIds,
            state.Projects,
            state.Event,
            Received = new DateTimeOffset(state.Reports[0].ReceivedAt.UtcDateTime.Date, TimeSpan.Zero), // the day, not the instant
            Subjects = views.SelectMany(v => v.Subjects).Select((s, i) => new { Label = $"person {i + 1}, as stated, not verified", s.Accounts, s.Name }),
            Affected = said ? views.SelectMany(v => v.AffectedNames).ToList() : null,
            row.Due,
            Answer = said ? "soft" : null,
            Case = seat.Sees ? state.Id : (Guid?)null,
        };
    }

    private sealed record Row(Guid Request, Guid Case, Guid Seat, DateTimeOffset Due);
}
