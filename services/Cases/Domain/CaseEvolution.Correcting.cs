namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveCorrecting(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.ReportUnlinked e => state with
        {
            Reports = [.. state.Reports.Where(r => r.Report != e.Report)],
            Unacknowledged = [.. state.Unacknowledged.Where(r => r != e.Report)],
            LinkedHere = [.. state.LinkedHere.Where(l => !l.Reports.Contains(e.Report))],
        },
        CaseEvent.CaseLinked e => state with { Linked = new(e.Into, e.At), Reports = [], Duplicates = state.Reports },
        CaseEvent.CaseUnlinked e => state with
        {
            Linked = null,
            Reports = state.Duplicates,
            Duplicates = [],
            AcknowledgedAt = e.AcknowledgedAt,
            Unacknowledged = e.AcknowledgedAt is null ? [.. state.Duplicates.Select(r => r.Report)] : [],
            StatusDue = e.StatusDue,
        },
        CaseEvent.SubjectDoubted e => state.Subject(e.Person, s => s with { DoubtedBy = [.. s.DoubtedBy, e.By] }),
        CaseEvent.SubjectMistaken e => state.Subject(e.Person, s => s with { Mistaken = true, MistakenBecause = e.Reason.Value }),
        CaseEvent.WitnessNamed e => state with { Witnesses = [.. state.Witnesses, new(e.Witness, e.Seat, e.Name?.Value, e.By, e.At)] },
        CaseEvent.CaseReopened e => state with
        {
            // What was decided stays on record and in force; it is decided anew, and told anew.
            Earlier = state.Decision is { } decision ? [.. state.Earlier, decision] : state.Earlier,
            Decision = null,
            Subjects = [.. state.Subjects.Select(s => s with { Told = false, ToldAt = null })],
            ResolutionNoticedAt = null,
            MonitoredSince = null,
            StatusDue = e.StatusDue,
            OnHold = false,
            Reopenings = [.. state.Reopenings, new(e.Reason.Value, e.By, e.At) { HeardBefore = state.Hearings.Count }],
        },
        CaseEvent.EarlierMeasuresEnded e => state with { EndedBySecondDecision = [.. state.EndedBySecondDecision, .. e.Sanctions] },
        CaseEvent.InterimMeasureOrdered => state,
        _ => EvolveOpening(state, @event),
    };
}
