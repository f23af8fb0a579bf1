using Coc.Contracts;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions.Publishing;

/// <summary>What leaves this service: ids, states and codes of its events, and a step of the trail for each that is worth one.</summary>
internal static class SanctionsPublishing
{
    public static EventTypes EventTypes() => new EventTypes()
        .AddHierarchy(typeof(PersonEvent)).AddHierarchy(typeof(PersonRead)).Add(typeof(ReportSubjectsIdentified)).Add(typeof(ReportSubjectsErased))
        .AddHierarchy(typeof(SanctionEvent)).AddHierarchy(typeof(NoticeEvent)).AddHierarchy(typeof(OrderEvent)).AddHierarchy(typeof(PriorEvent)).AddHierarchy(typeof(Domain.Webhooks.WebhookEvent));

    public static PublishingTable Table()
    {
        var table = new PublishingTable();
        Persons(table);
        SanctionProgress(table);
        SanctionSteps(table);
        Emergencies(table);
        NoticeSteps(table);
        OrderSteps(table);
        PriorSteps(table);
        ReturnsPublishing.Add(table);
        Waits(table);
        return table;
    }

    private static void Persons(PublishingTable table) => table
        .Publish<ReportSubjectsIdentified, SubjectsIdentified>((e, _, origin) =>
            new(origin, e.Report, [.. e.Subjects.Select(s => new IdentifiedSubject(s.Index, s.Person, s.Identification))]))
        .Publish<ReportSubjectsErased, SubjectsErased>((e, _, origin) => new(origin, e.Report, e.Positions))
        .Publish<ReportSubjectsIdentified, StepRecorded>((e, _, origin) => new(origin, "identified", "report", e.Report, null, e.Report, [], null, "P22", null));

