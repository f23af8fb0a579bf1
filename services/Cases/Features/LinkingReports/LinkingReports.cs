using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.LinkingReports;

/// <summary>
/// <c>POST /api/cases/{id}/link-reports</c>: another report about the same incident, of a case this seat works on too (R64). That case ends as long as its report is worked on here. 404: no such report for this
/// seat; 409 where the other case has gone further than this one could take over. With <c>as: counterReport</c> both stay two cases that know of each other (P3): what is about somebody on the other's side is never
/// merged, 409 <c>counterReport</c>.
/// </summary>
internal static class LinkingReports
{
    public static void MapLinkingReports(this IEndpointRouteBuilder cases) => cases.MapPairCommand<Request>("link-reports", async (request, context, seen) =>
    {
        new Check().That(request.Report is not null, "report", "must not be empty").OneOf(request.As ?? Duplicate, "as", Duplicate, Counter).Throw();
        var report = request.Report!.Value;
        var own = await FindAsync(context, seen, report);
        if (request.As == Counter)
        {
            return new(new StreamKey(own.Body, own.Id), (there, here, now) => there.ReportIds.Contains(report)
                ? CounterReports.Decide(there, here, seen.Seat.Seat, now)
                : throw new ProblemException(Problems.NotFound));
        }

        var counter = await context.RequestServices.GetRequiredService<CounterComparing>().AreAsync(seen.State, own, $"seat:{seen.Seat.Seat}", context.RequestAborted);
        var screened = await context.RequestServices.GetRequiredService<SeatsSetAside>().OfPanelAsync(
            seen.State, $"seat:{seen.Seat.Seat}", context.RequestAborted, [.. own.ReportIds], Domain.OpeningByCommittee.SaidToBe(own));
        return new(new StreamKey(own.Body, own.Id), (there, here, now) => there.ReportIds.Contains(report) || here.ReportIds.Contains(report)
            ? Linking.Link(there, here, new CaseCommand.LinkReport(seen.Seat.Seat, now, report, there, screened.Aside) { Counter = counter, Soft = screened.Soft })
            : throw new ProblemException(Problems.NotFound));
    });

    private static async Task<CaseState> FindAsync(HttpContext context, SeenCase seen, Guid report)
    {
        var finder = context.RequestServices.GetRequiredService<CaseFinder>();
        foreach (var key in (await finder.ByThingAsync(report, context.RequestAborted)).Where(k => k.Tenant == seen.State.Body))
        {
            var other = await finder.LoadAsync(key, context.RequestAborted);
            if (!other.HasGone && other.Joint is not { InformedOnly: true } && other.ReportIds.Contains(report) && CaseWall.Exists(other, context.Caller().Seats) is not null)
            {
                return other;
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    private const string Duplicate = "duplicate";
    private const string Counter = "counterReport";

    internal sealed record Request(Guid? Report, string? As);
}
