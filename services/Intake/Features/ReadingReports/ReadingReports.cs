using System.Diagnostics;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Filing;
using Coc.Intake.Features.KeepingRooms;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Intake.Features.ReadingReports;

/// <summary>
/// <c>GET /internal/reports/{report}?case=&amp;seat=&amp;body=&amp;audience=&amp;handedOver=&amp;minors=&amp;appeal=&amp;reports=</c>: the report as handlers read it. Cases has checked its wall, and names the appeal its case
/// decides; every read is recorded before anything is shown.
/// </summary>
internal static class ReadingReports
{
    public static void MapReadingReports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/reports/{report:guid}", ReadAsync).For(CallerKind.Service).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(HttpContext context, Guid report, Reports reports, Rooms rooms, Pieces pieces, ExcludedReaders excluded, IEventStore store, DomainClock clock)
    {
        context.OnlyFor("cases");
        var found = await reports.FindAsync(report, context.RequestAborted) ?? throw new ProblemException(Problems.NotFound);
        var inCase = context.IdOf("case");
        var seat = context.IdOf("seat");
        var readers = Readers(context);
        var origin = (found.Filed.FollowsUp ?? found.Filed.SplitFrom) is { } earlier ? await reports.FindAsync(earlier, context.RequestAborted) : null;
        await excluded.RefuseAsync(context, [found], seat);
        await store.AppendAsync(
            new Append(
                // A stream of its own: reads are chained like everything else and do not lengthen the report's.
                [new StreamAppend(new(Reports.Tenant, Ids.V5(report, "reads")), "report_reads", StreamAppend.ExpectAny, [new NewEvent(Ids.New(), new ReportRead(report, inCase, seat, "report"))])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: context.Caller().Acting, Seat: seat, Incident: found.Filed.Incident, TraceParent: Activity.Current?.Id)),
            context.RequestAborted);
        var room = found.Filed.FollowsRoom is { } named ? await rooms.FindAsync(named, context.RequestAborted) : null;
        var complaint = room is not null ? ComplainedOf.By(found, room, clock.GetUtcNow()) : found.Filed.Kind == FollowUp.Complaint && origin is not null ? ComplainedOf.By(found, origin) : null;
        Guid? appeal = Guid.TryParse(context.Request.Query["appeal"], out var decides) ? decides : null;
        return Results.Json(
            HandlerView.Of(found, readers, complaint, appeal) with { Evidence = await pieces.OfReportAsync(found, inCase, appeal, context.RequestAborted) }, Json.Options);
    }

    /// <summary>As whom Cases asks.</summary>
    public static Readership Readers(HttpContext context)
    {
        var (body, audience) = ((string?)context.Request.Query["body"], (string?)context.Request.Query["audience"]);
        var minors = (string?)context.Request.Query["minors"];
        new Check().Text(body, "body", FilingLimits.Name).OneOf(audience, "audience", Consenting.Audiences)
            .That(minors is null or Readership.Known or Readership.Found, "minors", $"must be {Readership.Known} or {Readership.Found}").Throw();
        return new(body!, audience!, context.Request.Query["handedOver"] != "false", minors);
    }
}
