using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.LinkingReports;

/// <summary>
/// <c>POST /api/cases/{id}/link-reports</c>: another report about the same incident, of a case this seat works on too (R64). That case ends as long as its report is worked on here. 404: no such report for this
/// seat; 409 where the other case has gone further than this one could take over.
/// </summary>
internal static class LinkingReports
{
    public static void MapLinkingReports(this IEndpointRouteBuilder cases) => cases.MapPairCommand<Request>("link-reports", async (request, context, seen) =>
    {
        new Check().That(request.Report is not null, "report", "must not be empty").Throw();
        var report = request.Report!.Value;
        var own = await FindAsync(context, seen, report);
        var setAside = await context.RequestServices.GetRequiredService<SeatsSetAside>().OfAsync(seen.State.Body, [.. own.ReportIds], $"seat:{seen.Seat.Seat}", context.RequestAborted, Domain.OpeningByCommittee.SaidToBe(own));
        return new(new StreamKey(own.Body, own.Id), (there, here, now) => there.ReportIds.Contains(report) || here.ReportIds.Contains(report)
            ? Linking.Link(there, here, new CaseCommand.LinkReport(seen.Seat.Seat, now, report, there, setAside))
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

    internal sealed record Request(Guid? Report);
}
