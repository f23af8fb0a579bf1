using Coc.Cases.Domain;
using Coc.Contracts.Cases;
using Coc.Platform.Messaging;

namespace Coc.Cases.Publishing;

/// <summary>What leaves this service: ids, states, instants and codes. The texts stay in the case; whoever may have one fetches it.</summary>
internal static class CasePublishing
{
    public static PublishingTable Table { get; } = CaseWaiting.AddTo(CaseSteps.AddTo(new PublishingTable()
        .Publish<CaseEvent.CaseOpened, CaseOpened>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report is null ? [] : [e.Report.Report]))
        .Publish<CaseEvent.StageReached, CaseProgressed>((e, stored, origin) => new(
            origin, stored.Stream.Id, e.Reports, Word(e.Stage), e.AcknowledgeDue, e.AcknowledgedAt, e.Next, e.Told))
        .Publish<CaseEvent.ReporterMessaged, MessageToReporter>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report, e.Message))
        .Publish<CaseEvent.SubjectConfirmed, SubjectConfirmed>((e, stored, origin) => new(origin, stored.Stream.Id, e.Person))
        .Publish<CaseEvent.SubjectsMerged, SubjectsMerged>((e, stored, origin) => new(origin, stored.Stream.Id, e.Person, e.Into))
        .Publish<CaseEvent.IncidentNoticed, IncidentNoticed>((e, stored, origin) => new(origin, e.Notice, stored.Stream.Id, e.Reports, e.To, e.Person, e.Category))
        .Publish<CaseEvent.IncidentNoticeStruck, IncidentNoticeStruck>((e, stored, origin) => new(origin, e.Notice, stored.Stream.Id))
        .Publish<CaseEvent.ResolutionNoticed, ResolutionNoticed>((e, stored, origin) => new(origin, stored.Stream.Id, e.To, e.Outcome, e.Notices, e.Reports))
        .Publish<CaseEvent.SubjectMistaken, SubjectMistaken>((e, stored, origin) => new(origin, stored.Stream.Id, e.Person))
        .Publish<CaseEvent.InterimMeasureOrdered, InterimMeasureTaken>((e, stored, origin) => new(origin, stored.Stream.Id, e.Measure, e.Person, e.Kind, e.Bodies, e.Spaces, e.Until))
        .Publish<CaseEvent.InterimMeasureReviewed, InterimMeasureReviewed>((e, stored, origin) => new(origin, stored.Stream.Id, e.Measure, e.Verdict, e.Until))
        .Publish<CaseEvent.DecisionRecorded, DecisionRecorded>((e, stored, origin) => new(
            origin, stored.Stream.Id, e.Decision, [.. e.Measures.Select(Of)], e.Offer is { } o ? new DecidedOffer(o.To, o.Because, o.AnswerBy) : null, e.Permission, e.Binding))
        .Publish<CaseEvent.JurisdictionFactsChanged, JurisdictionFactsChanged>((e, stored, origin) => new(
            origin, stored.Stream.Id, e.Facts.Reports, e.Facts.ReceivedAt, e.Facts.Projects, e.Facts.Event, e.Facts.RiskFactors, e.Facts.ExposureLikely,
            e.Facts.TransferredBy, e.Facts.TransferredUnder, e.Facts.Subjects, new(e.Facts.Hard, e.Facts.Deciding, e.Facts.Clean), e.Facts.AppealOf, e.Facts.Overruled, e.Facts.Joint))
        .Publish<CaseEvent.FirstMeasuresOverturned, SanctionsOverturned>((e, stored, origin) => new(origin, stored.Stream.Id, e.Sanctions, e.Outcome))
        .Publish<CaseEvent.EarlierMeasuresEnded, SanctionsOverturned>((e, stored, origin) => new(origin, stored.Stream.Id, e.Sanctions, e.Outcome))
        .Publish<CaseEvent.RoomItemReleased, ReleasedToRoom>((e, stored, origin) => new(origin, stored.Stream.Id, e.Room, e.Item, e.Kind))
        .Publish<CaseEvent.MediationShown, MediationMoved>((e, stored, origin) => new(origin, stored.Stream.Id, e.Thread, e.Mediation, e.State, e.Until))
        .Publish<CaseEvent.ApologyPassedOn, ApologyPassedOn>((e, stored, origin) => new(origin, stored.Stream.Id, e.Thread, e.Apology, e.Room, e.Entry))
        .Publish<CaseEvent.CommentShown, CommentMoved>((e, stored, origin) => new(origin, stored.Stream.Id, e.Thread, e.Request, e.Communication, e.State, e.Until, e.Appeal))
        .Publish<CaseEvent.DataRequestShown, DataRequestMoved>((e, stored, origin) => new(origin, stored.Stream.Id, e.Thread, e.Request, e.State, e.Ground, e.Due))
        .Publish<CaseEvent.OwnDataErased, OwnDataErased>((e, stored, origin) => new(origin, stored.Stream.Id, e.Party, e.IsRoom))
        .Publish<CaseEvent.IdentityErased, IdentityErased>((e, stored, origin) => new(origin, stored.Stream.Id, e.Person, e.Reports))
        .Publish<CaseEvent.CodeRenewed, CodeRenewalAgreed>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report, e.Renewal))
        .Publish<CaseEvent.PartSplitOff, PartSplitOff>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report, e.Part))
        .Publish<CaseEvent.PersonTold, PersonTold>((e, stored, origin) => new(origin, stored.Stream.Id, e.Person, e.Sanctions))
        .Publish<CaseEvent.CaseOffered, TransferOffered>((e, stored, origin) => new(
            origin, e.Transfer, stored.Stream.Id, e.Reports, e.From, e.To, e.Rule, e.CodeName, e.NotBefore, e.AnswerBy))
        .Publish<CaseEvent.CaseHandedOver, CaseTransferred>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, e.ToCase, e.From, e.To, e.Reports, e.Hop))
        .Publish<CaseEvent.CaseTakenBack, CaseTransferred>((e, stored, origin) => new(origin, e.Transfer, e.FromCase, stored.Stream.Id, e.From, e.To, e.Reports, e.Hop))
        .Publish<CaseEvent.CaseTakenBack, TransferEnded>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, "returned"))
        .Publish<CaseEvent.HandOverConfirmed, TransferEnded>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, "confirmed"))
        .Publish<CaseEvent.HandOverContested, TransferDisputed>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, "afterAcceptance", null, e.Arbiter, e.SettleBy))
        .Publish<CaseEvent.TransferRefused, TransferEnded>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, "refused"))
        .Publish<CaseEvent.TransferRecalled, TransferEnded>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, "recalled"))
        .Publish<CaseEvent.TransferNotMade, TransferEnded>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, "notMade"))
        .Publish<CaseEvent.ConsentAsked, ConsentAsked>((e, stored, origin) => new(origin, stored.Stream.Id, e.Report, e.Audience, e.To, e.Until))
        .Publish<CaseEvent.TransferReminded, TransferReminded>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id))
        .Publish<CaseEvent.TransferDisputed, TransferDisputed>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, e.Because, e.Reason, e.Arbiter, e.SettleBy))
        .Publish<CaseEvent.TransferSettled, TransferSettled>((e, stored, origin) => new(origin, e.Transfer, stored.Stream.Id, e.Owner, e.By))));

    private static string Word(CaseStage stage) => Features.ListingCases.CaseWords.Of(stage);

    private static DecidedMeasure Of(Measure m) =>
        new(m.Sanction, m.Person, m.Type, m.Scope.Bodies, m.Scope.Spaces, m.From, m.Until, m.Readmission, m.Category, m.CountsAsPriorUntil, m.Conditions);
}
