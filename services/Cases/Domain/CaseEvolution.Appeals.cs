namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveAppeals(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.AppealReceived e => state with { Appeals = [.. state.Appeals, new(e.Appeal, e.By, e.Person, e.Report, e.Grounds, e.To, e.At) { ToCase = e.ToCase, Decision = e.Decision }] },
        CaseEvent.AppealSettled e => state with { Appeals = state.Appeals.Replace(a => a.Id == e.Appeal, a => a with { Outcome = e.Outcome, Findings = e.Findings ?? [], Measures = e.Measures ?? [] }) },
        CaseEvent.AppealOpened e => state with
        {
            AppealOf = new(e.Appeal, e.OfBody, e.OfCase, e.By, e.Person, e.Report, e.Grounds, e.Findings, e.Measures, e.DecidedAt),
            Reports = [.. state.Reports, .. e.Reports],
            Carried = [.. state.Carried, .. e.Texts],
            AcknowledgedAt = state.AcknowledgedAt ?? e.At, // the reporters were told long ago, and who did not appeal is not told who did
            Unacknowledged = [],
        },
        CaseEvent.OtherAppealMoved e => state with { SameDecision = [.. state.SameDecision.Select(c => c == e.From ? e.To : c)] },
        CaseEvent.AppealDecided e => state with { AppealOf = state.AppealOf! with { Outcome = e.Outcome } },
        CaseEvent.FirstMeasuresOverturned => state with { AppealOf = state.AppealOf! with { MeasuresOverturned = true } },
        _ => EvolveCorrecting(state, @event),
    };
}
