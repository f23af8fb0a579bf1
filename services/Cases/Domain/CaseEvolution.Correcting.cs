namespace Coc.Cases.Domain;

internal static partial class CaseEvolution
{
    private static CaseState EvolveCorrecting(CaseState state, CaseEvent @event) => @event switch
    {
        CaseEvent.DuplicateTaken e => state.Tied(e.Tied).Came(e.Reports.Select(r => r.Report), e.At) with
        {
            TiedByLinks = [.. state.TiedByLinks.Union(e.Tied ?? [])],
            Reports = [.. state.Reports, .. e.Reports],
            LinkedHere = [.. state.LinkedHere, new(e, state.AcknowledgedAt, state.AcknowledgeDue) { OutBefore = [.. Out(state)] }],
            Projects = [.. state.Projects, .. e.Projects],
            Hops = e.Hops,
            TakenFrom = [.. state.TakenFrom.Union(e.Taken)],
            Carried = [.. state.Carried, .. e.Texts],
            AcknowledgedAt = Owed(state.AcknowledgedAt, state.AcknowledgeDue, e.AcknowledgedAt, e.AcknowledgeDue).Told,
            AcknowledgeDue = Owed(state.AcknowledgedAt, state.AcknowledgeDue, e.AcknowledgedAt, e.AcknowledgeDue).Due,
            Unacknowledged = e.AcknowledgedAt is null ? [.. state.Unacknowledged, .. e.Reports.Select(r => r.Report)] : state.Unacknowledged,
        },
        CaseEvent.ReportUnlinked e => Without(Released(LinkedTies.Without(state, e.Released), state.LinkedHere.FirstOrDefault(l => l.Reports.Contains(e.Report))), e.Report),
        CaseEvent.SeatCameBack e => state.Seat(e.Seat, s => s with { Left = false }) with { Departed = [.. state.Departed.Where(s => s != e.Seat)] },
        CaseEvent.CaseLinked e => state.WithoutDrafts().WithoutEngagements(e.At) with { Linked = new(e.Into, e.At), Reports = [], Duplicates = state.Reports },
        CaseEvent.CaseUnlinked e => state with
        {
            Linked = null,
            Reports = state.Duplicates,
            Duplicates = [],
            AcknowledgedAt = e.AcknowledgedAt,
            Unacknowledged = e.AcknowledgedAt is null ? [.. state.Duplicates.Select(r => r.Report)] : [],
            StatusDue = e.StatusDue,
            Hops = e.Hops,
        },
        CaseEvent.SubjectDoubted e => state.Subject(e.Person, s => s with { DoubtedBy = [.. s.DoubtedBy, e.By] }),
        CaseEvent.SubjectMistaken e => state.Subject(e.Person, s => s with { Mistaken = true, MistakenBecause = e.Reason.Value }),
        CaseEvent.WitnessNamed e => state with { Witnesses = [.. state.Witnesses, new(e.Witness, e.Seat, e.Name?.Value, e.By, e.At)] },
        CaseEvent.CaseReopened e => state with
        {
            // What was decided stays on record and in force; it is decided anew, and told anew.
            Earlier = state.Decision is { } decision ? [.. state.Earlier, decision] : state.Earlier,
            Decision = null,
            Subjects = [.. state.Subjects.Select(s => s with { Told = false, ToldAt = null, ToldBefore = s.ToldAt is { } told && state.Decision is { } known ? (known.Id, told) : s.ToldBefore })],
            ResolutionNoticedAt = null,
            MonitoredSince = null,
            StatusDue = e.StatusDue,
            OnHold = false,
            Reopenings = [.. state.Reopenings, new(e.Reason.Value, e.By, e.At) { HeardBefore = state.Hearings.Count }],
        },
        CaseEvent.DecisionsCarried e => CarryingDecisions.Taken(state, e),
        CaseEvent.EarlierMeasuresEnded e => state with { EndedBySecondDecision = [.. state.EndedBySecondDecision, .. e.Sanctions] },
        CaseEvent.InterimMeasureOrdered e => e.Followed ? state with { InterimOrders = InterimOrders.With(state, e.Measure, AwaitingNotice, 0) } : state,
        CaseEvent.InterimMeasureFollowed e => state with { InterimOrders = InterimOrders.With(state, e.Measure, e.State, e.OpenOrders, e.Seen) },
        CaseEvent.InterimOrdersCarried e => InterimOrders.Taken(state, e),
        _ => EvolveOpening(state, @event),
    };

    private static IEnumerable<Guid> Out(CaseState state) => state.Departed.Union(state.Panel.Where(p => p.Conflict == Conflict.Hard).Select(p => p.Seat));

    private static CaseState Without(CaseState state, Guid report) => state with
    {
        Reports = [.. state.Reports.Where(r => r.Report != report)],
        Unacknowledged = [.. state.Unacknowledged.Where(r => r != report)],
        Messages = [.. state.Messages.Where(m => m.Report != report)],
        ReportersSaid = [.. state.ReportersSaid.Where(w => w.Report != report)],
        Consents = [.. state.Consents.Where(c => c.Report != report)],
        DataRequests = [.. state.DataRequests.Where(r => r.Party != report)],
        FormerReports = [.. state.FormerReports, report],
    };

    // What came with the duplicate goes with it; what this case had owed before, it owes again.
    private static CaseState Released(CaseState state, LinkedCase? linked) => linked is null ? state : WithoutItsClock(state, linked) with
    {
        Subjects = [.. state.Subjects.Where(s => !linked.Persons.Contains(s.Person))],
        Projects = [.. state.Projects.Except(linked.Taken.Projects)],
        RiskFactors = [.. state.RiskFactors.Except(linked.Taken.RiskFactors)],
        Evidence = [.. state.Evidence.Where(e => !linked.Taken.Evidence.Contains(e.Id))],
        Carried = [.. state.Carried.Where(t => !linked.Taken.Texts.Any(brought => ReferenceEquals(brought, t)))],
        CounterReports = [.. state.CounterReports.Where(k => k.Brought != linked.Case)],
    };
}