    private static void SanctionProgress(PublishingTable table) => table
        .Publish<SanctionEvent.SanctionImposed, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.SanctionReleased, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.OrdersIssued, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.SanctionAmended, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.AccountsLeft, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.OrderSettled, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.ReadmissionFellDue, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.SanctionEnded, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin))
        .Publish<SanctionEvent.OverturnedAfterwards, SanctionProgressed>((e, s, origin) => Progressed(e.Progress, s, origin));

    private static void Emergencies(PublishingTable table) => table
        .Publish<SanctionEvent.EmergencyTaken, EmergencyTaken>((e, s, origin) => new(
            origin, s.Stream.Id, e.Report, e.Person, e.Kind, e.Spaces, e.Until, e.AlreadyDone, e.Seat, e.Account, e.TakenAt))
        .Publish<SanctionEvent.EmergencyTaken, StepRecorded>((e, s, origin) => new(origin, "emergencyTaken", "sanction", s.Stream.Id, null, e.Report, [e.Report], null, "P9", e.Kind));

    private static SanctionProgressed Progressed(Progress progress, StoredEvent stored, Origin origin) =>
        new(origin, stored.Stream.Id, progress.Case, progress.State, progress.OpenOrders, progress.Interim);

    private static void SanctionSteps(PublishingTable table) => table
        .Publish<SanctionEvent.SanctionImposed, StepRecorded>((e, _, origin) => new(
            origin, "imposed", "sanction", e.Sanction, e.Progress.Case, null, Links(e.Progress.Case, e.Basis.Origin, e.Basis.Notice), null,
            e.Basis.Binding ? "R56" : e.Basis.Kind == "adopted" ? "R57" : "R46", e.Type))
        .Publish<SanctionEvent.SanctionReleased, StepRecorded>((e, s, origin) => Step(origin, "released", s, e.Progress, "P2", e.Because))
        .Publish<SanctionEvent.SanctionAmended, StepRecorded>((e, s, origin) => Step(origin, "amended", s, e.Progress, "R47", e.Because))
        .Publish<SanctionEvent.AccountsLeft, StepRecorded>((e, s, origin) => Step(origin, "corrected", s, e.Progress, "P22", "accounts"))
        .Publish<SanctionEvent.SanctionReviewed, StepRecorded>((e, s, origin) => new(origin, "reviewed", "sanction", s.Stream.Id, null, null, [], null, "R53", "keep"))
        .Publish<SanctionEvent.ReadmissionFellDue, StepRecorded>((e, s, origin) => Step(origin, "readmissionDue", s, e.Progress, "R52", null))
        .Publish<SanctionEvent.SanctionEnded, StepRecorded>((e, s, origin) => Step(origin, "ended", s, e.Progress, e.Cause == "origin" ? "R57" : "R51", e.Cause))
        .Publish<SanctionEvent.OverturnedAfterwards, StepRecorded>((e, s, origin) => Step(origin, "ended", s, e.Progress, "R51", SanctionState.Overturned));

    private static StepRecorded Step(Origin origin, string step, StoredEvent stored, Progress progress, string rule, string? outcome) =>
        new(origin, step, "sanction", stored.Stream.Id, progress.Case, null, Links(progress.Case), null, rule, outcome);

    private static void NoticeSteps(PublishingTable table) => table
        .Publish<NoticeEvent.NoticeOffered, StepRecorded>((e, s, origin) => Step(origin, "offered", "notice", s, e.Sanction, null, "R55", e.Because))
        .Publish<NoticeEvent.NoticeAdopted, StepRecorded>((e, s, origin) => Step(origin, "answered", "notice", s, e.Sanction, null, "R55", NoticeState.Adopted))
        .Publish<NoticeEvent.NoticeAdapted, StepRecorded>((e, s, origin) => Step(origin, "answered", "notice", s, e.Sanction, null, "R55", NoticeState.Adapted))
        .Publish<NoticeEvent.NoticeDeclined, StepRecorded>((e, s, origin) => Step(origin, "answered", "notice", s, e.Sanction, null, "R55", NoticeState.Declined))
        .Publish<NoticeEvent.NoticeLapsed, StepRecorded>((e, s, origin) => Step(origin, "lapsed", "notice", s, e.Sanction, null, "R55", NoticeState.Lapsed))
        .Publish<NoticeEvent.NoticeWithdrawn, StepRecorded>((e, s, origin) => Step(origin, "withdrawn", "notice", s, e.Sanction, null, "R57", NoticeState.Withdrawn))
        .Publish<NoticeEvent.RedecisionAsked, StepRecorded>((e, s, origin) => Step(origin, "askedAnew", "notice", s, e.Sanction, null, "R57", NoticeState.Redecide))
        .Publish<NoticeEvent.CorrectionSent, StepRecorded>((e, s, origin) => Step(origin, "corrected", "notice", s, e.Sanction, null, "P18", e.Cause))
        .Publish<NoticeEvent.CorrectionAcknowledged, StepRecorded>((e, s, origin) => Step(origin, "correctionAcknowledged", "notice", s, e.Sanction, null, "P18", null))
        .Publish<NoticeEvent.CopyKept, StepRecorded>((e, s, origin) => Step(origin, "answered", "notice", s, e.Sanction, null, "R57", "kept"))
        .Publish<NoticeEvent.CopyGivenUp, StepRecorded>((e, s, origin) => Step(origin, e.Seat is null ? "lapsed" : "answered", "notice", s, e.Sanction, null, "R57", "givenUp"));

    private static void OrderSteps(PublishingTable table) => table
        .Publish<OrderEvent.OrderIssued, StepRecorded>((e, s, origin) => Step(origin, "orderIssued", "order", s, e.Sanction, e.Case, "R48", e.Action))
        .Publish<OrderEvent.OrderClaimed, StepRecorded>((e, s, origin) => Step(origin, "orderClaimed", "order", s, e.Sanction, e.Case, "R48", null))
        .Publish<OrderEvent.OrderDone, StepRecorded>((e, s, origin) => Step(origin, "orderClosed", "order", s, e.Sanction, e.Case, "R49", "done"))
        .Publish<OrderEvent.OrderFailed, StepRecorded>((e, s, origin) => Step(origin, "orderFailed", "order", s, e.Sanction, e.Case, "R49", "failed"))
        .Publish<OrderEvent.OrderRefused, StepRecorded>((e, s, origin) => Step(origin, "orderRefused", "order", s, e.Sanction, e.Case, "R50", "refused"))
        .Publish<OrderEvent.OrderVerified, StepRecorded>((e, s, origin) => Step(origin, "orderVerified", "order", s, e.Sanction, e.Case, "R49", "verified"))
        .Publish<OrderEvent.OrderWaived, StepRecorded>((e, s, origin) => Step(origin, "orderClosed", "order", s, e.Sanction, e.Case, "R49", "waived"))
        .Publish<OrderEvent.OrderReopened, StepRecorded>((e, s, origin) => Step(origin, "orderReopened", "order", s, e.Sanction, e.Case, e.Because == "notSo" ? "R49" : "R50", e.Because))
        .Publish<OrderEvent.OrderWithdrawn, StepRecorded>((e, s, origin) => Step(origin, "orderClosed", "order", s, e.Sanction, e.Case, "R51", "withdrawn"));

    private static void Waits(PublishingTable table) => table
        .Waits<NoticeEvent.NoticeOffered>("sanctions", (e, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Notice, e.Notice, s.At)])
        .Waits<NoticeEvent.RedecisionAsked>("sanctions", (_, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Notice, Features.TellingWhatWaits.AnswerForWhom.AnewOf(s.Stream.Id), s.At)])
        .Waits<NoticeEvent.ConflictsAskedAgain>("sanctions", (_, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Notice, s.Id, s.At)])
        .Waits<NoticeEvent.CorrectionSent>("sanctions", (e, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Notice, Features.TellingWhatWaits.AnswerForWhom.CorrectionOf(s.Stream.Id, e), s.At)])
        .Waits<SanctionEvent.ReleaseAsked>("sanctions", (_, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Approval, Features.TellingWhatWaits.AnswerForWhom.ReleaseOf(s.Stream.Id), s.At)])
        .Waits<SanctionEvent.LiftAsked>("sanctions", (_, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Approval, Features.TellingWhatWaits.AnswerForWhom.LiftOf(s.Stream.Id), s.At)])
        .Waits<SanctionEvent.AmendmentAsked>("sanctions", (e, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Approval, Features.TellingWhatWaits.AnswerForWhom.AmendmentOf(s.Stream.Id, e.Seat, e.Wanted), s.At)])
        .Waits<SanctionEvent.ReviewFellDue>("sanctions", (e, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Approval, Features.TellingWhatWaits.AnswerForWhom.ReviewOf(s.Stream.Id, e.Due), s.At)])
        .Waits<OrderEvent.OrderIssued>("sanctions", (e, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Order, e.Order, s.At)])
        .Waits<OrderEvent.OrderRefused>("sanctions", (_, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Stuck, s.Id, s.At)])
        .Waits<OrderEvent.OrderFailed>("sanctions", (_, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Stuck, s.Id, s.At)])
        .Waits<OrderEvent.OrderReopened>("sanctions", (_, s) => [new(Features.TellingWhatWaits.AnswerForWhom.Order, s.Id, s.At)]);

    // No category and no other body on the bus: the log of each side holds them.
    private static void PriorSteps(PublishingTable table) => table
        .Publish<PriorEvent.PriorViolationsAsked, StepRecorded>((e, _, origin) => new(
            origin, "priorAsked", "case", e.Case, e.Case, null, [], null, "R24", e.ImmediateSafety ? "immediateSafety" : "afterFinding"))
        .Publish<PriorEvent.PriorViolationsTold, StepRecorded>((e, _, origin) => e.Sanctions is [var first, ..]
            ? new(origin, "priorTold", "sanction", first, null, null, e.Sanctions, null, "R24", Told(e))
            : new(origin, "priorTold", "case", e.Warnings![0], e.Warnings[0], null, [], null, "R24", Told(e)));

    private static string Told(PriorEvent.PriorViolationsTold e) => e.ImmediateSafety ? "immediateSafety" : "afterFinding";

    private static StepRecorded Step(Origin origin, string step, string thing, StoredEvent stored, Guid sanction, Guid? @case, string rule, string? outcome) =>
        new(origin, step, thing, stored.Stream.Id, @case, null, [sanction], null, rule, outcome);

    private static Guid[] Links(params Guid?[] links) => [.. links.OfType<Guid>()];
}
