using Coc.Cases.Domain;

namespace Coc.Cases.Features.UnlinkingReports;

/// <summary><c>POST /api/cases/{id}/unlink-report</c>: a linked report turned out to be about something else (R64). The case it was filed for keeps it.</summary>
internal static class UnlinkingReports
{
    public static void MapUnlinkingReports(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("unlink-report", (request, scope) =>
    {
        scope.Check
            .That(request.Report is not null, "report", "must not be empty")
            .That(request.Report is null || scope.State.ReportIds.Contains(request.Report.Value), "report", "is not a report of this case")
            .Throw();
        return new CaseCommand.UnlinkReport(scope.Seat, scope.Now, request.Report!.Value);
    });

    internal sealed record Request(Guid? Report);
}
