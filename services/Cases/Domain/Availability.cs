namespace Coc.Cases.Domain;

/// <summary>Which commands the rules would take from a seat now: the refusals of the deciders that do not depend on what is asked, and <c>allowed</c>.</summary>
internal static partial class Availability
{
    private static readonly string[] Names =
    [
        "conflict-statements", "conflict-confirmations", "acknowledge", "messages", "triage", "assign", .. HandingOn.Names, "notes", "evidence", "jurisdiction", "risk-factors", "legal-requests",
        "legal-consultations", "link-reports", "subjects", "interim-measures", "interim-measures/review", "hearing", "accused-notice", "answer-time", "affected-codes", "mediation", Commenting.Command, "code-renewals", "code-renewals/agree", .. DataRequests.Names, .. Safeguarding.Names, .. Retaining.Names, "split-report", Lending.Command, Engaging.Command, Engaging.Ending, Hurrying.Command, "status", "proposals", "proposals/votes",
        "proposals/objections", "proposals/close", "communications", "communications/approve", "communications/return", "transfers", "projects", "resolution-notice", "close", "unsealings", "unsealings/agree", "joint", "summary", "follow-up", .. CorrectingNames,
    ];

    // They read and work a joint case; whatever decides is for the members (api.md "Seats and who may").
    private static readonly string[] OfEventStaff =
    [
        "conflict-statements", "acknowledge", "messages", "triage", "notes", "risk-factors", "interim-measures", "hearing", "status", "communications", "summary", "witnesses", Safeguarding.Noting, Safeguarding.Contact, Hurrying.Command,
    ];

    // A court asks when it asks, and a code may be missed when the case is closed.
    private static readonly string[] AfterTheEnd = ["unsealings", "unsealings/agree", "code-renewals", "code-renewals/agree", MinorIdentity.Command, .. DataRequests.Names];

    // Another body acted alone and told this one; before a follow-up is opened there is nothing else to work on.
    private static readonly string[] OfTheInformed = ["conflict-statements", "conflict-confirmations", "notes", "summary", "follow-up", "close"];

    /// <summary>All commands of a panel.</summary>
    public static IReadOnlyList<string> Commands => Names;

    /// <param name="known">null: nothing</param>
    public static IReadOnlyList<string> Allowed(CaseState state, Guid seat, DateTimeOffset now, Elsewhere? known = null) =>
        [.. Names.Where(n => Of(state, seat, n) is null && HasObject(state, seat, n, now, known ?? Elsewhere.Nothing))];

    public static string NameOf(CaseCommand command) => command switch
    {
        CaseCommand.JudgeConflict => "conflict-confirmations",
        CaseCommand.Acknowledge => "acknowledge",
        CaseCommand.WriteToReporter => "messages",
        CaseCommand.Triage => "triage",
        CaseCommand.Assign => "assign",
        CaseCommand.HandOn => HandingOn.Command,
        CaseCommand.TakeOn => HandingOn.Taking,
        CaseCommand.AskCoDecider => Lending.Command,
        CaseCommand.EngageOutside => Engaging.Command,
        CaseCommand.EndEngagement => Engaging.Ending,
        CaseCommand.RaiseUrgency => Hurrying.Command,
        CaseCommand.AddNote => "notes",
        CaseCommand.AttachEvidence => "evidence",
        CaseCommand.JudgeJurisdiction => "jurisdiction",
        CaseCommand.RecordRiskFactor => "risk-factors",
        CaseCommand.AskCounsel => "legal-requests",
        CaseCommand.RecordConsultation => "legal-consultations",
        CaseCommand.NameProject => "projects",
        CaseCommand.NoticeResolution => "resolution-notice",
        CaseCommand.LinkReport or CaseCommand.TieCounterReport => "link-reports",
        CaseCommand.Identify => "subjects",
        CaseCommand.TakeInterimMeasure => "interim-measures",
        CaseCommand.ReviewInterimMeasure => "interim-measures/review",
        CaseCommand.Hear => "hearing",
        CaseCommand.NoticeAccused => "accused-notice",
        CaseCommand.GiveAnswerTime => "answer-time",
        CaseCommand.MakeAffectedCode => "affected-codes",
        CaseCommand.SplitReport => "split-report",
        CaseCommand.AskRenewal => "code-renewals",
        CaseCommand.AgreeRenewal => "code-renewals/agree",
        CaseCommand.OfferMediation or CaseCommand.EndMediation => "mediation",
        CaseCommand.DraftDataAnswer => DataRequests.Answering,
        CaseCommand.DraftDataExtension => DataRequests.Extending,
        CaseCommand.ApproveDataDraft => DataRequests.Approving,
        CaseCommand.ReturnDataDraft => DataRequests.Returned,
        CaseCommand.RequestComments => Commenting.Command,
        CaseCommand.NoteRetention => Retaining.Noting,
        CaseCommand.SettleRetention => Retaining.Settling,
        CaseCommand.NoteMinor => Safeguarding.Noting,
        CaseCommand.NameMinorsSeats => MinorIdentity.Command,
        CaseCommand.ReachSafeguarding => Safeguarding.Contact,
        CaseCommand.ReachGuardians => Safeguarding.Guardians,
        CaseCommand.NoteStatus => "status",
        CaseCommand.Propose => "proposals",
        CaseCommand.Vote => "proposals/votes",
        CaseCommand.Object => "proposals/objections",
        CaseCommand.CloseMeeting => "proposals/close",
        CaseCommand.Draft or CaseCommand.TellOrganiser => "communications",
        CaseCommand.Approve => "communications/approve",
        CaseCommand.Return => "communications/return",
        CaseCommand.OfferTransfer => "transfers",
        CaseCommand.Close => "close",
        CaseCommand.AskUnsealing => "unsealings",
        CaseCommand.AgreeUnsealing => "unsealings/agree",
        CaseCommand.ChooseJoint => "joint",
        CaseCommand.SendSummary => "summary",
        CaseCommand.OpenFollowUp => "follow-up",
        _ => NameOfCorrecting(command),
    };

