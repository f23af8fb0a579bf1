using Coc.Cases.Domain;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>A report of a case at a glance; what is in it is read by itself.</summary>
internal static class ReportView
{
    public static object Of(CaseState state, CaseReport report) => new
    {
        report.Report,
        report.ReceivedAt,
        report.Channel,
        report.Kind,
        WithdrawnAt = WithdrawnAt(state, report.Report),
        CheckIns = CheckIns(state, report.Report),
        AsksForMediation = Domain.Mediating.IsWished(state, report.Report),
    };

    public static DateTimeOffset? WithdrawnAt(CaseState state, Guid thread) => Said(state, thread, ReporterWord.Withdrawal).FirstOrDefault()?.At;

    public static IEnumerable<object> CheckIns(CaseState state, Guid thread) => Said(state, thread, ReporterWord.CheckIn).Select(w => new { Id = w.Entry, w.Answer, w.At });

    private static IEnumerable<ReporterWord> Said(CaseState state, Guid thread, string kind) => state.ReportersSaid.Where(w => w.Report == thread && w.Kind == kind);
}
