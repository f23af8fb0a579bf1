using Coc.EventStore;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>Handing a case to another body (R15 to R17, P16).</summary>
internal static class Transferring
{
    /// <summary>A rule gives the case away, and nobody has offered it.</summary>
    public const string Overdue = "dueTransfer";

    private static readonly TimeSpan ToldAhead = TimeSpan.FromHours(48);
    private static readonly TimeSpan TimeToOffer = TimeSpan.FromDays(1);
    private static readonly TimeSpan UrgentTimeToOffer = TimeSpan.FromHours(1);

    public static Decision Offer(CaseState state, CaseCommand.OfferTransfer c)
    {
        var due = TransferTriggers.Of(state);
        var given = due.Where(d => d.To == c.To || c.PassedOver.Contains(d.To)).Select(d => d.Rule).FirstOrDefault();
        if (c.To == state.Joint?.Other && given is null)
        {
            return new Refusal("jointlyCompetent", "R20", "That body has it jointly with this one.");
        }

        if (due.Count > 0 && given is null)
        {
            return new Refusal("wrongReceiver", "R15", $"Rule {due[0].Rule} gives the case to {due[0].To}.");
        }

        if (c.To == state.Body)
        {
            return new Refusal("wrongReceiver", "R16", "The case is here.");
        }

        if (due.Count == 0 && state.TakenFrom.FirstOrDefault(t => t.Body == c.To) is { } lost)
        {
            return new Refusal("takenAway", lost.Rule, $"Rule {lost.Rule} took the case from {c.To}, and what that rests on has not changed.");
        }

        if (c.Down && !state.IsProject && !IsWithinRemit(state, c.To))
        {
            return new Refusal("notWithinRemit", "R16", "Only what lies within this one project and under no legal risk goes down to it.");
        }

        if (c.Consents is { } said && state.ReportIds.Any(r => said.Of(r) == Consenting.No) && due.Count == 0 && !(c.Down && !state.IsProject))
        {
            return new Refusal("noConsent", "P16", "No rule demands this transfer, and a reporter does not agree to it.");
        }

        var notBefore = state.IsUrgent ? c.At : c.At + ToldAhead;
        var offered = new CaseEvent.CaseOffered(
            c.Transfer, state.Body, c.To, c.Rule ?? given ?? (c.Down ? "J12" : null), c.Share, state.CodeName, [.. state.ThreadIds],
            Texts.OptionalPanel(c.Context), notBefore, AnswerTime(state, c.At), c.Seat, c.At, c.Consents?.Audience, c.PassedOver.Count == 0 ? null : c.PassedOver);
        var (voluntary, until) = (Consenting.IsVoluntary(state.Apply([offered])), state.IsUrgent ? offered.AnswerBy : notBefore);

        // The reporter, and who has a page (P4), hears ahead who would read, and may exclude people (P16). Our words, so no second seat is needed.
        return new List<CaseEvent>([offered, .. c.Consents is { } known ? Consenting.Ask(state, known, c.To, until, c.At, r => Appealing.Hears(state, r)) : [], .. state.ThreadIds.Where(r => Appealing.Hears(state, r)).Select(r => new CaseEvent.ReporterMessaged(
            Ids.V5(c.Transfer, $"told:{r}"), r, Texts.Reporter(r, $"We are asking another committee, {c.To}, to take over. If it agrees, its members can read {(state.ReportIds.Contains(r) ? "your report" : "what you wrote")} from {notBefore:yyyy-MM-dd HH:mm} UTC on. If somebody there should not read it, please tell us who before then; nobody else learns it.{(c.Consents is { } asked && state.ReportIds.Contains(r) ? Consenting.Words(asked, r, voluntary, until) : "")}"), null, c.At))]);
    }

    /// <summary>When the system offers what a rule gives away and nobody here did: the panel has a day to do it with a word of its own, an urgent one an hour.</summary>
    public static IEnumerable<CaseDue> DueOf(CaseState state) =>
        state is { TransferDueSince: { } since, Stage: < CaseStage.Decided, Contested: null, Offer: not { IsOpen: true } } && TransferTriggers.Of(state).Count > 0 && !SteppingUp.HasNobody(state)
            ? [new(Overdue, state.Id, since + (state.IsUrgent ? UrgentTimeToOffer : TimeToOffer))]
            : [];

