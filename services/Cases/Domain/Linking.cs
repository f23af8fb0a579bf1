namespace Coc.Cases.Domain;

/// <summary>
/// Several reports of one incident (R64) are one piece of work: the case of the duplicate ends as long as it is linked, and its reports are worked on, read and handed over in one place only. Each reporter keeps
/// a thread of their own. Two streams, one decision, as when a case changes hands.
/// </summary>
internal static class Linking
{
    public static Refusal NotLinked => new("notLinked", "R64", "The case was opened for this report; only one that was linked later is unlinked.");

    /// <summary>Both halves of linking.</summary>
    public static PairDecision Link(CaseState own, CaseState into, CaseCommand.LinkReport c)
    {
        var decision = CaseDecider.Decide(into, c);
        return decision.Refusal is { } refusal ? refusal
            : decision.Events.Count == 0 ? PairDecision.Nothing
            : new([new CaseEvent.CaseLinked(into.Id, c.Seat, c.At)], decision.Events, null);
    }

    /// <summary>
    /// Both halves of taking it back. The own case gets what reporters and committee said to each other meanwhile; who left, or found a conflict, while it was linked is out of both.
    /// </summary>
    public static PairDecision Unlink(CaseState own, CaseState from, CaseCommand.UnlinkReport c, IReadOnlyCollection<Guid> setAside)
    {
        var decision = own.Linked?.Into == from.Id ? CaseDecider.Decide(from, c) : NotLinked;
        if (decision.Refusal is { } refusal)
        {
            return refusal;
        }

        var told = own.AcknowledgedAt ?? (own.Duplicates.Any(r => from.Unacknowledged.Contains(r.Report)) ? null : from.AcknowledgedAt);
        var back = new CaseEvent.CaseUnlinked(from.Id, [.. own.Duplicates.Select(r => r.Report)], told, from.StatusDue, Math.Max(own.Hops, from.Hops), c.Seat, c.At);
        var after = own.Apply([back]);
        // Whoever was out of the other case before has nothing to do with this one: a link is no lever to get somebody out.
        var before = from.LinkedHere.FirstOrDefault(l => l.Case == own.Id)?.OutBefore ?? [];
        var gone = setAside.Concat(from.Departed.Concat(from.Panel.Where(p => p.Conflict == Conflict.Hard).Select(p => p.Seat)).Except(before)).ToHashSet();
        return new PairDecision(
            [
                back,
                .. Screening.Leaving(own, gone, c.At),
                .. Hurrying.Carried(from, own, c.At, own.Linked!.Value.At),
                .. from.ReportersSaid.Where(w => after.ReportIds.Contains(w.Report) && own.ReportersSaid.All(known => known.Entry != w.Entry))
                    .Select(w => new CaseEvent.ReporterWroteBack(w.Report, w.Entry, w.Kind, c.At, w.Answer)),
                .. from.Messages.Where(m => after.ReportIds.Contains(m.Report) && m.Text is not null)
                    .Select(m => new CaseEvent.ReporterMessaged(m.Message, m.Report, Texts.Reporter(m.Report, m.Text!), m.By, m.At)), // known to Intake by its id
                .. Safeguarding.Carried(from, own, c.At),
                .. Safeguarding.Done(from, own, c.At),
                .. Retaining.Carried(from, own, c.At),
                .. DataRequests.Carried(@from with { DataRequests = [.. from.DataRequests.Where(r => after.ThreadIds.Contains(r.Party))] }, own, _ => true, c.At),
                Stages.Reached(after, after.Stage < CaseStage.Acknowledged && told is not null ? CaseStage.Acknowledged : after.Stage, c.At), // the receipts follow it again
            ],
            [], null).Complete(own, from, c.At) with { Present = decision.Events };
    }

