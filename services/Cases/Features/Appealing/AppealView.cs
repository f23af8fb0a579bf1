using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;

namespace Coc.Cases.Features.Appealing;

/// <summary>Appeals as panels see them: the first one that there is one, of which side, and how it ended; the other what it decides.</summary>
internal static class AppealView
{
    public static IEnumerable<object> Of(CaseState state) => state.Appeals.Select(a => new { a.Id, a.By, a.Grounds, a.To, a.At, State = a.Outcome ?? "open" });

    public static object? First(AppealOf? appeal) => appeal is null ? null : new
    {
        appeal.Id, appeal.By, appeal.Person, appeal.Report, appeal.Grounds, appeal.Body, appeal.Outcome, appeal.DecidedAt,
        Findings = appeal.Findings.Select(f => new { f.Person, Finding = f.Outcome, f.Category }),
        Measures = appeal.Measures.Select(ProposalView.Of),
    };
}