    public static Decision OfferDue(CaseState state, CaseCommand.OfferDue c) => !state.IsOver && DueOf(state).Any(d => d.At <= c.At) && TransferTriggers.Receivers(state) is var (named, further) && named.Concat(further).Contains(c.To)
        ? Offer(state, new(Guid.Empty, c.At, c.Transfer, c.To, null, null, "all") { Consents = c.Consents, PassedOver = named.Contains(c.To) ? [] : named })
        : Decision.Nothing;

    // J2, J4, J5, J9, J10 and J11 would send it up again; a matter of no project is none of this one either.
    private static bool IsWithinRemit(CaseState state, string project) =>
        state.Projects is [var only] && only == project && state.Event is null && !state.ExposureLikely && !state.RiskFactors.Contains(Factors.SuspectedLawViolation)
        && state.Evaluation?.Rules.Any(r => r is { Rule: "J9", Holds: true }) != true;

    public static Decision Refuse(CaseState state, CaseCommand.RefuseTransfer c) =>
        NotAnswerable(state, c.Transfer) is { } refusal ? refusal : Disputing.Refuse(state, c);

    public static Decision Dispute(CaseState state, CaseCommand.DisputeTransfer c) =>
        NotAnswerable(state, c.Transfer) is { } refusal ? refusal
        : state.SeatOf(c.Seat) switch
        {
            { MayDecide: false, Sees: true } => Refusal.SoftSeatsMayNot,
            { MayDecide: false } => Refusal.NotOnThePanel,
            _ => Disputing.Contest(state, c), // of the other body Liaison knows who may
        };

    public static Decision Recall(CaseState state, CaseCommand.RecallTransfer c) =>
        NotAnswerable(state, c.Transfer) is { } refusal ? refusal
        : state.SeatOf(c.Seat) is not { Clean: true } ? Refusal.NotOnThePanel
        : new CaseEvent.TransferRecalled(c.Transfer, c.At);

    /// <summary>The sender's half. Before the reporter had time to exclude people nothing changes hands.</summary>
    public static Decision Accept(CaseState state, CaseCommand.AcceptTransfer c)
    {
        if (NotOpen(state, c.Transfer) is { } refusal)
        {
            return refusal;
        }

        return c.At < state.Offer!.NotBefore ? TooEarly(state.Offer)
            : Consenting.Bar(state) is { } bar ? bar
            : new List<CaseEvent>(Going(state, state.Offer, c.NewCase, c.At));
    }

    /// <summary>The last events of a case that goes.</summary>
    public static IEnumerable<CaseEvent> Going(CaseState state, TransferOffer offer, Guid newCase, DateTimeOffset at) =>
    [
        .. Mediating.Leaving(state, at), .. Apologising.Leaving(state, at), .. Commenting.Leaving(state, at), .. Consenting.Silent(state, at), new CaseEvent.FileSealed(offer.Rule, at), new CaseEvent.CaseHandedOver(offer.Id, state.Body, offer.To, newCase, [.. state.FollowedReports], at, state.Hops + 1),
    ];

    public static Refusal TooEarly(TransferOffer offer) => new("P16", "P16", $"The reporter was told that nobody reads before {offer.NotBefore:yyyy-MM-ddTHH:mm:ssZ}.");

    /// <summary>By when the other body answers, and the arbiter.</summary>
    public static DateTimeOffset AnswerTime(CaseState state, DateTimeOffset at) =>
        state.IsUrgent ? at.AddHours(12) : BusinessTime.AddBusinessDays(at, 3, state.Handling.Policy.Calendar);

    /// <summary>The receiver's half: a stream that begins with what travels. Advice of counsel and panel votes stay behind (P17).</summary>
    public static IReadOnlyList<CaseEvent> Begin(CaseState sender, CaseCommand c) => c switch
    {
        CaseCommand.AcceptTransfer a => Begin(sender, a),
        CaseCommand.SettleTransfer { Handing: { } h } s => Begin(sender, new CaseCommand.AcceptTransfer(c.At, s.Transfer, h.NewCase, h.Receiver, h.Subjects)),
        CaseCommand.PassTransferTime { Handing: { } h } p => Begin(sender, new CaseCommand.AcceptTransfer(c.At, p.Transfer, h.NewCase, h.Receiver, h.Subjects)),
        _ => [],
    };

