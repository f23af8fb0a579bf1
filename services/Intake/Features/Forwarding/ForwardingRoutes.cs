using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.ScreeningConflicts;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Npgsql;

namespace Coc.Intake.Features.Forwarding;

/// <summary>What Liaison asks about forwarded reports.</summary>
internal static class ForwardingRoutes
{
    public static void MapForwarding(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/forwardings").For(CallerKind.Service).ExcludeFromDescription();
        group.MapPost("", async (HttpContext context, Forwardings forwardings) =>
        {
            context.OnlyFor("liaison", "sanctions");
            var request = await context.ReadAsync<ForwardingRequest>();
            return Results.Json(await forwardings.FileAsync(request, context.Caller().Acting, context.RequestAborted), Json.Options);
        });
        group.MapPost("of-seats", async (HttpContext context, ForwardedBySeats forwarded) =>
        {
            context.OnlyFor("liaison", "sanctions");
            var question = await context.ReadAsync<ForwardingsQuestion>();
            return Results.Json(new ForwardingsAnswer(await forwarded.OfAsync(question.Seats, context.Caller().Acting ?? "system", context.RequestAborted)), Json.Options);
        });
    }
}

/// <summary>Finds what seats forwarded. A seat that is named in a report, or by a committee later, or excluded from it, finds it no more (R21).</summary>
internal sealed class ForwardedBySeats(NpgsqlDataSource database, Reports reports, NamedByCommittees committees)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<ForwardingState>> OfAsync(IReadOnlyList<CandidateSeat> seats, string acting, CancellationToken cancellationToken)
    {
        var found = await reports.FindAsync(await IdsAsync([.. seats.Select(s => s.Seat)], cancellationToken), cancellationToken);
        var named = await committees.OfAsync([.. found.Select(r => r.Id)], acting, cancellationToken);
        var pages = (await reports.FindAsync([.. found.SelectMany(r => r.Filed.Affected.Select((_, i) => AffectedPage.IdOf(r, i)))], cancellationToken)).ToLookup(p => p.AffectedOf);
        return
        [
            .. from report in found
               let forwarded = report.Forwarded
               where forwarded is not null
               let seat = seats.FirstOrDefault(s => s.Seat == forwarded.Seat)
               where seat is not null && !SetAside.Of(report, [seat]).Any() && !SetAside.Excluded([.. pages[report.Id]], [seat]).Any() && !SetAside.Named([seat], named[report.Id]).Any()
               orderby report.ReceivedAt descending, forwarded.Forwarding
               select StateOf(report, forwarded),
        ];
    }

    private static ForwardingState StateOf(ReportState report, ReportEvent.ReportForwarded forwarded) => new(
        forwarded.Forwarding, forwarded.Seat, forwarded.Body, forwarded.As, report.ReceivedAt, report.AcknowledgedAt is null ? "received" : "accepted",
        report.AcknowledgedAt, report.AcknowledgeDue, report.Id, report.Filed.Event);

    private Task<IReadOnlyList<Guid>> IdsAsync(Guid[] seats, CancellationToken cancellationToken) => database.ReadAsync(
        Reports.Tenant, "select report_id from app.forwardings where seat = any ($1) order by forwarding desc limit $2", [seats, Most], r => r.GetGuid(0), cancellationToken);
}
