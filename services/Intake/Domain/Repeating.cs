namespace Coc.Intake.Domain;

/// <summary>
/// A case that opens, or takes over, looks at the report a moment earlier; what the reporter did in that moment reached no case, or one that is gone. So it is said once more: hearing twice
/// changes nothing.
/// </summary>
internal static class Repeating
{
    public static IEnumerable<ReportEvent> For(ReportState report) =>
    [
        .. report.Entered is { } entered ? [new ReportEvent.ReporterRepeated(entered, "entered", null)] : Array.Empty<ReportEvent>(),
        .. report.Thread.Where(e => e.Kind is Entry.Withdrawal or Entry.CheckIn or Entry.ToldAhead).Select(e => new ReportEvent.ReporterRepeated(e.Id, e.Kind, e.Answer)),
        .. report.DataRequests.Where(r => r.IsOpen).Select(r => new ReportEvent.ReporterRepeated(r.Id, DataRequests.Entry, r.Kind, r.At)),
        // Of a report that followed from another, the exclusions stand there.
        .. (report.LastExclusion ?? report.Filed.FollowsUp ?? report.Filed.SplitFrom) is { } last ? [new ReportEvent.ReporterRepeated(last, "exclusion", null)] : Array.Empty<ReportEvent>(),
    ];
}