    /// <summary>The half of the case that goes on with the reports.</summary>
    public static Decision Take(CaseState state, CaseCommand.LinkReport c)
    {
        if (state.ReportIds.Contains(c.Report))
        {
            return Decision.Nothing;
        }

        if (Refused(state, c) is { } refusal)
        {
            return refusal;
        }

        var own = c.Own;
        var persons = NewPersons(own, state).ToList();
        var left = own.Departed.Concat(own.Panel.Where(p => p.Conflict == Conflict.Hard).Select(p => p.Seat)).Concat(c.SetAside)
            .Concat(TwoSofts(own, state)).Concat(persons.Count > 0 ? Screening.MadeHard(state, c.Soft) : []).ToHashSet();
        var tied = Screening.NewlyTied(state, c.Soft.Union(own.Panel.Where(p => p.Conflict == Conflict.Soft).Select(p => p.Seat)).Except(left));
        var factors = own.RiskFactors.Except(state.RiskFactors).ToList();
        var evidence = own.Evidence.Where(e => state.Evidence.All(known => known.Id != e.Id)).ToList();
        var taken = new CaseEvent.DuplicateTaken(
            own.Id, own.CodeName, own.Incident, own.Reports, [.. persons.Select(s => s.Person)], [.. own.Projects.Except(state.Projects)], factors, [.. evidence.Select(e => e.Id)],
            own.AcknowledgeDue, own.AcknowledgedAt, Math.Max(own.Hops, state.Hops), [.. own.Carried.Where(t => t.Text.Value is not null), .. Transferring.Content(own, c.At, _ => false)], own.TakenFrom, c.Seat, c.At, tied.Count == 0 ? null : tied, CounterReports.AlsoKnownAs(own),
            LinkedTies.AlsoStated(own, state, left));
        List<CaseEvent> events =
        [
            taken,
            .. Screening.Leaving(state, left, c.At, own.Id),
            .. state.LinkedHere.SelectMany(l => l.Left).Distinct().Where(left.Contains).Select(s => new CaseEvent.SeatLeft(s, c.At, own.Id)), // gone already, and now also for this one
            .. Screening.Entrusted(state, own.Handling.Seats, c.At),
            .. persons.Select(s => OpeningByCommittee.Added(s, c.At)),
            .. factors.Select(f => new CaseEvent.RiskFactorRecorded(f, true, Guid.Empty, c.At)),
            .. OpeningByCommittee.SaidThere(own, state, c.At),
            .. Screening.AskAgain(state, p => !left.Contains(p.Seat) && (tied.Contains(p.Seat) || (p.Seat != c.Seat && own.SeatOf(p.Seat) is not { Clean: true })), c.At), // once the list is whole
            .. Persons.ConfirmedThere(own, state, c.At),
            .. evidence.Select(e => new CaseEvent.EvidenceCarried(e.Id, e.At, c.At)),
            .. own.Consents.Where(said => said is { Audience: Consenting.Lent, Answer: not null } && Lending.IsOpen(state)).Select(said => new CaseEvent.ConsentAnswered(said.Report, said.Audience, said.Answer!, c.At)),
            .. own.ReportersSaid.Where(w => state.ReportersSaid.All(known => known.Entry != w.Entry)).Select(w => new CaseEvent.ReporterWroteBack(w.Report, w.Entry, w.Kind, c.At, w.Answer)),
            .. DataRequests.Carried(own, state, _ => true, c.At),
            .. Safeguarding.Carried(own, state, c.At),
            .. Safeguarding.Done(own, state, c.At),
            .. CounterReports.Carried(own, state, c.At),
            .. Retaining.Carried(own, state, c.At),
        ];
        var after = state.Apply(events);
        return new List<CaseEvent>([.. events, Stages.Reached(after, after.Stage, c.At)]); // the receipts of its reports follow from here
    }

    /// <summary>The half of the case that worked on it: everything the duplicate brought goes with it.</summary>
    public static Decision Release(CaseState state, CaseCommand.UnlinkReport c) =>
        state.LinkedHere.FirstOrDefault(l => l.Reports.Contains(c.Report)) is not { } linked ? NotLinked
        : Stuck(state, linked) is { } refusal ? refusal
        : LetGo(state, linked, c);

    private static List<CaseEvent> LetGo(CaseState state, LinkedCase linked, CaseCommand.UnlinkReport c)
    {
        var untied = LinkedTies.Gone(state, linked, [.. c.StillTied, .. c.SetAside]);
        return
        [
            .. linked.Reports.Select((r, i) => new CaseEvent.ReportUnlinked(r, c.Seat, c.At, i == 0 && untied.Count > 0 ? untied : null)),
            .. Screening.Leaving(state, c.SetAside, c.At),
            .. ComingBack(state, linked, untied, c),
        ];
    }

    // Who had to leave for it alone is asked again: what they said before they left is old by now. A link is no lever to get somebody out.
    private static IEnumerable<CaseEvent> ComingBack(CaseState state, LinkedCase linked, IReadOnlyList<Guid> untied, CaseCommand.UnlinkReport c)
    {
        var back = linked.Left.Where(s => c.MayTakePart.Contains(s) && !state.LinkedHere.Any(l => l.Case != linked.Case && l.Left.Contains(s)) && !Lending.IsReplaced(state, s)).Select(s => new CaseEvent.SeatCameBack(s, c.At)).ToList();
        var soft = state.Panel.Where(p => untied.Contains(p.Seat) && LinkedTies.MadeSoft(p)).Select(p => p.Seat).ToList();
        return [.. back, .. Screening.AskAgain(LinkedTies.Without(state, untied).Apply(back), p => back.Any(b => b.Seat == p.Seat) || soft.Contains(p.Seat), c.At, adds: false)];
    }

