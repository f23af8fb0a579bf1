using Coc.Contracts;
using Coc.Contracts.Intake;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;

namespace Coc.Intake.Publishing;

/// <summary>What leaves this service: ids, counts, slugs, codes. Complaints, retaliation, exclusions and consents make no step of the trail, which those they are about may read.</summary>
internal static class IntakePublishing
{
    public static PublishingTable Table { get; } = new PublishingTable()
        .Publish<ReportEvent.ReportFiled, ReportReceived>((e, stored, origin) => new(
            origin, stored.Stream.Id, e.Incident, stored.At, e.Kind, e.Channel, e.Urgency, e.Projects, e.Event, e.Subjects.Count, e.TouchesOtherCommunities, e.AddressTo,
            e.FollowsUp, e.AboutBody))
        .Publish<ReportEvent.ReportFiled, StepRecorded>((e, stored, origin) => Step(origin, "filed", stored.Stream.Id, e.Urgency))
        .Publish<ReportEvent.ReportForwarded, StepRecorded>((e, stored, origin) => Step(origin, "forwarded", stored.Stream.Id, e.As))
        .Publish<ReportEvent.ReporterWrote, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, e.Kind, e.Answer))
        .Publish<ReportEvent.ReporterWroteInAppeal, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, Entry.Message, About: e.Appeal))
        .Publish<ReportEvent.ReporterRepeated, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, e.Kind, e.Answer, SaidAt: e.SaidAt))
        .Publish<ReportEvent.ReporterWrote, StepRecorded>((e, stored, origin) => Step(origin, "reporterWrote", stored.Stream.Id, e.Kind))
        .Publish<ReportEvent.ReportClaimed, ReporterWrote>((_, stored, origin) => new(origin, stored.Stream.Id, stored.Id, "entered"))
        .Publish<ReportEvent.AffectedEntered, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "entered"))
        .Publish<ReportEvent.EvidenceAdded, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Evidence, "evidence"))
        .Publish<ReportEvent.EvidenceAdded, StepRecorded>((_, stored, origin) => Step(origin, "reporterWrote", stored.Stream.Id, "evidence"))
        .Publish<ReportEvent.EvidenceAddedInAppeal, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Evidence, "evidence", About: e.Appeal))
        .Publish<EvidenceEvent.EvidenceQuarantined, StepRecorded>((e, stored, origin) => Step(origin, "evidenceQuarantined", e.Case, stored.Stream.Id))
        .Publish<EvidenceEvent.EvidenceReleased, StepRecorded>((e, stored, origin) => Step(origin, "evidenceReleased", e.Case, stored.Stream.Id))
        .Publish<ReportEvent.ReporterComplained, FollowUpAsked>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report ?? e.Entry, FollowUp.Complaint))
        .Publish<ReportEvent.PartSplitOff, FollowUpAsked>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report, FollowUp.Part))
        .Publish<ReportEvent.RetaliationTold, FollowUpAsked>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report, FollowUp.Retaliation))
        .Publish<RoomEvent.RoomClaimed, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "entered", null))
        .Publish<RoomEvent.PersonWrote, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, e.Kind, e.About))
        .Publish<RoomEvent.EvidenceSent, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Evidence, "evidence", null))
        .Publish<RoomEvent.PersonObjected, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "objection", e.Seat))
        .Publish<ReportEvent.ReporterAnsweredMediation, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "mediation", e.Answer, About: e.Mediation))
        .Publish<RoomEvent.PersonAnsweredMediation, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "mediation", e.Mediation, e.Answer))
        .Publish<ReportEvent.ReporterCommented, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "comment", About: e.Request))
        .Publish<ReportEvent.ReporterAskedForData, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, DataRequests.Entry, e.Kind))
        .Publish<RoomEvent.PersonAskedForData, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, DataRequests.Entry, null, e.Kind))
        .Publish<ReportEvent.ReporterAppealed, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "appeal"))
        .Publish<RoomEvent.PersonAppealed, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "appeal", null))
        .Publish<RoomEvent.PersonAskedBack, AccusedWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, Readmissions.Entry, null))
        .Publish<RoomEvent.PersonAskedBack, ReadmissionAsked>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, e.Measure))
        .Publish<RoomEvent.PersonComplained, FollowUpAsked>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report ?? e.Entry, FollowUp.Complaint, FromRoom: true))
        .Publish<ReportEvent.ConsentGiven, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "consent"))
        .Publish<ReportEvent.ReporterExcluded, ReporterWrote>((e, stored, origin) => new(origin, stored.Stream.Id, e.Entry, "exclusion", Also: e.FollowUps));

    private static StepRecorded Step(Origin origin, string step, Guid report, string outcome) =>
        new(origin, step, "report", report, null, report, [], null, null, outcome);

    private static StepRecorded Step(Origin origin, string step, Guid inCase, Guid evidence) =>
        new(origin, step, "case", inCase, inCase, null, [evidence], null, "P10", null);
}
