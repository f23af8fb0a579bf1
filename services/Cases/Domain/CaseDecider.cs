namespace Coc.Cases.Domain;

/// <summary>The rules of a case: a command and the state give events or a refusal. Families live beside it, one file each.</summary>
internal static class CaseDecider
{
    public static Decision Decide(CaseState state, CaseCommand command)
    {
        var decision = Family(state, command);
        return decision.Events.Count == 0 ? decision : Consequences.Complete(state, decision.Events, command.At);
    }

    private static Decision Family(CaseState state, CaseCommand command) => command switch
    {
        CaseCommand.Open c => Screening.Open(state, c),
        CaseCommand.OpenByCommittee c => OpeningByCommittee.Open(state, c),
        CaseCommand.AnswerConflict c => Screening.Answer(state, c),
        CaseCommand.JudgeConflict c => Screening.Judge(state, c),
        CaseCommand.GiveUpOnSeat c => Screening.GiveUp(state, c),
        CaseCommand.RemindSeat c => Screening.Remind(state, c),
        CaseCommand.ClimbLadder c => UrgentLadder.Climb(state, c),
        CaseCommand.NoteConsents c => Consenting.Note(state, c),
        CaseCommand.EndConsentWindow c => Consenting.EndWindow(state, c),
        CaseCommand.EndSeat c => Screening.End(state, c),
        CaseCommand.HearFromReporter c => Working.HearFromReporter(state, c),
        CaseCommand.HearFromAccused c => TellingAccused.Hear(state, c),
        CaseCommand.ReceiveAppeal c => Appealing.Receive(state, c),
        CaseCommand.SettleAppeal c => Appealing.Settle(state, c),
        CaseCommand.AnswerMediation c => Mediating.Answer(state, c),
        CaseCommand.PassMediationTime c => Mediating.Pass(state, c),
        CaseCommand.AnswerAsCounsel c => LegalGate.Answer(state, c),
        CaseCommand.EndWindow c => Deciding.EndWindow(state, c),
        CaseCommand.FollowSanction c => Communicating.Follow(state, c),
        CaseCommand.AcceptTransfer or CaseCommand.SettleTransfer { Handing: not null } when state is { Contested: not null, HasGone: false } => Refusal.HandOverIsContested,
        CaseCommand.StepUp or CaseCommand.PassTransferTime when state.Contested is not null => Decision.Nothing, // it may go back first
        CaseCommand.EndRecallWindow c => Returning.EndWindow(state, c.At),
        CaseCommand.AcceptTransfer c => Transferring.Accept(state, c),
        CaseCommand.FollowEvaluation c => state.Exists && !state.IsOver
            ? new CaseEvent.JurisdictionEvaluated(c.Evaluation.To, c.Evaluation.Rule, c.Evaluation.Because, c.Evaluation.Rules, c.Evaluation.Notes, c.At)
            : Decision.Nothing,
        CaseCommand.NoteEmergency c => Protecting.Note(state, c),
        CaseCommand.PassStepTime c => Agreeing.Pass(state, c),
        CaseCommand.PassJointTime c => Jointly.Pass(state, c),
        CaseCommand.Join c => Jointly.Join(state, c),
        CaseCommand.ReceiveSummary c => Jointly.Hear(state, c),
        CaseCommand.FollowPartner c => JointLink.Follow(state, c),
        CaseCommand.LearnOfProject c => Working.LearnOfProject(state, c),
        CaseCommand.StepUp c => SteppingUp.Decide(state, c),
        CaseCommand.DisputeTransfer c => Transferring.Dispute(state, c),
        CaseCommand.SettleTransfer c => Disputing.Settle(state, c),
        CaseCommand.PassTransferTime c => Disputing.Pass(state, c),
        CaseCommand.RefuseTransfer c => Transferring.Refuse(state, c),
        CaseCommand.RecallTransfer c => Transferring.Recall(state, c),
        CaseCommand.Propose c => Deciding.Propose(state, c),
        _ => Availability.Of(state, command.Seat, Availability.NameOf(command)) is { } refusal ? refusal : OfThePanel(state, command),
    };

