using Coc.Cases.Domain;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.ReadingCases;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.ReadingReports;

/// <summary><c>GET /api/cases/{id}/reports/{report}</c>: our wall first, then Intake with a ticket that names case, report and seat. Both sides write it down.</summary>
internal static class ReadingReports
{
    public static void MapReadingReports(this IEndpointRouteBuilder cases) =>
        cases.MapGet("reports/{report:guid}", async (HttpContext context, Guid id, Guid report, CaseFinder finder, CaseReads reads, ServiceChannel channel) =>
        {
            var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
            if (seen.State.HasGone || seen.State.Joint is { InformedOnly: true } || !AffectedPeople.SeenBy(seen.State, seen.Seat).ThreadIds.Contains(report))
            {
                throw new ProblemException(Problems.NotFound);
            }

            await reads.RecordAsync(seen.Key, seen.Seat, "report", report, context.RequestAborted);
            var appeal = seen.State.AppealOf is { } decides ? $"&appeal={decides.Id}" : "";
            var content = await channel.GetAsync<ReportContent>(
                "intake", $"/internal/reports/{report}?case={id}&seat={seen.Seat.Seat}&{Reading.Query(seen.State, seen.Seat.Role, MinorIdentity.Reads(seen.State, seen.Seat.Seat))}{appeal}&{Reading.Threads(seen.State)}", $"seat:{seen.Seat.Seat}", context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(content ?? throw new ProblemException(Problems.NotFound), Json.Options);
        });
}
