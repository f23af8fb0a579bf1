using Coc.Contracts.Channel;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// A case that changed hands goes back, or stays for good (architecture.md "Transfer"): for seven days the former owner's copy is kept closed, then destroyed.
/// Two streams, one decision: at every moment exactly one of them is the case.
/// </summary>
internal static class Returning
{
    public const string Unsettled = "handOverUnsettled";

    /// <summary>How long a hand-over can be undone.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    public static PairDecision Decide(CaseState former, CaseState present, HandBack c)
    {
        if (NotThere(former, present, c) is { } refusal)
        {
            return refusal;
        }

        var decision = c switch
        {
            HandBack.Return r => Return(former, present, r),
            HandBack.Recall r => Recall(former, present, r),
            HandBack.Contest t => Contest(former, present, t),
            HandBack.Settle { Sender: { } sender } s => Back(former, present, new(sender, Disputing.ByArbiter, null, null, s), s.At),
            HandBack.Settle s => Confirmed(former, present, Disputing.ByArbiter, s.At),
            HandBack.PassTime p => p.At >= former.Contested!.SettleBy ? Confirmed(former, present, "rule", p.At) : PairDecision.Nothing,
            _ => throw new InvalidOperationException($"{c} has no rule."),
        };
        return decision.Complete(former, present, c.At);
    }

    /// <summary>The window is over: from now on nobody opens the former owner's copy again. While an arbiter is asked, it is kept.</summary>
    public static Decision EndWindow(CaseState state, DateTimeOffset at) => state is { Gone: { } gone, Contested: null, WindowEnded: false } && at >= gone.At + Window
        ? new CaseEvent.RecallWindowEnded(gone.Transfer, at)
        : Decision.Nothing;

    private static Refusal? NotThere(CaseState former, CaseState present, HandBack c)
    {
        var asked = former.Offer;
        var contested = asked is { State: TransferOffer.ContestedState };
        if (asked?.Id != c.Transfer || former.Gone is not { } gone || !(contested || (asked.State == "accepted" && c is not (HandBack.Settle or HandBack.PassTime))))
        {
            return c is HandBack.Settle ? new("notDisputed", "R17", "Nothing is to be settled here.") : new("transferEnded", "R17", "This transfer is over.");
        }

        return (former.AppealOf ?? present.AppealOf) is not null && c is HandBack.Return or HandBack.Recall or HandBack.Contest ? Refusal.AppealStays
            : former.WindowEnded || (!contested && c.At >= gone.At + Window) ? new("recallWindowOver", "R17", "Seven days after the hand-over the former owner's copy is destroyed. Offer the case anew.")
            : present.HasGone ? new("caseTransferred", "R17", "Another body has this case by now.")
            : null;
    }

    private static PairDecision Return(CaseState former, CaseState present, HandBack.Return c) => present.SeatOf(c.Seat) is not { Clean: true }
        ? Refusal.NotOnThePanel
        : Back(former, present, new(c.Sender, "receiver", c.Reason, c.Text, c), c.At);

    private static PairDecision Recall(CaseState former, CaseState present, HandBack.Recall c) =>
        former.SeatOf(c.Seat) is not { Clean: true } ? Refusal.NotOnThePanel
        : former.Contested is not null ? new Refusal("transferDisputed", "P16", "The arbiter settles it now; the other body may still give it back.")
        : present.Panel.Any(p => p.Sees) ? new Refusal("takenUp", "R17", "Somebody there has taken it up. Ask them to give it back, or dispute it.")
        : Back(former, present, new(c.Sender, "sender", null, null, c), c.At);

    private static PairDecision Contest(CaseState former, CaseState present, HandBack.Contest c)
    {
        if (former.SeatOf(c.Seat) is not { Clean: true } && present.SeatOf(c.Seat) is not { Clean: true })
        {
            return Refusal.NotOnThePanel;
        }

        if (former.Contested is not null)
        {
            return new Refusal("transferDisputed", "P16", "The arbiter settles it already.");
        }

        if (Consequence(former, present) is { } done)
        {
            return done;
        }

        var arbiter = Disputing.ArbiterOf(former, present.Body);
        var contested = arbiter is null ? null : new CaseEvent.HandOverContested(c.Transfer, arbiter, Transferring.AnswerTime(former, c.At), c.At);
        return contested is null ? new Refusal("lastInstance", "R17", "No body stands above both that could settle a dispute.") : new PairDecision([contested], [contested], null);
    }