    /// <summary>What was done with it here and would have no place any more.</summary>
    public static Refusal? Stuck(CaseState state, LinkedCase linked) =>
        state.Stage >= CaseStage.AwaitingLegal ? Refusal.AlreadyDecided
        : state.Offer is { IsOpen: true } ? new("alreadyOffered", "R17", "The case is offered to another body, and the reporter was told; recall the offer first.")
        : state.Communications.Any(m => m.Report is { } r && linked.Reports.Contains(r) || linked.IsTheirs(m.Person)) || state.Interim.Any(m => linked.IsTheirs(m.Person)) || state.Hearings.Any(h => linked.IsTheirs(h.Person))
            || state.Accused.Rooms.Any(r => linked.IsTheirs(r.Person)) || state.Notices.Any(n => linked.IsTheirs(n.Person)) || state.Unsealings.Any(u => linked.Reports.Contains(u.Report))
            || state.Affected.Any(a => linked.Reports.Contains(a.Report)) || state.Mediations.Any(m => linked.Reports.Contains(m.Thread) || linked.IsTheirs(m.Person))
            || state.Subjects.Any(s => Merging.Everybody(state, s.Person).ToList() is { Count: > 1 } all && all.Any(p => linked.IsTheirs(p))) || state.Subjects.Any(s => linked.IsTheirs(s.SplitFrom))
            || state.Renewals.Any(r => linked.Reports.Contains(r.Report)) || state.Parts.Any(p => linked.Reports.Contains(p.Report))
            || state.Proposals.Any(p => p.Content.Findings.Any(f => linked.IsTheirs(f.Person)) || p.Content.Remedies.Any(r => linked.IsTheirs(r.Person)))
            ? new("workDone", "R64", "Something was said, heard or proposed here about that report or a person only it names; it stays here now.")
        : null;

    private static bool IsTheirs(this LinkedCase linked, Guid? person) => person is { } id && linked.Persons.Contains(id);

    // One stated in each of the two cases are two, unless the same was said; one without a name may be the other (R28).
    private static IEnumerable<Guid> TwoSofts(CaseState own, CaseState state) =>
        from there in own.Panel
        let here = state.SeatOf(there.Seat)
        where here is { SoftConflicts: > 0 } && there.SoftConflicts > 0
        where Math.Max(Math.Max(here.SoftConflicts, there.SoftConflicts), here.SoftAreas.Union(there.SoftAreas, StringComparer.OrdinalIgnoreCase).Count()) >= 2
        select there.Seat;

    private static IEnumerable<Subject> NewPersons(CaseState own, CaseState into) => own.Subjects.Where(s => !s.Mistaken && into.SubjectOf(s.Person) is null);

    private static Refusal? Refused(CaseState into, CaseCommand.LinkReport c)
    {
        var own = c.Own;
        return own.HasGone ? Refusal.WentElsewhere
            : c.Counter || CounterReports.Are(own, into) ? CounterReports.StaysApart
            : own.IsComplaint != into.IsComplaint ? Refusal.ComplaintStays
            : own.SeatOf(c.Seat) is not { Clean: true } ? Refusal.NotOnThePanel
            : own.AppealOf is not null ? Refusal.AppealStays
            : own.Contested is not null ? Refusal.HandOverIsContested
            : own.CameFrom is not null && c.At < own.OpenedAt + Returning.Window ? new("recallWindow", "R17", $"The case of that report came from another body and can go back until {own.OpenedAt + Returning.Window:yyyy-MM-ddTHH:mm:ssZ}.")
            : own.Offer is { IsOpen: true } ? new("alreadyOffered", "R17", "The case of that report is offered to another body; recall the offer first.")
            : own.Joint is { } joint && !(joint is { Leads: true, OtherCase: null } && into.Joint is { Leads: true } && joint.Other == into.Joint.Other) ? new("jointCase", "R20", "The case of that report is handled with another body.")
            : own.Stage >= CaseStage.AwaitingLegal ? new("alreadyDecided", "R64", "The case of that report is decided; it stays as it is.")
            : own.LinkedHere.Any(l => l.Reports.Contains(c.Report)) ? new("linkedElsewhere", "R64", "That report is linked to another case; unlink it there first.")
            : own.IsUrgent && !into.IsUrgent ? new("urgentStays", "P1", "The case of that report is urgent: link this case's report to it instead.")
            : !Lending.ToldAhead(own, into, c.At) ? new("lentSeat", "P16", $"Somebody of {into.Loan!.Lender} reads this case or is asked to, and who wrote that report was not told ahead. Ask for a co-decider in their case too, and link it when its two days are over.")
            : own.Event is not null && own.Event != into.Event ? new("otherEvent", "J10", "That report is about an event, and this case is not.")
            : HasWorkOfItsOwn(own) ? new("workOfItsOwn", "R64", "There are measures, hearings, proposals or messages of decision in the case of that report: link this case's report to it instead.")
            : own.Subjects.Any(s => !s.Mistaken && into.SubjectOf(s.Person) is { Mistaken: true }) ? new("otherSubjects", "P22", "In this case it was found that a person of that report was mistaken for somebody else.")
            : into.Stage >= CaseStage.AwaitingLegal && NewPersons(own, into).Any() ? new("alreadyDecided", "P3", "What is decided names its persons, and that report names another.")
            : null;
    }

    // What would have to live on in two places, or would lose its clock.
    private static bool HasWorkOfItsOwn(CaseState own) =>
        own.Interim.Count + own.Hearings.Count + own.Proposals.Count + own.Agreements.Count + own.LegalRequests.Count + own.Communications.Count + own.Unsealings.Count + own.Accused.Rooms.Count + own.Affected.Count > 0
        || own.Notices.Any(n => !n.Struck)
        || InterimOrders.AreUnfinished(own); // also of measures that were over when the case came, and are nowhere else
}
