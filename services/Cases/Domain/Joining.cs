namespace Coc.Cases.Domain;

/// <summary>
/// An offered case is about what the receiver has a case of already (J2, S3): its reports are linked there instead of making a second case of one incident. Whoever accepts says so;
/// what is alike is shown, never guessed.
/// </summary>
internal static class Joining
{
    /// <param name="seat">acting seat of the receiver</param>
    /// <param name="screened">whom everybody in the two sets aside, and who has a soft tie to somebody there</param>
    /// <param name="counter">one is about somebody who reported the other, or whom it happened to there</param>
    public static PairDecision Decide(CaseState sender, CaseState into, CaseCommand.AcceptTransfer c, Guid seat, Screened? screened = null, bool counter = false)
    {
        var (aside, tied) = (screened?.Aside ?? [], Screening.NewlyTied(into, screened?.Soft ?? []));
        var accepted = sender.Contested is not null ? Refusal.HandOverIsContested : Transferring.Accept(sender, c);
        if ((accepted.Refusal ?? (counter ? CounterReports.StaysApart : Refused(sender, into, seat))) is { } refusal)
        {
            return refusal;
        }

        var hop = Math.Max(sender.Hops, into.Hops) + 1;
        var joined = Joined(sender, c, hop, tied);
        var after = into.Apply(joined);
        var said = OpeningByCommittee.SaidThere(sender, into, c.At).ToList();
        var named = said.OfType<CaseEvent.SubjectClaimed>().Any(e => AskedAbout.FirstNames(into, e, described: true)); // there it is known who that is
        return new PairDecision(
            [.. accepted.Events.Select(e => e is CaseEvent.CaseHandedOver h ? h with { Hop = hop } : e)],
            [
                .. joined,
                .. JointLink.Carried(sender, into, sender.Offer!.Share == "all" && !sender.ReportIds.Any(r => Consenting.IsSealed(sender, r)), c.At),
                .. Hurrying.Carried(sender, into, c.At),
                .. into.Handling.Seats.Where(s => aside.Contains(s.Seat) || (s.Role != Lending.Role && c.Receiver.Seats.All(r => r.Seat != s.Seat))).Select(s => s.Seat).Except(into.Departed).Select(s => new CaseEvent.SeatLeft(s, c.At)), // set aside for the new reports
                .. sender.RiskFactors.Except(into.RiskFactors).Select(f => new CaseEvent.RiskFactorRecorded(f, true, Guid.Empty, c.At)),
                .. Screening.Entrusted(into, c.Receiver.Seats, c.At),
                .. said,
                .. Screening.AskAgain(into, p => !aside.Contains(p.Seat) && (tied.Contains(p.Seat) || named), c.At),
                .. Persons.ConfirmedThere(sender, into, c.At),
                .. Transferring.Carry(sender, after, sender.Offer!.Share == "all", r => Consenting.IsSealed(sender, r), c.At),
                Stages.Reached(after, after.Stage, c.At), // the receipts of the new reports follow from here
            ],
            null).Complete(sender, into, c.At);
    }

    /// <summary>Why these two cannot be one; null: they can.</summary>
    public static Refusal? Refused(CaseState sender, CaseState into, Guid seat) =>
        into.SeatOf(seat) is not { Clean: true } ? Refusal.NotOnThePanel
        : sender.AppealOf is not null || into.AppealOf is not null ? Refusal.AppealStays
        : CounterReports.Are(sender, into) ? CounterReports.StaysApart
        : into.HasGone ? Refusal.WentElsewhere
        : into.Stage >= CaseStage.AwaitingLegal ? Refusal.AlreadyDecided
        : into.Contested is not null ? Refusal.HandOverIsContested
        : into.Offer is { IsOpen: true } ? new("alreadyOffered", "R17", "That case is offered to another body.")
        : Lending.IsOpen(into) ? new("lentSeat", "P16", $"Somebody of {into.Loan!.Lender} reads that case or is asked to, and who reported was told of nobody but its own committee: take it as a case of its own.")
        : sender.Joint is not null && into.Joint is not null ? new("bothJoint", "R20", "Each is handled jointly with another body: take it as a case of its own.")
        : sender.Subjects.All(s => s.Mistaken) || sender.Subjects.Any(s => !s.Mistaken && into.SubjectOf(s.Person) is not { Mistaken: false }) ? new("otherSubjects", "P3", "The two are not about the same persons: take it as a case of its own.")
        : null;

    private static List<CaseEvent> Joined(CaseState sender, CaseCommand.AcceptTransfer c, int hop, IReadOnlyList<Guid> tied) =>
    [
        new CaseEvent.CaseJoined(
            sender.Offer!.Id, sender.Id, sender.Body, sender.CodeName, sender.Incident, sender.Reports, sender.Projects, sender.AcknowledgeDue, sender.AcknowledgedAt, hop,
            [.. Transferring.Carried(sender, c.At)], c.At, TakenFrom.By(sender), tied.Count == 0 ? null : tied, CounterReports.AlsoKnownAs(sender)),
        .. AffectedPeople.Carried(sender, CaseState.None, c.At),
    ];
}