    private static PairDecision Confirmed(CaseState former, CaseState present, string by, DateTimeOffset at)
    {
        var confirmed = new CaseEvent.HandOverConfirmed(former.Offer!.Id, present.Body, by, at);
        return new([confirmed], [confirmed], null);
    }

    // Others act on it, or other people's reports are in it: then a new owner needs a hand-over of its own.
    private static Refusal? Consequence(CaseState former, CaseState present) =>
        present.IsOver || present.Decision is not null || present.Proposals.Any(p => p.State is ProposalState.Adopted or ProposalState.AwaitingLegal)
            ? new("workWithConsequences", "R17", "Something was decided there. Offer the case anew, if it may still be offered.")
        : present.Opening is not null || present.ReportIds.Except(former.ReportIds).Any() ? new("otherReports", "R17", "The case there holds what did not come from here: other reports, or what its committee had itself. Offer it anew.")
        : null;

    private static PairDecision Back(CaseState former, CaseState present, Wish wish, DateTimeOffset at)
    {
        if (Consequence(former, present) is { } done)
        {
            return done;
        }

        var arbiter = wish.By == Disputing.ByArbiter;
        var taken = Taken(former, present, wish, at);
        IReadOnlyList<Overruling> learnt = [.. Overruling.Carried(present).Where(o => former.Overruled.All(k => (k.Rule, k.By, k.At) != (o.Rule, o.By, o.At)))];
        taken[0] = (CaseEvent.CaseTakenBack)taken[0] with { Overrulings = learnt, Formerly = [.. CounterReports.AlsoKnownAs(present).Where(id => id != former.Id)] };
        var home = former.Apply(taken);
        if (!home.Panel.Any(p => p is { Decides: true, IsLent: false } && (p.Clean || p is { Left: false, AskedAgain: true, Conflict: Conflict.Unanswered })))
        {
            return new Refusal("nobodyThere", "P1", "Nobody there may take it up. Offer it, so that they are asked anew.");
        }

        var claimed = TransferTriggers.GivingTo(home, present.Body).ToList();
        if (claimed.Count > 0 && !arbiter)
        {
            return new Refusal("mandatoryTransfer", "P16", $"Rule {claimed[0]} gives the case to {present.Body}: only an arbiter sends it back.");
        }

        taken[0] = (CaseEvent.CaseTakenBack)taken[0] with { Overruled = claimed, Overrulings = [.. learnt, .. arbiter ? Overruling.Of(home, present.Body, former.Contested!.Arbiter, at) : []] };
        return new(
            [.. taken, Stages.Reached(home, home.Stage < CaseStage.Acknowledged && home.AcknowledgedAt is not null ? CaseStage.Acknowledged : home.Stage, at)],
            [
                .. Mediating.Leaving(present, at),
                .. Apologising.Leaving(present, at),
                .. Commenting.Leaving(present, at),
                .. present.Proposals.Where(p => p.State == ProposalState.Open).Select(p => new CaseEvent.ProposalVoided(p.Id, "transfer", at)),
                .. present.Offer is { IsOpen: true } offer ? [new CaseEvent.TransferRecalled(offer.Id, at)] : Array.Empty<CaseEvent>(),
                new CaseEvent.CaseReturned(former.Offer!.Id, present.Body, former.Body, former.Id, at),
            ],
            null);
    }

