using Coc.Cases.Domain;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.EventStore;
using Coc.Platform.Http;

namespace Coc.Cases.Features.UnlinkingReports;

/// <summary><c>POST /api/cases/{id}/unlink-report</c>: a linked report turned out to be about something else (R64). The case it was filed for goes on.</summary>
internal static class UnlinkingReports
{
    public static void MapUnlinkingReports(this IEndpointRouteBuilder cases) => cases.MapPairCommand<Request>("unlink-report", async (request, context, seen) =>
    {
        new Check()
            .That(request.Report is not null, "report", "must not be empty")
            .That(request.Report is null || seen.State.ReportIds.Contains(request.Report.Value), "report", "is not a report of this case")
            .Throw();
        var report = request.Report!.Value;
        ETags.RequireMatch(context, seen.State.Version);
        var linked = seen.State.LinkedHere.FirstOrDefault(l => l.Reports.Contains(report)) ?? throw new ProblemException(Problems.Refused(Linking.NotLinked.Code, Linking.NotLinked.Rule, Linking.NotLinked.Detail));
        var setAside = await context.RequestServices.GetRequiredService<SeatsSetAside>().OfPanelAsync(Alone(seen.State, [.. linked.Reports]), $"seat:{seen.Seat.Seat}", context.RequestAborted);
        var staying = Staying(seen.State, linked);
        var mayTakePart = linked.Left.Count == 0 ? [] : await MayTakePartAsync(context, staying, seen);
        var stays = !linked.Tying.Any() ? new([], []) : await context.RequestServices.GetRequiredService<SeatsSetAside>().OfPanelAsync(staying, $"seat:{seen.Seat.Seat}", context.RequestAborted);
        return new(
            new StreamKey(seen.State.Body, linked.Case),
            (own, here, now) => Linking.Unlink(own, here, new CaseCommand.UnlinkReport(seen.Seat.Seat, now, report) { MayTakePart = mayTakePart, StillTied = stays.Soft, SetAside = stays.Aside }, setAside.Aside));
    });

    // The reports that go on in their own case, and whoever was found out here meanwhile.
    private static CaseState Alone(CaseState here, IReadOnlyList<Guid> reports) => here with { Reports = [.. here.Reports.Where(r => reports.Contains(r.Report))], Affected = [] };

    private static CaseState Staying(CaseState here, LinkedCase linked) => here with
    {
        Reports = [.. here.Reports.Where(r => !linked.Reports.Contains(r.Report))],
        Subjects = [.. here.Subjects.Where(s => !linked.Persons.Contains(s.Person))],
    };

    // As for a case that comes here now, of what stays.
    private static async Task<IReadOnlyCollection<Guid>> MayTakePartAsync(HttpContext context, CaseState staying, SeenCase seen)
    {
        var seats = new List<Guid>();
        foreach (var slug in new[] { staying.Body, staying.Loan?.Lender }.OfType<string>()) // and of who was lent
        {
            var body = await context.RequestServices.GetRequiredService<Receivers>().FindAsync(staying, slug, $"seat:{seen.Seat.Seat}", context.RequestAborted);
            seats.AddRange((body ?? throw new ProblemException(Problems.Unavailable)).Seats.Select(s => s.Seat));
        }

        return seats;
    }

    internal sealed record Request(Guid? Report);
}