    private static Decision OfThePanel(CaseState state, CaseCommand command) => command switch
    {
        CaseCommand.Acknowledge c => Working.Acknowledge(state, c),
        CaseCommand.WriteToReporter c => Working.Write(c),
        CaseCommand.Triage c => Working.Triage(state, c),
        CaseCommand.Assign c => Working.Assign(state, c),
        CaseCommand.AddNote c => new CaseEvent.NoteAdded(c.Note, Texts.Panel(c.Text), c.Seat, c.At),
        CaseCommand.AttachEvidence c => state.Evidence.Any(e => e.Id == c.Evidence) ? Decision.Nothing : new CaseEvent.EvidenceAttached(c.Evidence, c.Seat, c.At),
        CaseCommand.JudgeJurisdiction c => new CaseEvent.JurisdictionJudged(c.Confirm, c.Rule, Texts.OptionalPanel(c.Reason), c.Seat, c.At),
        CaseCommand.RecordRiskFactor c => Working.RiskFactor(state, c),
        CaseCommand.NameProject c => Working.NameProject(state, c),
        CaseCommand.NoticeResolution c => Working.NoticeResolution(state, c),
        CaseCommand.LinkReport c => Linking.Take(state, c),
        CaseCommand.AskUnsealing c => Unsealing.Ask(state, c),
        CaseCommand.AgreeUnsealing c => Unsealing.Agree(state, c),
        CaseCommand.NoteStatus c => Working.Status(state, c),
        CaseCommand.TakeInterimMeasure c => Protecting.Take(state, c),
        CaseCommand.ReviewInterimMeasure c => Protecting.Review(state, c),
        CaseCommand.Close c => new CaseEvent[] { new CaseEvent.CaseClosed(Texts.OptionalPanel(c.Outcome), c.Seat, c.At), Stages.Reached(state, CaseStage.Closed, c.At) },
        CaseCommand.Identify c => Persons.Identify(state, c),
        CaseCommand.AddSubject c => OpeningByCommittee.AddSubject(state, c),
        CaseCommand.Hear c => Persons.Hear(state, c),
        CaseCommand.NoticeAccused c => TellingAccused.Notice(state, c),
        CaseCommand.SplitReport c => Splitting.Split(state, c),
        CaseCommand.AskRenewal c => Renewing.Ask(state, c),
        CaseCommand.AgreeRenewal c => Renewing.Agree(state, c),
        CaseCommand.OfferMediation c => Mediating.Offer(state, c),
        CaseCommand.EndMediation c => Mediating.End(state, c),
        CaseCommand.MakeAffectedCode c => AffectedPeople.Make(state, c),
        CaseCommand.GiveAnswerTime c => TellingAccused.GiveTime(state, c),
        CaseCommand.Vote c => Deciding.Vote(state, c),
        CaseCommand.Object c => Deciding.Object(state, c),
        CaseCommand.CloseMeeting c => Deciding.CloseMeeting(state, c),
        CaseCommand.AskCounsel c => LegalGate.Ask(state, c),
        CaseCommand.RecordConsultation c => LegalGate.Consult(state, c),
        CaseCommand.Draft c => Communicating.Draft(c),
        CaseCommand.TellOrganiser c => Communicating.Venue(state, c),
        CaseCommand.Approve c => Communicating.Approve(state, c),
        CaseCommand.Return c => Communicating.Return(state, c),
        CaseCommand.OfferTransfer c => Transferring.Offer(state, c),
        CaseCommand.ChooseJoint c => Jointly.Choose(state, c),
        CaseCommand.SendSummary c => Jointly.Tell(c),
        CaseCommand.OpenFollowUp c => Jointly.FollowUp(state, c),
        CaseCommand.TakeLook c => Monitoring.Take(state, c),
        CaseCommand.UnlinkReport c => Linking.Release(state, c),
        CaseCommand.MarkMistaken c => Correcting.Mistaken(state, c),
        CaseCommand.NameWitness c => Witnesses.Name(state, c),
        CaseCommand.CheckStep c => Agreeing.Check(state, c),
        CaseCommand.ReviewAgreement c => Agreeing.Review(state, c),
        CaseCommand.Reopen c => Reopening.Reopen(state, c),
        _ => throw new InvalidOperationException($"{command} has no rule."),
    };
}