    // The texts first, then what changes the case, each as the event it would have been here.
    private static List<CaseEvent> Taken(CaseState former, CaseState present, Wish wish, DateTimeOffset at)
    {
        var transfer = former.Offer!.Id;
        var (foundOut, tied) = (OpeningByCommittee.FoundOutThere(present, former).Any(), Screening.NewlyTied(former, wish.Asked.Soft));
        var statement = wish.Text is null ? [] : new[] { new CarriedText("context", at, null, Texts.Panel(wish.Text)) };
        List<CaseEvent> gone =
        [
            // Ended, excluded by the reporter, or whom it turned out to be about, meanwhile; what the foundation lent is no seat of this body.
            .. former.Handling.Seats.Where(s => s.Role != Lending.Role).Select(s => s.Seat).Except(wish.Sender.Seats.Select(s => s.Seat)).Union(former.Handling.Seats.Select(s => s.Seat).Intersect(wish.Asked.SetAside.Union(TooCloseThere(former, present)).Union(foundOut ? Screening.MadeHard(former, wish.Asked.Soft) : [])))
                .Except(former.Departed).Select(s => new CaseEvent.SeatLeft(s, at)),
        ];
        List<CaseEvent> said = [.. OpeningByCommittee.SaidThere(present, former, at)];
        List<CaseEvent> found =
        [
            .. from subject in OpeningByCommittee.FoundOutThere(present, former)
               let known = wish.Asked.FoundOut.First(k => k.Person == subject.Person)
               select OpeningByCommittee.Added(subject with { CodeName = known.CodeName }, at) with { Tied = tied.Count == 0 ? null : tied },
        ];
        return
        [
            new CaseEvent.CaseTakenBack(
                transfer, present.Id, present.Body, former.Body, wish.By, wish.Reason, [.. former.FollowedReports.Union(former.AppealOf is null ? present.Affected.Select(a => a.Id) : [])], present.AcknowledgedAt, present.StatusDue, Work(present, found.Count > 0), [], present.Hops + 1,
                [.. statement, .. Transferring.Content(present, at, r => IsSealed(former, present, r))], at),
            .. AffectedPeople.Carried(present, former, at),
            .. JointLink.Carried(present, former, !former.ReportIds.Any(r => IsSealed(former, present, r)), at),
            .. gone,
            .. found,
            .. Hurrying.Carried(present, former, at),
            .. present.RiskFactors.Except(former.RiskFactors).Select(f => new CaseEvent.RiskFactorRecorded(f, true, Guid.Empty, at)),
            .. former.RiskFactors.Except(present.RiskFactors).Select(f => new CaseEvent.RiskFactorRecorded(f, false, Guid.Empty, at)),
            .. present.Projects.Except(former.Projects).Select(p => new CaseEvent.ProjectNamed(p, true, Guid.Empty, at)),
            .. former.Projects.Except(present.Projects).Where(p => p != former.Body).Select(p => new CaseEvent.ProjectNamed(p, false, Guid.Empty, at)),
            .. said,
            .. foundOut || said.OfType<CaseEvent.SubjectClaimed>().Any(e => AskedAbout.FirstNames(former, e, described: true)) ? Screening.AskAgain(former.Apply(gone), _ => true, at) : [],
            .. Persons.ConfirmedThere(present, former.Apply(found), at),
            .. Correcting.FoundMistakenThere(present, former, at),
            .. Transferring.Carry(present, former, true, r => IsSealed(former, present, r), at),
            .. former.ThreadIds.Union(present.Affected.Select(a => a.Id)).Select(r => new CaseEvent.ReporterMessaged(
                Ids.V5(transfer, $"back:{r}"), r, Texts.Reporter(r, $"{former.Body} has {(former.ReportIds.Contains(r) ? "your report" : "what you wrote")} again. Whoever could read it there before can read it now, and nobody at {present.Body} any more. You need not do anything; your private code stays the same."), null, at)),
        ];
    }

    // By another seat of theirs: it is the person who is too close (P1).
    private static IEnumerable<Guid> TooCloseThere(CaseState former, CaseState present) => former.Panel.Where(p => CaseWall.HardAccounts(present).Contains(p.Account)).Select(p => p.Seat);

    // Who had it first knows who reported; any other body knows it only where the reporter said yes (P16), also when it gets the case again.
    private static bool IsSealed(CaseState former, CaseState present, Guid report) => former.CameFrom is not null
        && Consenting.AnswerOf(former, report, former.Handling.Kind) != Consenting.Yes && Consenting.AnswerOf(present, report, former.Handling.Kind) != Consenting.Yes;

    /// <summary>What was done there, so that nothing ends without a word.</summary>
    private static IReadOnlyList<string> Work(CaseState present, bool foundOut) =>
    [
        .. If(present.AcknowledgedAt > present.OpenedAt, "acknowledged"),
        .. If(present.Risk is not null, "triaged"),
        .. If(foundOut, "personAdded"),
        .. If(present.Hearings.Count > 0, "heard"),
        .. If(present.Notes.Count > 0, "noted"),
        .. If(present.Interim.Count > 0, "interimMeasures"),
        .. If(present.LegalRequests.Count > 0, "counselAsked"),
        .. If(present.Proposals.Any(p => p.State == ProposalState.Open), "proposalVoided"),
        .. If(present.Offer is { IsOpen: true }, "offerRecalled"),
        .. If(present.Communications.Any(c => c.State == "draft"), "draftDropped"),
    ];

    private static string[] If(bool holds, string code) => holds ? [code] : [];

    private sealed record Wish(HandlingBody Sender, string By, string? Reason, string? Text, HandBack Asked);
}
