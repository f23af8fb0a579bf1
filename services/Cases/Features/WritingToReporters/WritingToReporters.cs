using Coc.Cases.Domain;
using Coc.Platform;

namespace Coc.Cases.Features.WritingToReporters;

/// <summary><c>POST /api/cases/{id}/messages</c>: into the thread of one reporter, or of one affected person (P4), at once; nothing of the decision belongs there (P6).</summary>
internal static class WritingToReporters
{
    public static void MapWritingToReporters(this IEndpointRouteBuilder cases) => cases.MapCommand<Request>("messages", (request, scope) =>
    {
        scope.Check.Text(request.Text, "text", TextLimits.Message);
        var report = scope.ThreadOf(request.Report, "report");
        scope.Check.That(report == Guid.Empty || AffectedPeople.SeenBy(scope.State, scope.State.SeatOf(scope.Seat)).ThreadIds.Contains(report), "report", "is not a report of this case");
        scope.Check.Throw();
        return new CaseCommand.WriteToReporter(scope.Seat, scope.Now, Ids.New(), report, request.Text!);
    });

    internal sealed record Request(Guid? Report, string? Text);
}