    public static Refusal? Of(CaseState state, Guid seat, string name) => Panel(state, seat, name) ?? Bar(state, name) ?? Moment(state, name);

    /// <summary>Who: only clean seats work; a soft one whose conflict was confirmed may do what the majority permitted (R27), and state.</summary>
    private static Refusal? Panel(CaseState state, Guid seat, string name) => state.SeatOf(seat) switch
    {
        _ when state.HasGone => Refusal.WentElsewhere,
        _ when state.Stage == CaseStage.Closed && !AfterTheEnd.Contains(name) && !IsForClosed(state, name) => Refusal.CaseIsOver,
        { IsOutside: true } outside => outside.Sees && name == "conflict-statements" ? null : Refusal.NotOnThePanel,
        { Sees: true, Decides: false } when !OfEventStaff.Contains(name) => Refusal.NoVote,
        { Sees: true } when state.Joint is { InformedOnly: true } && !OfTheInformed.Contains(name) => Refusal.InformedOnly(state.Joint.Other),
        { Clean: true } => null,
        { Sees: true } soft when name == "conflict-statements" || soft.Permitted.Contains(name) => null,
        { Sees: true } => Refusal.SoftSeatsMayNot,
        _ => Refusal.NotOnThePanel,
    };

    /// <summary>R15: nothing is decided here while another body has to, or is being asked to.</summary>
    public static Refusal? Bar(CaseState state, string name)
    {
        if (name is not ("proposals" or "proposals/votes" or "proposals/close"))
        {
            return null;
        }

        if (TransferTriggers.Of(state) is [var due, ..])
        {
            return new Refusal("R15", "R15", $"Rule {due.Rule} holds: another body decides. Offer the case to {due.To}.");
        }

        return state.Offer is { IsOpen: true } ? new Refusal("R15", "R15", "The case is offered to another body; recall the offer to go on deciding here.")
            : state.Contested is not null ? Refusal.HandOverIsContested
            : state.IsUnderAppeal ? Refusal.AppealOpen // taken up again, and what was decided first is appealed: not both at once
            : null;
    }

