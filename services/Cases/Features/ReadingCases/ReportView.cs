using Coc.Cases.Domain;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>A report of a case at a glance; what is in it is read by itself.</summary>
internal static class ReportView
{
    public static object Of(CaseState state, CaseReport report)
    {
        var said = state.ReportersSaid.Where(w => w.Report == report.Report).ToList();
        return new
        {
            report.Report,
            report.ReceivedAt,
            report.Channel,
            report.Kind,
            WithdrawnAt = said.FirstOrDefault(w => w.Kind == ReporterWord.Withdrawal)?.At,
            CheckIns = said.Where(w => w.Kind == ReporterWord.CheckIn).Select(w => new { Id = w.Entry, w.Answer, w.At }),
        };
    }
}