    public static IReadOnlyList<CaseEvent> Begin(CaseState sender, CaseCommand.AcceptTransfer c)
    {
        var offer = sender.Offer!;
        var shared = offer.Share == "all";
        var taken = new CaseEvent.CaseTakenOver(
            c.NewCase, c.Transfer, sender.Id, sender.Body, sender.CodeName, sender.Incident, sender.Reports, sender.Urgency, sender.Projects, sender.Event,
            c.Receiver, c.Subjects, sender.RiskFactors, offer.Rule, sender.AcknowledgeDue, sender.AcknowledgedAt,
            sender.StatusDue, [.. Carried(sender, c.At)], c.At, sender.Hops + 1, TakenFrom.By(sender), Overruling.Carried(sender), CounterReports.AlsoKnownAs(sender));
        CaseEvent[] begun = [taken, .. AffectedPeople.Carried(sender, CaseState.None, c.At), .. OpeningByCommittee.Carried(sender, c.Subjects, c.At), .. JointLink.Carried(sender, CaseState.None.Apply([taken]), shared && !sender.ReportIds.Any(r => Consenting.IsSealed(sender, r)), c.At)];
        var state = CaseState.None.Apply(begun);
        var stage = sender.AcknowledgedAt is null ? CaseStage.ConflictScreening : CaseStage.Acknowledged;
        return Consequences.Complete(CaseState.None, [.. begun, .. Carry(sender, state, shared, r => Consenting.IsSealed(sender, r), c.At), Stages.Reached(state with { AppealOf = sender.AppealOf }, stage, c.At)], c.At).Events;
    }

    /// <summary>What the next owner has to go on with: measures that run, also as they were reviewed, evidence, the rooms of accused people, and what reporters said: that it should end, how they fare.</summary>
    /// <param name="isSealed">whether the next reader must not learn who sent that report</param>
    public static IEnumerable<CaseEvent> Carry(CaseState from, CaseState to, bool shared, Func<Guid, bool> isSealed, DateTimeOffset at)
    {
        foreach (var measure in from.Interim)
        {
            if (to.Interim.FirstOrDefault(m => m.Id == measure.Id) is { } known)
            {
                if ((known.Verdict, known.Until) != (measure.Verdict, measure.Until))
                {
                    yield return new CaseEvent.InterimMeasureReviewed(measure.Id, measure.Verdict ?? "confirmed", measure.Until, measure.By, at);
                }
            }
            else if (IsRunning(measure, at))
            {
                yield return new CaseEvent.InterimMeasureTaken(
                    measure.Id, measure.Person, measure.Kind, measure.Spaces, measure.Until, Texts.Panel(shared ? measure.Reason ?? "" : ""), measure.By, measure.At);
            }
        }

        foreach (var ordered in InterimOrders.Carried(from, to, at))
        {
            yield return ordered;
        }

        foreach (var evidence in shared ? from.Evidence.Where(e => to.Evidence.All(known => known.Id != e.Id)) : [])
        {
            yield return new CaseEvent.EvidenceCarried(evidence.Id, evidence.At, at);
        }

        if (from.AppealOf is { } appeal && to.AppealOf is null)
        {
            yield return new CaseEvent.AppealOpened(
                appeal.Id, appeal.Body, appeal.Case, appeal.By, appeal.Person, appeal.Report, appeal.Grounds, appeal.Findings, appeal.Measures, appeal.DecidedAt, [], [], at);
            foreach (var other in from.SameDecision)
            {
                yield return new CaseEvent.FollowsCase(other, Appealing.SameDecision, at);
            }
        }

        foreach (var room in from.Accused.Rooms)
        {
            yield return new CaseEvent.RoomCarried(room.Id, room.Person, room.Number, room.EnteredAt, room.AnswerBy, room.Entries, at, room.AnswerSetAt);
        }

        foreach (var word in from.ReportersSaid.Where(w => to.ReportersSaid.All(known => known.Entry != w.Entry)))
        {
            yield return new CaseEvent.ReporterWroteBack(word.Report, word.Entry, word.Kind, at, word.Answer);
        }

        foreach (var kept in shared ? Retaining.Carried(from, to, at) : [])
        {
            yield return kept;
        }

        foreach (var decided in CarryingDecisions.Carried(from, to, shared && !from.ReportIds.Any(isSealed), at))
        {
            yield return decided;
        }

        foreach (var noted in Safeguarding.Carried(from, to, at))
        {
            yield return noted;
        }

        foreach (var tied in CounterReports.Carried(from, to, at))
        {
            yield return tied;
        }

        foreach (var asked in DataRequests.Carried(from, to, r => shared && (r.Person is not null || !isSealed(r.Party)), at))
        {
            yield return asked;
        }
    }