    private static Refusal? Moment(CaseState state, string name)
    {
        var triaged = state.Stage >= CaseStage.Triaged;
        var decided = state.Stage >= CaseStage.Decided;
        return name switch
        {
            "acknowledge" when state.AcknowledgedAt is not null => new("alreadyAcknowledged", "R9", "The reporter has been told."),
            Hurrying.Command when state.IsUrgent => new("alreadyUrgent", "P1", "The case is urgent already."),
            Lending.Command when decided => Refusal.AlreadyDecided,
            Lending.Command when Lending.Unaskable(state) is { } unaskable => unaskable,
            Engaging.Command when state.Contested is not null => Refusal.HandOverIsContested,
            Engaging.Command when state.Offer is { IsOpen: true } => new("alreadyOffered", "R17", "The case is offered to another body; recall the offer first."),
            "interim-measures" when !triaged && !state.IsUrgent => Refusal.NotTriaged,
            "proposals" or "hearing" or "status" or "communications" or "accused-notice" or "mediation" or Commenting.Command when !triaged => Refusal.NotTriaged,
            "triage" or "proposals" or "hearing" or "status" or "mediation" or Commenting.Command when decided => Refusal.AlreadyDecided,
            "proposals" when state.Stage == CaseStage.AwaitingLegal => new("awaitingLegal", "R44", "An adopted proposal waits for counsel."),
            "proposals" when state.Mediations.Any(m => m.IsOpen) => Mediating.Waits,
            "transfers" or "link-reports" or "split-report" when state.Contested is not null => Refusal.HandOverIsContested,
            "link-reports" when state.AppealOf is not null => Refusal.AppealStays,
            "link-reports" when state.Offer is { IsOpen: true } => new("alreadyOffered", "R17", "The case is offered to another body, and reporters were told which reports go; recall the offer first."),
            "transfers" when decided => Refusal.AlreadyDecided,
            "affected-codes" when state.Joint is { Leads: false } => new("otherBodyLeads", "R20", $"{state.Joint.Other} leads this case, and invites whom it happened to."),
            "split-report" when state.IsComplaint => Refusal.ComplaintStays,
            "split-report" when state.AppealOf is not null => Refusal.AppealStays,
            "transfers" when state.IsComplaint && TransferTriggers.Of(state).Count == 0 => Refusal.ComplaintStays,
            "transfers" when state.AppealOf is not null && TransferTriggers.Of(state).Count == 0 => Refusal.AppealStays,
            "transfers" when state.Offer is { IsOpen: true } => new("alreadyOffered", "R17", "The case is offered already."),
            "resolution-notice" when !state.IsProject => new("notAProject", "R25", "Only a project owes its foundation a resolution notice."),
            "resolution-notice" when !decided => new("notDecided", "R25", "Record a decision first."),
            "projects" when decided => Refusal.AlreadyDecided,
            "joint" when state.Joint is not { Leads: true } => Refusal.NotJoint,
            "summary" when state.Joint?.OtherCase is null => Refusal.NotJoint,
            "follow-up" when state.Joint is not { OnlineOnly: true } => Refusal.NotJoint,
            "follow-up" when state.Joint!.FollowedUp => new("alreadyFollowedUp", "R20", "The follow-up is open."),
            "close" when state.Joint is { InformedOnly: true } => state.Joint.SummaryMetAt is null ? new("summaryAwaited", "R20", "The other body owes its summary first.") : null,
            "close" when state.Joint is { OwesSummary: true } => new("summaryOwed", "R20", "Send the other body the summary first."),
            "close" when !decided && OpeningByCommittee.IsAboutNobodyYet(state) => null, // nobody else was asked about it, and there is nothing to decide
            "close" when !decided => new("notDecided", "R25", "Record a decision first."),
            "close" when state.LinkedHere.Count > 0 && state.Unacknowledged.Count > 0 => new("notAcknowledged", "R9", "A reporter of a linked report has not been told yet that you have it: acknowledge first."),
            "close" when state.IsUnderAppeal => Refusal.AppealOpen,
            "close" when Communicating.Untold(state).Any() => new("notTold", "R39", "Tell first whom the decision is about and whoever knows of the case how it ended, or record why not."),
            "close" when Communicating.WithoutWord(state).Any() => new("reporterNotTold", "R39", "Tell those who reported it, and those it happened to, what came of it first."),
            "close" when InterimOrders.Unfinished(state) is { } unfinished => unfinished,
            "close" when state.Agreements.Any(a => a.IsOpen) => new("agreementOpen", "P12", "An agreement is open: its steps are done or looked at first."),
            "close" when state.OwesResolutionNotice => new("R25", "R25", "Send the foundation the resolution notice first."),
            _ => Safeguarding.Moment(state, name) ?? MomentOfCorrecting(state, name),
        };
    }

