using Coc.Cases.Domain;
using Coc.Cases.Features.ListingCases;
using Coc.Contracts;
using Coc.Platform.Messaging;

namespace Coc.Cases.Publishing;

/// <summary>
/// Which events are a step of the trail, under which rule. Notes, drafts and judgements on colleagues' ties are not: they are the panel's own. Nor is a counter-report: whoever sees the one case must not learn there that
/// there is the other (P3).
/// </summary>
internal static class CaseSteps
{
    public static PublishingTable AddTo(PublishingTable table) => table
        // What came before an appeal stays behind the first case's wall: the appeal's own is not tied to the report.
        .Step<CaseEvent.CaseOpened>("opened", e => new(e.Rule) { Links = e.Report is null || e.Rule == Appealing.Rule ? [] : [e.Report.Report], CodeName = e.CodeName, Outcome = e.Because })
        .Step<CaseEvent.CaseTakenOver>("opened", e => new("J7") { Links = [e.FromCase, .. e.Reports.Select(r => r.Report)], CodeName = e.CodeName, Outcome = "transferred" })
        .Step<CaseEvent.ConflictAnswered>("conflictAnswered", e => new("R26") { Outcome = CaseWords.Of(e.Effective) })
        .Step<CaseEvent.ConflictRaised>("conflictRaised", e => new("R30") { Outcome = CaseWords.Of(e.To) })
        .Step<CaseEvent.SoftConflictConfirmed>("conflictConfirmed", _ => new("R27"))
        .Step<CaseEvent.SeatUnavailable>("seatUnavailable", _ => new("P1"))
        .Step<CaseEvent.SeatReminded>("seatReminded", _ => new("P1"))
        .Step<CaseEvent.LadderClimbed>("urgentRung", e => new("P1") { Outcome = e.Rung == 1 ? "secondOnDuty" : "deputy" })
        .Step<CaseEvent.UrgencyRaised>("urgencyRaised", e => new("P1") { Outcome = e.Because })
        .Step<CaseEvent.HandedOn>("handedOn", _ => new("R11"))
        .Step<CaseEvent.TakenOn>("takenOn", e => new("R11") { Outcome = e.Acknowledged ? "acknowledged" : "withTheTurn" })
        .Step<CaseEvent.CoDeciderAsked>("coDeciderAsked", _ => new("P1"))
        .Step<CaseEvent.SeatsCalled>("seatsCalled", _ => new("P1"))
        .Step<CaseEvent.OutsideEngaged>("outsideEngaged", e => new("P16") { Outcome = e.As })
        .Step<CaseEvent.OutsideReported>("outsideReported", _ => new("P16"))
        .Step<CaseEvent.EngagementEnded>("engagementEnded", _ => new("P16"))
        .Step<CaseEvent.StepUpAnnounced>("movesUp", e => new("P16") { Outcome = e.Because })
        .Step<CaseEvent.CaseAcknowledged>("acknowledged", _ => new("R9"))
        .Step<CaseEvent.ClockBreached>("clockBreached", e => new(e.Clock switch { Clocks.Acknowledge => "R9", Clocks.Status => "R10", Clocks.Tell => "R39", _ => "P10" }) { Outcome = e.Clock })
        .Step<CaseEvent.CaseTriaged>("triaged", e => new("R12") { Outcome = e.Risk })
        .Step<CaseEvent.EvidenceAttached>("evidenceAttached", _ => new("R8"))
        .Step<CaseEvent.JurisdictionJudged>("jurisdictionJudged", e => new(e.Rule ?? "R14") { Outcome = e.Confirmed ? "confirmed" : "contested" })
        .Step<CaseEvent.RiskFactorRecorded>("riskFactorRecorded", e => new("R44") { Outcome = e.Present ? e.Factor : "cleared" })
        .Step<CaseEvent.ReportLinked>("reportLinked", e => new("R64") { Links = [e.Report.Report] })
        .Step<CaseEvent.ApologyInvited>("apologyInvited", _ => new("P12"))
        .Step<CaseEvent.ApologyReturned>("apologyReturned", _ => new("P12"))
        .Step<CaseEvent.ApologyPassedOn>("apologyPassedOn", _ => new("P12"))
        .Step<CaseEvent.RetentionNoted>("retentionNoted", _ => new("R8"))
        .Step<CaseEvent.RetentionSettled>("retentionSettled", e => new("R8") { Outcome = e.Outcome })
        .Step<CaseEvent.MinorNoted>("minorNoted", _ => new("P10"))
        .Step<CaseEvent.MinorIdentityEntrusted>("minorIdentityEntrusted", _ => new("P10"))
        .Step<CaseEvent.SafeguardingReached>("safeguardingReached", _ => new("P10"))
        .Step<CaseEvent.GuardiansReached>("guardiansReached", _ => new("P10"))
        .Step<CaseEvent.InterimMeasureTaken>("interimMeasureTaken", e => new("R37") { Outcome = e.Kind })
        .Step<CaseEvent.EmergencyMeasureTaken>("interimMeasureTaken", e => new("P9") { Links = [e.Measure], Outcome = e.Kind })
        .Step<CaseEvent.InterimMeasureReviewed>("interimMeasureReviewed", e => new("R37") { Outcome = e.Verdict })
        .Step<CaseEvent.SubjectClaimed>("subjectClaimed", _ => new("P22"))
        .Step<CaseEvent.SubjectConfirmed>("subjectConfirmed", e => new("P22") { Outcome = e.Cause })
        .Step<CaseEvent.PersonHeard>("heard", e => new("R40") { Outcome = e.ReasonForNone is null ? "heard" : "notHeard" })
        .Step<CaseEvent.AccusedNoticed>("accusedNotice", _ => new("R39") { Outcome = "now" })
        .Step<CaseEvent.AccusedNoticeDeferred>("accusedNotice", _ => new("R39") { Outcome = "later" })
        .Step<CaseEvent.AffectedConsidered>("affectedConsidered", _ => new("P4"))
        .Step<CaseEvent.AffectedCodeMade>("affectedCode", _ => new("P4"))
        .Step<CaseEvent.PartSplitOff>("reportSplit", _ => new("P22"))
        .Step<CaseEvent.CodeRenewalAsked>("codeRenewalAsked", _ => new("P21"))
        .Step<CaseEvent.CodeRenewed>("codeRenewed", _ => new("P21"))
        .Step<CaseEvent.MediationOffered>("mediationOffered", _ => new("R41"))
        .Step<CaseEvent.MediationBegun>("mediationBegun", _ => new("R41"))
        .Step<CaseEvent.MediationEnded>("mediationEnded", e => new("R41") { Outcome = e.Outcome })
        .Step<CaseEvent.CommentsRequested>("commentsRequested", _ => new("R45"))
        .Step<CaseEvent.CommentReceived>("commentReceived", _ => new("R45"))
        .Step<CaseEvent.CommentsEnded>("commentsEnded", _ => new("R45"))
        .Step<CaseEvent.DataRequested>("dataRequested", e => new("P19") { Outcome = e.Kind })
        .Step<CaseEvent.DataRequestExtended>("dataRequestExtended", e => new("P19") { Outcome = e.Because })
        .Step<CaseEvent.DataRequestAnswered>("dataRequestAnswered", e => new("P19") { Outcome = e.Outcome })
        .Step<CaseEvent.DataRequestOverdue>("dataRequestOverdue", _ => new("P19"))
        .Step<CaseEvent.OwnDataErased>("ownDataErased", _ => new("P19"))
        .Step<CaseEvent.IdentityErased>("identityErased", _ => new("P19"))
        .Step<CaseEvent.RoomEntered>("roomEntered", _ => new("P6"))
        .Step<CaseEvent.AccusedAnswered>("accusedAnswered", e => new("R40") { Outcome = e.Kind })
        .Step<CaseEvent.HearingChecked>("hearingChecked", e => new("P6") { Outcome = e.Entry is null ? "confirmed" : "corrected" })
        .Step<CaseEvent.AppealReceived>("appealed", e => new("P15") { Outcome = e.By })
        .Step<CaseEvent.AppealSettled>("appealSettled", e => new("P15") { Outcome = e.Outcome })
        .Step<CaseEvent.AppealOpened>("appealOpened", e => new("P15") { Outcome = e.By })
        .Step<CaseEvent.AppealDecided>("appealDecided", e => new("P15") { Outcome = e.Outcome })
        .Step<CaseEvent.FirstMeasuresOverturned>("measuresOverturned", e => new("P15") { Links = e.Sanctions, Outcome = e.Outcome })
        .Step<CaseEvent.EarlierMeasuresEnded>("measuresOverturned", e => new("R54") { Links = e.Sanctions, Outcome = e.Outcome })
        .Step<CaseEvent.IncidentNoticed>("noticed", e => new("R23") { Outcome = e.Category })
        .Step<CaseEvent.IncidentNoticeStruck>("noticeStruck", _ => new("P7"))
        .Step<CaseEvent.ResolutionNoticed>("resolutionNoticed", e => new("R25") { Outcome = e.Outcome })
        .Step<CaseEvent.ProjectNamed>("projectNamed", e => new("J2") { Outcome = e.Concerned ? "concerned" : "notConcerned" })
        .Step<CaseEvent.DecisionProposed>("proposed", e => new("R42") { Outcome = e.Route })
        .Step<CaseEvent.VoteCast>("voted", e => new("R42") { Outcome = e.Vote })
        .Step<CaseEvent.ObjectionRaised>("objected", e => new("R43") { Outcome = e.Kind })
        .Step<CaseEvent.ProposalAdopted>("proposalClosed", _ => new("R42") { Outcome = "adopted" })
        .Step<CaseEvent.ProposalFailed>("proposalClosed", _ => new("R42") { Outcome = "failed" })
        .Step<CaseEvent.ProposalVoided>("proposalVoided", e => new("R43") { Outcome = e.Because })
        .Step<CaseEvent.LegalAwaited>("awaitingLegal", e => new("R44") { Outcome = e.Reasons[0] })
        .Step<CaseEvent.LegalAsked>("legalAsked", e => new("P17") { Links = [e.Request] })
        .Step<CaseEvent.LegalAnswered>("legalAnswered", e => new("R44") { Outcome = e.Outcome })
        .Step<CaseEvent.DecisionRecorded>("decided", e => new("R42")
        {
            Links = [.. e.Measures.Select(m => m.Sanction)],
            Outcome = e.Findings.Any(f => f.IsViolation) ? Finding.Violation : e.Findings[0].Outcome,
        })
        .Step<CaseEvent.CommunicationDrafted>("communicationDrafted", e => new("P6") { Outcome = e.To })
        .Step<CaseEvent.CommunicationApproved>("communicationApproved", _ => new("P6"))
        .Step<CaseEvent.CommunicationReturned>("communicationReturned", _ => new("P6"))
        .Step<CaseEvent.PersonTold>("told", _ => new("R39"))
        .Step<CaseEvent.TransferBecameDue>("transferDue", e => new(e.Rule))
        .Step<CaseEvent.TransferNoLongerDue>("transferNoLongerDue", e => new(e.Rule))
        .Step<CaseEvent.CaseSteppedUp>("steppedUp", e => new("P1") { Outcome = e.Because })
        .Step<CaseEvent.CaseOffered>("transferOffered", e => new(e.Rule ?? "R17") { Links = [e.Transfer] })
        .Step<CaseEvent.TransferRefused>("transferRefused", e => new("R17") { Links = [e.Transfer], Outcome = e.Reason })
        .Step<CaseEvent.TransferRecalled>("transferRecalled", e => new("R17") { Links = [e.Transfer] })
        .Step<CaseEvent.TransferReminded>("transferReminded", e => new("P16") { Links = [e.Transfer] })
        .Step<CaseEvent.TransferDisputed>("transferDisputed", e => new("P16") { Links = [e.Transfer], Outcome = e.Because })
        .Step<CaseEvent.ConsentAsked>("consentAsked", e => new("P16") { Outcome = e.Audience })
        .Step<CaseEvent.ConsentAnswered>("consentAnswered", e => new("P16") { Outcome = e.Answer })
        .Step<CaseEvent.TransferNotMade>("transferNotMade", e => new("P16") { Links = [e.Transfer], Outcome = "noConsent" })
        .Step<CaseEvent.TransferSettled>("transferSettled", e => new("R17") { Links = [e.Transfer], Outcome = e.By })
        .Step<CaseEvent.FileSealed>("sealed", e => new(e.Rule ?? "R17"))
        .Step<CaseEvent.CaseHandedOver>("transferred", e => new("R17") { Links = [e.ToCase, e.Transfer] })
        .Step<CaseEvent.SeatOverseen>("seatOverseen", _ => new("P7") { Outcome = "hard" })
        .Step<CaseEvent.JointlyCompetent>("jointlyCompetent", e => new("J10") { Outcome = e.With })
        .Step<CaseEvent.JointHandlingChosen>("jointHandlingChosen", e => new("R20") { Outcome = e.Ground ?? e.Mode })
        .Step<CaseEvent.JoinedTo>("joined", e => new("R20") { Outcome = e.Mode })
        .Step<CaseEvent.SummarySent>("summarySent", _ => new("R20"))
        .Step<CaseEvent.SummaryReceived>("summaryReceived", e => new("R20") { Outcome = e.From })
        .Step<CaseEvent.SummaryReminded>("summaryReminded", _ => new("R20"))
        .Step<CaseEvent.SummaryOverdue>("summaryOverdue", _ => new("R20"))
        .Step<CaseEvent.FollowUpOpened>("followUpOpened", _ => new("R20"))
        .Step<CaseEvent.JointLinkCarried>("jointLinkCarried", _ => new("R20"))
        .Step<CaseEvent.JointPartnerChanged>("jointPartnerChanged", e => new("R20") { Outcome = e.To })
        .Step<CaseEvent.HandOverContested>("transferContested", e => new("P16") { Links = [e.Transfer] })
        .Step<CaseEvent.HandOverConfirmed>("transferConfirmed", e => new("R17") { Links = [e.Transfer], Outcome = e.By })
        .Step<CaseEvent.CaseReturned>("returned", e => new("R17") { Links = [e.ToCase, e.Transfer] })
        .Step<CaseEvent.CaseTakenBack>("takenBack", e => new("R17") { Links = [e.FromCase, e.Transfer, .. e.Reports], Outcome = e.By })
        .Step<CaseEvent.RecallWindowEnded>("recallWindowEnded", e => new("R17") { Links = [e.Transfer] })
        .Step<CaseEvent.CaseJoined>("casesJoined", e => new("R64") { Links = [e.FromCase, e.Incident, e.Transfer, .. e.Reports.Select(r => r.Report)] })
        .Step<CaseEvent.UnsealingAsked>("unsealingAsked", e => new("P11") { Outcome = e.Exception })
        .Step<CaseEvent.IdentityUnsealed>("identityUnsealed", _ => new("P11"))
        .Step<CaseEvent.ReportUnlinked>("reportUnlinked", _ => new("R64"))
        .Step<CaseEvent.DuplicateTaken>("casesJoined", e => new("R64") { Links = [e.FromCase, e.Incident, .. e.Reports.Select(r => r.Report)] })
        .Step<CaseEvent.CaseLinked>("caseLinked", _ => new("R64"))
        .Step<CaseEvent.CaseUnlinked>("caseUnlinked", e => new("R64") { Links = [.. e.Reports] })
        .Step<CaseEvent.SubjectsSaidSame>("subjectsSaidSame", _ => new("R66"))
        .Step<CaseEvent.SubjectsMerged>("subjectsMerged", _ => new("R66"))
        .Step<CaseEvent.SubjectSplit>("subjectSplit", _ => new("R66"))
        .Step<CaseEvent.SubjectMistaken>("subjectMistaken", _ => new("P22"))
        .Step<CaseEvent.WitnessNamed>("witnessNamed", _ => new("R29"))
        .Step<CaseEvent.CaseReopened>("reopened", _ => new("R54"))
        .Step<CaseEvent.AgreementMade>("agreementMade", _ => new("P12"))
        .Step<CaseEvent.AgreementStepDone>("agreementStep", _ => new("P12") { Outcome = "done" })
        .Step<CaseEvent.AgreementStepMissed>("agreementStep", _ => new("P12") { Outcome = "missed" })
        .Step<CaseEvent.AgreementStepExtended>("agreementStep", _ => new("P12") { Outcome = "extended" })
        .Step<CaseEvent.AgreementReviewed>("agreementReviewed", e => new("P12") { Outcome = e.Outcome })
        .Step<CaseEvent.LookTaken>("lookTaken", e => new("R53") { Outcome = e.Outcome })
        .Step<CaseEvent.CaseOpenedByCommittee>("opened", e => new("R6") { CodeName = e.CodeName, Outcome = "committee" })
        .Step<CaseEvent.SubjectAdded>("subjectAdded", _ => new("R66"))
        .Step<CaseEvent.ConflictAskedAgain>("conflictAskedAgain", _ => new("P1"))
        .Step<CaseEvent.CaseClosed>("closed", _ => new("R25"));

    private static PublishingTable Step<TEvent>(this PublishingTable table, string step, Func<TEvent, Said> say) where TEvent : CaseEvent =>
        table.Publish<TEvent, StepRecorded>((e, stored, origin) =>
        {
            var said = say(e);
            return new(origin, step, "case", stored.Stream.Id, stored.Stream.Id, null, said.Links, said.CodeName, said.Rule, said.Outcome);
        });

    private sealed record Said(string Rule)
    {
        public IReadOnlyList<Guid> Links { get; init; } = [];

        public string? CodeName { get; init; }

        public string? Outcome { get; init; }
    }
}
