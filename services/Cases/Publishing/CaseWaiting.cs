using Coc.Cases.Domain;
using Coc.Contracts;
using Coc.Platform.Messaging;

namespace Coc.Cases.Publishing;

/// <summary>After which events something may wait for seats; for whom, is asked back (decision 28).</summary>
internal static class CaseWaiting
{
    private const string Service = "cases";

    public static PublishingTable AddTo(PublishingTable table) => table
        .Waits<CaseEvent.ConflictRequested>(Service, (e, _) => [new(Waiting.ConflictRequest, e.Request, e.At)])
        .Waits<CaseEvent.ConflictAskedAgain>(Service, (e, s) => [new(Waiting.ConflictRequest, Waiting.AgainOf(s.Stream.Id, e.Seat, e.At), e.At)])
        .Waits<CaseEvent.SeatReminded>(Service, (e, s) => [new(Waiting.ConflictRequest, Waiting.ReminderOf(s.Stream.Id, e.Seat), e.At)])
        .Waits<CaseEvent.LadderClimbed>(Service, (e, s) => e.Seat is { } seat ? [new(Waiting.ConflictRequest, Waiting.RungOf(s.Stream.Id, e.Rung, seat), e.At)] : [])
        .Waits<CaseEvent.ConflictAnswered>(Service, (e, _) => e.Effective == Conflict.Soft ? [new(Waiting.Approval, Waiting.ConfirmationOf(e.Request), e.At)] : [])
        .Waits<CaseEvent.CommunicationDrafted>(Service, (e, _) => [new(Waiting.Approval, e.Communication, e.At)])
        .Waits<CaseEvent.DecisionProposed>(Service, (e, _) => [new(Waiting.Approval, e.Proposal, e.At)])
        .Waits<CaseEvent.ObjectionRaised>(Service, (e, _) => [new(Waiting.Approval, Waiting.ObjectionOf(e.Proposal), e.At)])
        .Waits<CaseEvent.HandedOn>(Service, (e, _) => [new(Waiting.Approval, e.Note, e.At)])
        .Waits<CaseEvent.InterimMeasureTaken>(Service, (e, s) => [new(Waiting.Approval, e.Measure, e.At), .. Of(s.Stream.Id, Waiting.MeasureReview, e.At, e.Until)])
        .Waits<CaseEvent.EmergencyMeasureTaken>(Service, (e, s) => [new(Waiting.Approval, e.Measure, e.At), .. Of(s.Stream.Id, Waiting.MeasureReview, e.At, e.Until)])
        .Waits<CaseEvent.UnsealingAsked>(Service, (e, _) => [new(Waiting.Approval, e.Unsealing, e.At)])
        .Waits<CaseEvent.SubjectClaimed>(Service, (e, _) => e.By == Guid.Empty ? [] : [new(Waiting.Approval, Waiting.IdentificationOf(e.Person, e.By, e.At), e.At)])
        .Waits<CaseEvent.SubjectDoubted>(Service, (e, _) => [new(Waiting.Approval, Waiting.DoubtOf(e.Person, e.By), e.At)])
        .Waits<CaseEvent.AccusedNoticeDeferred>(Service, (e, s) => Of(s.Stream.Id, Waiting.AccusedNotice, e.At, e.LookAgain))
        .Waits<CaseEvent.JointHandlingChosen>(Service, (e, s) => e.SummaryDue is { } due ? Of(s.Stream.Id, Waiting.Summary, e.At, due) : [])
        .Waits<CaseEvent.AgreementStepMissed>(Service, (e, _) => [new(Waiting.Approval, Waiting.ReviewOf(e.Agreement, e.At), e.At)])
        .Waits<CaseEvent.CodeRenewalAsked>(Service, (e, _) => [new(Waiting.Approval, e.Renewal, e.At)])
        .Waits<CaseEvent.AccusedAnswered>(Service, (e, _) => e.Kind == RoomEntry.Readmission ? [] : [new(Waiting.Answer, e.Entry, e.At)]) // for that the registry of sanctions calls the panel
        .Waits<CaseEvent.SeatObjected>(Service, (e, _) => [new(Waiting.Answer, e.Objection, e.At)])
        .Waits<CaseEvent.HearingChecked>(Service, (e, _) => e.Entry is { } entry ? [new(Waiting.Answer, entry, e.At)] : [])
        .Waits<CaseEvent.ReporterWroteBack>(Service, (e, _) => e is { Kind: ReporterWord.CheckIn, Answer: ReporterWord.Worse } ? [new(Waiting.Answer, e.Entry, e.At)] : [])
        .Waits<CaseEvent.CommentReceived>(Service, (e, _) => [new(Waiting.Answer, e.Entry, e.At)])
        .Waits<CaseEvent.DataRequested>(Service, (e, s) => [new(Waiting.Answer, e.Request, e.At), .. Data(s.Stream.Id, e.Request, e.Due)])
        .Waits<CaseEvent.DataRequestExtended>(Service, (e, s) => Data(s.Stream.Id, e.Request, e.Until))
        .Waits<CaseEvent.DataAnswerDrafted>(Service, (e, _) => [new(Waiting.Approval, e.Draft, e.At)])
        .Waits<CaseEvent.OutsideReported>(Service, (e, _) => [new(Waiting.Answer, e.Word, e.At)])
        .Waits<CaseEvent.LegalAsked>(Service, (e, _) => [new(Waiting.Approval, e.Request, e.At)])
        .Waits<CaseEvent.CaseOpened>(Service, (e, s) =>
            [.. Of(s.Stream.Id, Clocks.Acknowledge, e.Report?.ReceivedAt ?? e.At, e.AcknowledgeDue), .. Of(s.Stream.Id, Clocks.Status, e.Report?.ReceivedAt ?? e.At, e.StatusDue)])
        .Waits<CaseEvent.CaseTakenOver>(Service, (e, s) =>
            [.. e.AcknowledgedAt is null ? Of(s.Stream.Id, Clocks.Acknowledge, e.At, e.AcknowledgeDue) : [], .. Of(s.Stream.Id, Clocks.Status, e.At, e.StatusDue)])
        .Waits<CaseEvent.CaseTakenBack>(Service, (e, s) => Of(s.Stream.Id, Clocks.Status, e.At, e.StatusDue))
        .Waits<CaseEvent.DuplicateTaken>(Service, (e, s) => e.AcknowledgedAt is null ? Of(s.Stream.Id, Clocks.Acknowledge, e.At, e.AcknowledgeDue) : [])
        .Waits<CaseEvent.CaseJoined>(Service, (e, s) => e.AcknowledgedAt is null ? Of(s.Stream.Id, Clocks.Acknowledge, e.At, e.AcknowledgeDue) : [])
        .Waits<CaseEvent.StatusNoted>(Service, (e, s) => Of(s.Stream.Id, Clocks.Status, e.At, e.StatusDue))
        .Waits<CaseEvent.CaseOpenedByCommittee>(Service, (e, s) => Of(s.Stream.Id, Clocks.Status, e.At, e.StatusDue))
        .Waits<CaseEvent.CaseReopened>(Service, (e, s) => Of(s.Stream.Id, Clocks.Status, e.At, e.StatusDue))
        .Waits<CaseEvent.CaseUnlinked>(Service, (e, s) => Of(s.Stream.Id, Clocks.Status, e.At, e.StatusDue))
        .Waits<CaseEvent.AgreementMade>(Service, (e, s) => [.. e.Steps.SelectMany(step => Of(s.Stream.Id, Agreeing.Due, e.At, step.Due))])
        .Waits<CaseEvent.DecisionsCarried>(Service, (e, s) => [.. (e.Agreements ?? []).SelectMany(a => Agreed(s.Stream.Id, a, e.At))])
        .Waits<CaseEvent.AgreementStepExtended>(Service, (e, s) => Of(s.Stream.Id, Agreeing.Due, e.At, e.Until))
        .Waits<CaseEvent.DecisionRecorded>(Service, (e, s) => e.TellBy is { } by ? Of(s.Stream.Id, Clocks.Tell, e.At, by) : [])
        .Waits<CaseEvent.RetentionNoted>(Service, (e, s) => Of(s.Stream.Id, Retaining.Noting, e.At, e.Until))
        .Waits<CaseEvent.MinorNoted>(Service, (e, s) =>
            // Of what came from another case the day begins when it came; which of the two it is, is asked back.
            [.. from clock in new[] { Safeguarding.Contact, Safeguarding.CounselClock } from since in new[] { e.Since, e.At }.Distinct() from thing in Of(s.Stream.Id, clock, since, since + Safeguarding.Within) select thing])
        .Waits<CaseEvent.ClockBreached>(Service, (e, s) => e.Next is { } next ? Of(s.Stream.Id, e.Clock, e.Due, next) : [])
        .Waits<CaseEvent.UrgencyRaised>(Service, (e, s) => e.Because == Safeguarding.Noting
            ? [.. Of(s.Stream.Id, Safeguarding.Contact, e.At, e.At + Safeguarding.Within), .. Of(s.Stream.Id, Safeguarding.CounselClock, e.At, e.At + Safeguarding.Within)]
            : [])
        .Waits<CaseEvent.StageReached>(Service, (e, s) =>
        [
            .. e.Stage is CaseStage.Communicated or CaseStage.Monitoring ? Monitoring.Times(e.At).SelectMany(due => Of(s.Stream.Id, Monitoring.Command, e.At, due)) : [],
            // Who comes to a decided case has the whole time from then on, and the panel a warning of its own.
            .. e is { Stage: >= CaseStage.Decided and < CaseStage.Closed, Next: { } by } ? Of(s.Stream.Id, Clocks.Tell, e.At, by) : [],
        ]);

    internal static IEnumerable<WaitingThing> Agreed(Guid inCase, AgreedBefore agreement, DateTimeOffset at) =>
    [
        .. agreement.ReviewSince is { } since ? [new WaitingThing(Waiting.Approval, Waiting.ReviewOf(agreement.Agreement, since), at)] : Array.Empty<WaitingThing>(),
        .. agreement.Ended ? [] : agreement.Steps.Where(step => step.State == AgreementStep.Open).SelectMany(step => Of(inCase, Agreeing.Due, at, step.Due)),
    ];

    private static WaitingThing[] Data(Guid inCase, Guid request, DateTimeOffset due) =>
    [
        new(Waiting.Clock, Waiting.WarningOf(inCase, Waiting.ClockOf(request), due), DataRequests.WarnAt(due)),
        new(Waiting.Clock, Waiting.BreachOf(inCase, Waiting.ClockOf(request), due), due),
    ];

    private static WaitingThing[] Of(Guid inCase, string clock, DateTimeOffset from, DateTimeOffset due) =>
    [
        new(Waiting.Clock, Waiting.WarningOf(inCase, clock, due), Waiting.WarnAt(from, due)),
        new(Waiting.Clock, Waiting.BreachOf(inCase, clock, due), due),
    ];
}