    // What is asked about has to be there, and to be another's where another has to look.
    private static bool HasObject(CaseState state, Guid seat, string name, DateTimeOffset now, Elsewhere known) => name switch
    {
        "conflict-confirmations" => state.Panel.Any(p => p is { Conflict: Conflict.Soft or Conflict.None, Left: false, AskedAgain: false } && p.Seat != seat),
        "assign" => state.Panel.Any(p => p is { Clean: true, IsOutside: false } && p.Seat != state.Assignee),
        HandingOn.Command => HandingOn.Refused(state, seat, known.Turns) is null,
        HandingOn.Taking => state.HandingOn?.To == seat,
        Engaging.Ending => state.Engagements.Any(e => Engaging.IsOpen(state, e)),
        "legal-requests" => state.Handling.Parent is not null && (state.Stage < CaseStage.Decided || state.MinorSince is not null),
        "legal-consultations" => state.Stage < CaseStage.Decided || state.MinorSince is not null,
        "communications" => state.Reports.Count > 0 || state.Subjects.Any(s => !s.Mistaken && WhoKnows.NeverKnew(state, s.Person) is null),
        "resolution-notice" => state.OwesResolutionNotice,
        "unsealings" => Unsealing.CanAsk(state, known.Holders),
        "affected-codes" => state.Reports.Count > 0,
        "split-report" => state.Reports.Any(r => !Splitting.Stays(r) && state.Parts.Count(p => p.Report == r.Report) < Splitting.Most),
        "code-renewals" => state.ReportIds.Any(r => !state.Renewals.Any(o => o.Report == r && o.AgreedAt is null)),
        "code-renewals/agree" => state.Renewals.Any(r => r.AgreedAt is null && r.By != seat),
        "mediation" => state.Mediations.Any(m => m.IsOpen) || Mediating.HasPair(state),
        Safeguarding.Noting => !state.MinorFound,
        MinorIdentity.Command => MinorIdentity.CanName(state, seat, known.Holders),
        Retaining.Noting => Retaining.CanNote(state),
        Retaining.Settling => state.Retentions.Any(r => r.Outcome is null),
        "messages" => state.Reports.Count > 0,
        "unsealings/agree" => state.Unsealings.Any(u => Unsealing.CanAgree(state, u, seat, known.Holders)),
        "joint" => state.Joint is { Leads: true, Mode: not JointState.Together },
        "summary" => state.Joint?.OtherCase is not null,
        "follow-up" => state.Joint is { InformedOnly: true },
        "subjects" => state.Stage < CaseStage.AwaitingLegal || state.Subjects.Any(s => !s.Mistaken),
        "agreements/steps" => state.Agreements.Any(a => !a.Ended && a.Steps.Any(s => s.State != AgreementStep.Done && (s.Checks is not { } checks || checks == seat || state.SeatOf(checks) is not { Clean: true }))),
        "agreements/review" => state.Agreements.Any(a => !a.Ended || a.ReviewSince is not null),
        Merging.Joining => Merging.CanMerge(state, seat),
        Merging.Parting => Merging.CanSplit(state),
        Apologising.Inviting => Apologising.HasAgreement(state),
        Apologising.Checking => Apologising.CanCheck(state),
        Monitoring.Command => Monitoring.Looks(state, now).Any(l => l.State == LookBack.IsDue),
        "unlink-report" => state.LinkedHere.Any(l => Linking.Stuck(state, l) is null),
        "subjects/mistaken" => state.Subjects.Any(s => !s.Mistaken && !s.DoubtedBy.Contains(seat)),
        "hearing" => state.Subjects.Any(s => !s.Mistaken),
        "accused-notice" => state.Subjects.Any(s => !s.Mistaken && ((state.Accused.RoomOf(s.Person) is not { EnteredAt: not null } && WhoKnows.NeverKnew(state, s.Person) is null) || WhoKnows.MayBeSpared(state, s.Person))),
        "answer-time" => state.Subjects.Any(s => !s.Mistaken && state.Accused.RoomOf(s.Person) is not null),
        "interim-measures/review" => state.Interim.Any(m => m.Verdict != "reversed" && m.By != seat && m.ByAccount != state.SeatOf(seat)!.Account),
        "proposals/votes" => state.Proposals.Any(p => p.TakesVotes(now)),
        "proposals/objections" => state.Proposals.Any(p => p.IsWritten && p.TakesVotes(now)),
        "proposals/close" => state.Proposals.Any(p => p is { State: ProposalState.Open, IsWritten: false } && Deciding.Unheard(state, p.Content, now) is null),
        Commenting.Command => Commenting.CanAsk(state, now),
        DataRequests.Answering => state.DataRequests.Any(r => DataRequests.Undraftable(r) is null),
        DataRequests.Extending => state.DataRequests.Any(r => (DataRequests.Undraftable(r) ?? DataRequests.Unextendable(r, now)) is null),
        DataRequests.Approving => state.DataRequests.Any(r => DataRequests.Unapprovable(state, r, seat, now) is null),
        DataRequests.Returned => state.DataRequests.Any(r => DataRequests.Unlookable(r, seat) is null),
        "communications/approve" => state.Communications.Any(c => Communicating.Unapprovable(state, c, seat, now) is null),
        "communications/return" => state.Communications.Any(c => c.State == "draft" && c.By != seat),
        _ => true,
    };
}