    private static bool IsRunning(InterimMeasure measure, DateTimeOffset at) => measure.Verdict != "reversed" && measure.Until > at;

    /// <summary>The texts that travel with an offered case: the context statement always, the rest where it was offered whole.</summary>
    public static IEnumerable<CarriedText> Carried(CaseState sender, DateTimeOffset at) =>
    [
        .. sender.Offer is { Context: { } context } offer ? [new CarriedText("context", offer.At, null, Texts.Panel(context))] : Array.Empty<CarriedText>(),
        .. sender.Offer!.Share == "all" ? [.. sender.Carried.Where(t => t.Text.Value is not null && !(SaysWhoReported(t) && sender.ReportIds.Any(r => Consenting.IsSealed(sender, r)))), .. Content(sender, at, r => Consenting.IsSealed(sender, r))] : Array.Empty<CarriedText>(),
    ];

    // What an earlier owner was allowed to say to the last body, the next one is not (P16).
    public static bool SaysWhoReported(CarriedText text) => text.Kind is "note" or "messageToReporter" or "context";

    /// <summary>What was written in this very case; what came with it is beside.</summary>
    /// <param name="isSealed">whether the next reader must not learn who reported: then texts that may say so stay behind</param>
    public static IEnumerable<CarriedText> Content(CaseState sender, DateTimeOffset at, Func<Guid, bool> isSealed) =>
    [
        .. sender.Opening is { Summary: { } summary } ? [new CarriedText("summary", sender.OpenedAt, null, Texts.Panel(summary))] : Array.Empty<CarriedText>(),
        .. sender.Notes.Where(n => n.Text is not null && !sender.ReportIds.Any(isSealed)).Select(n => new CarriedText("note", n.At, null, Texts.Panel(n.Text!))),
        .. sender.Hearings.Where(h => h.Response is not null).Select(h => new CarriedText("hearing", h.At, h.Person, Texts.Accused(h.Person, h.Response!))),
        .. sender.Hearings.Where(h => h.ReasonForNone is not null).Select(h => new CarriedText("reasonForNone", h.At, h.Person, Texts.Panel(h.ReasonForNone!))),
        .. sender.Messages.Where(m => m.Text is not null && !isSealed(m.Report)).Select(m => new CarriedText("messageToReporter", m.At, null, Sensitive.Of(m.Text!, $"reporter:{m.Report}"))),
        .. sender.SafeguardingReached.Where(r => r.Note is not null && !sender.ReportIds.Any(isSealed)).Select(r => new CarriedText("safeguarding", r.At, null, Texts.Panel(r.Note!))),
        .. sender.GuardiansReached.Where(r => r.Note is not null && !sender.ReportIds.Any(isSealed)).Select(r => new CarriedText("guardians", r.At, null, Texts.Panel(r.Note!))),
        .. sender.Interim.Where(i => i.Reason is not null && !IsRunning(i, at)).Select(i => new CarriedText("interimMeasure", i.At, i.Person, Texts.Panel(i.Reason!))),
    ];

    private static Refusal? NotAnswerable(CaseState state, Guid transfer) => NotOpen(state, transfer)
        ?? (state.Offer!.State == "disputed" ? new Refusal("transferDisputed", "P16", "The arbiter settles it now; the other body may still accept.") : null);

    private static Refusal? NotOpen(CaseState state, Guid transfer) => state is { HasGone: false, Offer: { IsOpen: true } offer } && offer.Id == transfer
        ? null
        : new Refusal("transferEnded", "R17", "The offer is no longer open.");
}
