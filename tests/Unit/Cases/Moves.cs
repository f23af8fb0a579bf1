using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What may be tried on a case: anything, for random histories; and well-formed instances of each command of the panel.</summary>
internal static class Moves
{
    public static readonly Guid Staff = Id(300);

    /// <summary>Anything that may happen, wrong or right, with a fresh id.</summary>
    public static IReadOnlyList<Func<GivenCase, Guid, Guid, CaseCommand>> All { get; } =
    [
        (g, s, _) => new CaseCommand.AnswerConflict(s, g.Now, Conflict.None, [], null),
        (g, s, _) => new CaseCommand.AnswerConflict(s, g.Now, Conflict.None, [], null),
        (g, s, _) => new CaseCommand.AnswerConflict(s, g.Now, Conflict.None, [], null),
        (g, s, _) => new CaseCommand.AnswerConflict(s, g.Now, Conflict.Soft, ["same company"], null),
        (g, s, n) => Any(g, s, n, "conflict-confirmations"),
        (g, s, _) => new CaseCommand.GiveUpOnSeat(g.Now, s),
        (g, s, n) => n.GetHashCode() % 3 == 0 ? new CaseCommand.EndSeat(g.Now, s) : new CaseCommand.AnswerConflict(s, g.Now, Conflict.None, [], null),
        (g, s, _) => new CaseCommand.Acknowledge(s, g.Now, "m"),
        (g, s, _) => new CaseCommand.Triage(s, g.Now, "low", "low", null),
        (g, s, n) => new CaseCommand.Hear(s, g.Now, n, Rex, "r", false, null),
        (g, s, n) => new CaseCommand.Propose(s, g.Now, n, "meeting", FindingNothing),
        (g, s, n) => new CaseCommand.Propose(s, g.Now, n, n.GetHashCode() % 2 == 0 ? "written" : "meeting", g.Suspending(90)),
        (g, s, n) => new CaseCommand.Propose(s, g.Now, n, "meeting", Agreeing(g.Now)),
        (g, s, n) => Any(g, s, n, "agreements/steps"),
        (g, s, n) => n.GetHashCode() % 3 == 0 ? Any(g, s, n, "agreements/review") : Any(g, s, n, "agreements/steps"),
        (g, s, n) => g.State.Apologies.Count == 0 ? Any(g, s, n, Apologising.Inviting) : Any(g, s, n, Apologising.Checking),
        (g, s, n) => g.State.Apologies.Count == 0 ? new CaseCommand.AddNote(s, g.Now, n, "n") : new CaseCommand.HearApology(g.Now, TellingAccused.RoomOf(g.State, Rex), g.State.Apologies[^1].Id, n),
        (g, s, n) => Any(g, s, n, "proposals/votes"),
        (g, s, n) => Any(g, s, n, "proposals/votes"),
        (g, s, n) => Any(g, s, n, "proposals/close"),
        (g, s, n) => Any(g, s, n, "proposals/objections"),
        (g, s, n) => g.State.Proposals.Count == 0 ? new CaseCommand.AddNote(s, g.Now, n, "n") : new CaseCommand.EndWindow(g.Now, g.State.Proposals[^1].Id),
        (g, s, n) => Any(g, s, n, "communications"),
        (g, s, n) => Any(g, s, n, "communications/approve"),
        (g, s, n) => Any(g, s, n, "communications/return"),
        (g, s, n) => Any(g, s, n, "subjects"),
        (g, s, n) => Any(g, s, n, "subjects/mistaken"),
        (g, s, n) => n.GetHashCode() % 3 == 0 ? Any(g, s, n, "subjects/split") : Any(g, s, n, "subjects/merge"),
        (g, s, n) => Any(g, s, n, "link-reports"),
        (g, s, n) => Any(g, s, n, "unlink-report"),
        (g, s, n) => Any(g, s, n, "interim-measures"),
        (g, s, n) => Any(g, s, n, "interim-measures/review"),
        (g, s, n) => new CaseCommand.NoteEmergency(g.Now, n, Report, Rex, "mute", [], g.Now.AddHours(9), true, Id(99), Id(501), g.Now),
        (g, s, n) => Any(g, s, n, "risk-factors"),
        (g, s, n) => Any(g, s, n, "projects"),
        (g, s, n) => Any(g, s, n, "transfers"),
        (g, s, _) => new CaseCommand.RecallTransfer(s, g.Now, g.State.Offer?.Id ?? Id(1)),
        (g, s, n) => new CaseCommand.AcceptTransfer(g.Now, g.State.Offer?.Id ?? Id(1), n, Body(kind: "foundation"), []),
        (g, s, n) => Any(g, s, n, "legal-consultations"),
        (g, s, n) => Any(g, s, n, "resolution-notice"),
        (g, s, n) => Any(g, s, n, "close"),
        (g, s, n) => Any(g, s, n, "monitoring"),
        (g, s, n) => Any(g, s, n, "reopen"),
        (g, s, n) => Any(g, s, n, "witnesses"),
        (g, s, n) => Any(g, s, n, "unsealings"),
        (g, s, n) => Any(g, s, n, "accused-notice"),
        (g, s, n) => Any(g, s, n, "answer-time"),
        (g, s, n) => n.GetHashCode() % 3 == 0 ? Any(g, s, n, Safeguarding.Noting) : Any(g, s, n, Safeguarding.Contact),
        (g, s, n) => Any(g, s, n, Safeguarding.Guardians),
        (g, s, n) => n.GetHashCode() % 2 == 0 ? Any(g, s, n, Retaining.Noting) : Any(g, s, n, Retaining.Settling),
        (g, s, n) => Any(g, s, n, "affected-codes"),
        (g, s, n) => Any(g, s, n, "mediation"),
        (g, s, n) => Any(g, s, n, "comment-requests"),
        (g, _, n) => g.State.DataRequests.Count > 2 ? new CaseCommand.PassDataTime(g.Now, g.State.DataRequests[^1].Id) : new CaseCommand.HearDataRequest(g.Now, n, Report, n.GetHashCode() % 2 == 0 ? "erasure" : "copy", g.Now),
        (g, s, n) => Any(g, s, n, "data-requests/answer"),
        (g, s, n) => Any(g, s, n, "data-requests/extend"),
        (g, s, n) => Any(g, s, n, "data-requests/approve"),
        (g, s, n) => Any(g, s, n, "data-requests/return"),
        (g, s, n) => Any(g, s, n, "code-renewals"),
        (g, s, n) => Any(g, s, n, "split-report"),
        (g, s, n) => Any(g, s, n, "code-renewals/agree"),
        (g, _, n) => g.State.Mediations.Count == 0 ? new CaseCommand.HearFromAccused(g.Now, TellingAccused.RoomOf(g.State, Rex), n, "entered", null) : Answered(g, n),
        (g, _, n) => g.State.Mediations.Count == 0 ? new CaseCommand.AnswerMediation(g.Now, null, Report, n, "yes") : new CaseCommand.PassMediationTime(g.Now, g.State.Mediations[^1].Id),
        (g, _, n) => new CaseCommand.HearFromAccused(g.Now, TellingAccused.RoomOf(g.State, Rex), n, n.GetHashCode() % 2 == 0 ? "entered" : "response", null),
        (g, s, n) => Any(g, s, n, "unsealings/agree"),
        (g, s, n) => Any(g, s, n, "status"),
        (g, s, n) => Any(g, s, n, "assign"),
        (g, s, n) => Any(g, s, n, "co-decider"),
        (g, s, n) => n.GetHashCode() % 3 == 0 ? Any(g, s, n, "outside/end") : Any(g, s, n, "outside"),
        (g, _, n) => new CaseCommand.PassEngagementTime(g.Now, g.State.Engagements.Select(e => e.Id).LastOrDefault()),
        (g, s, n) => g.State.Loan is null ? Any(g, s, n, "urgency") : new CaseCommand.PassCoDeciderTime(g.Now),
        (g, _, n) => new CaseCommand.OfferDue(g.Now, n, TransferTriggers.Of(g.State).Select(d => d.To).FirstOrDefault() ?? "orrery", new("foundation", new Dictionary<Guid, string>())),
        (g, s, n) => new CaseCommand.StepUp(g.Now, n, Id(62), Body(kind: "foundation"), []),
        (g, s, n) => Any(g, s, n, "joint"),
        (g, s, n) => Any(g, s, n, "summary"),
        (g, _, _) => new CaseCommand.PassJointTime(g.Now),
        (g, s, n) => Known(g, n) is { } sanction ? new CaseCommand.FollowSanction(g.Now, sanction, "active", Math.Abs(n.GetHashCode()) % 2) : new CaseCommand.AddNote(s, g.Now, n, "n"),
        (g, s, n) => new CaseCommand.AddSubject(s, g.Now, n, "lark", ["github:lark"], null, null),
        (g, s, n) => Any(g, s, n, "hand-on"),
        (g, s, n) => n.GetHashCode() % 2 == 0 ? Any(g, s, n, "hand-on/take") : new CaseCommand.PassTurn(g.Now),
    ];

    /// <summary>Who watches next, as Liaison says: now and then a rota takes no turns, or names a seat of no case.</summary>
    public static IReadOnlyList<WatchTurn> TurnsAt(GivenCase given) =>
        [.. Enumerable.Range(0, (int)(given.State.Version % 4)).Select(n => new WatchTurn(Seat(1 + ((int)(given.State.Version + n) % 6)), given.Now.AddDays(n - 1), given.Now.AddDays(n)))];

    public static CaseCommand OpenByCommittee(HandlingBody body) => new CaseCommand.OpenByCommittee(Seat(1), Monday, Id(700), body, "high", "It goes on in the chat.");

    public static CaseCommand OpenJointly() => new CaseCommand.Open(
        Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", [], "orrerycon",
        Body(3, kind: "parent") with
        {
            Slug = "meridian", Kind = "parent", Parent = null,
            Seats = [.. Body(3).Seats, new HandlingSeat(Staff, Id(800), "eventStaff", false, "appointed", 9)],
        },
        [new CaseSubject(Rex, "heron", Identification.Claimed)], "J10", "parentEvent") { JointWith = "orrery" };

    /// <summary>Well-formed instances of what a panel may be asked to take, by the name under which <c>allowed</c> offers it.</summary>
    public static IEnumerable<(string Name, CaseCommand Command)> Tries(GivenCase given, Guid seat, Guid? holder, bool minor = false)
    {
        var (state, now) = (given.State, given.Now);
        var id = Id(1_000_000);
        List<(string, CaseCommand)> tries =
        [
            ("conflict-statements", new CaseCommand.AnswerConflict(seat, now, Conflict.Hard, [], null)),
            ("acknowledge", new CaseCommand.Acknowledge(seat, now, "m")),
            ("urgency", new CaseCommand.RaiseUrgency(seat, now, "ongoingThreat")),
            ("co-decider", new CaseCommand.AskCoDecider(seat, now, Lender)),
            ("outside", new CaseCommand.EngageOutside(seat, now, Outsider(state), "mediator", "t", [], now, now.AddDays(30))),
            .. state.Engagements.Select(e => ("outside/end", (CaseCommand)new CaseCommand.EndEngagement(seat, now, e.Id))),
            ("triage", new CaseCommand.Triage(seat, now, "low", "low", null)),
            ("hand-on", new CaseCommand.HandOn(seat, now, id, "t", TurnsAt(given))), ("hand-on/take", new CaseCommand.TakeOn(seat, now)),
            ("notes", new CaseCommand.AddNote(seat, now, id, "n")),
            ("evidence", new CaseCommand.AttachEvidence(seat, now, id)),
            ("jurisdiction", new CaseCommand.JudgeJurisdiction(seat, now, true, null, null)),
            ("risk-factors", new CaseCommand.RecordRiskFactor(seat, now, Factors.SuspectedLawViolation, !state.RiskFactors.Contains(Factors.SuspectedLawViolation))),
            ("legal-requests", new CaseCommand.AskCounsel(seat, now, id, null, "q", [])),
            ("legal-consultations", new CaseCommand.RecordConsultation(seat, now, "noExposure", null, "a lawyer")),
            ("legal-requests", new CaseCommand.AskCounsel(seat, now, id, null, "q", []) { About = Safeguarding.About }),
            ("legal-consultations", new CaseCommand.RecordConsultation(seat, now, "noExposure", null, "a lawyer") { About = Safeguarding.About }),
            (Retaining.Noting, new CaseCommand.NoteRetention(seat, now, id, "the chat", now.AddDays(30))),
            .. state.Retentions.Select(r => (Retaining.Settling, (CaseCommand)new CaseCommand.SettleRetention(seat, now, r.Id, "saved"))),
            (Safeguarding.Noting, new CaseCommand.NoteMinor(seat, now)),
            .. from one in state.Panel from other in state.Panel where one.Order <= other.Order
               select (MinorIdentity.Command, (CaseCommand)new CaseCommand.NameMinorsSeats(seat, now, [one.Seat, other.Seat], "they left", Told(state, holder, minor))),
            (Safeguarding.Contact, new CaseCommand.ReachSafeguarding(seat, now, "t")),
            (Safeguarding.Guardians, new CaseCommand.ReachGuardians(seat, now, "t")),
            ("link-reports", new CaseCommand.LinkReport(seat, now, id, Duplicate(state, id, now), [])), ("link-reports", new CaseCommand.TieCounterReport(seat, now, Duplicate(state, id, now))),
            ("subjects", new CaseCommand.AddSubject(seat, now, id, "lark", ["github:lark"], null, null)),
            ("interim-measures", new CaseCommand.TakeInterimMeasure(seat, now, id, state.Subjects.FirstOrDefault(s => !s.Mistaken)?.Person, "mute", [], now.AddHours(1), "threats")),
            ("status", new CaseCommand.NoteStatus(seat, now, "onHold", "waiting")),
            ("projects", new CaseCommand.NameProject(seat, now, "astrolabe", !state.Projects.Contains("astrolabe"))),
            ("resolution-notice", new CaseCommand.NoticeResolution(seat, now)),
            ("close", new CaseCommand.Close(seat, now, null)),
            ("reopen", new CaseCommand.Reopen(seat, now, "again")),
            ("witnesses", new CaseCommand.NameWitness(seat, now, id, null, "Ann")),
            ("joint", new CaseCommand.ChooseJoint(seat, now, JointState.Together, null)),
            ("joint", new CaseCommand.ChooseJoint(seat, now, JointState.Alone, Jointly.ImmediateHarm)),
            ("summary", new CaseCommand.SendSummary(seat, now, "s")),
            ("follow-up", new CaseCommand.OpenFollowUp(seat, now)),
            .. state.Panel.SelectMany(p => new[] { Conflict.Soft, Conflict.Hard }.Select(to => ("conflict-confirmations", (CaseCommand)new CaseCommand.JudgeConflict(seat, now, p.Seat, false, to, [])))),
            .. state.Panel.Select(p => ("conflict-confirmations", (CaseCommand)new CaseCommand.JudgeConflict(seat, now, p.Seat, true, null, ["read", "notes", "hearing"]))),
            .. state.Panel.Select(p => ("assign", (CaseCommand)new CaseCommand.Assign(seat, now, p.Seat))),
            .. new[] { "orrery", "meridian", "sextant", "quadrant" }.Select(to => ("transfers", (CaseCommand)new CaseCommand.OfferTransfer(seat, now, id, to, null, null, "all"))),
            .. state.ReportIds.SelectMany(r => new (string, CaseCommand)[]
            {
                ("messages", new CaseCommand.WriteToReporter(seat, now, id, r, "t")), ("unlink-report", new CaseCommand.UnlinkReport(seat, now, r)),
                ("communications", new CaseCommand.Draft(seat, now, id, "reporter", null, r, "t")),
                ("split-report", new CaseCommand.SplitReport(seat, now, r, [new(id, "the other matter", [], [], [])])),
                ("code-renewals", new CaseCommand.AskRenewal(seat, now, id, r, new(true, true))),
                ("affected-codes", new CaseCommand.MakeAffectedCode(seat, now, id, r, false, "yes", false)),
                ("unsealings", new CaseCommand.AskUnsealing(seat, now, id, r, "law", "a law", [], "the police", false, holder, minor)),
            }),
            .. state.ThreadIds.Select(t => ("comment-requests", (CaseCommand)new CaseCommand.RequestComments(seat, now, id, [new(t, Id(1_000_001))], now.AddDays(1), "t"))),
            .. state.Subjects.Where(s => !s.Mistaken).SelectMany(s => state.ThreadIds.Select(t => ("mediation", (CaseCommand)new CaseCommand.OfferMediation(seat, now, id, s.Person, t, new(true, false, false, false))))),
            .. state.Mediations.Select(m => ("mediation", (CaseCommand)new CaseCommand.EndMediation(seat, now, m.Id, "ended", null))),
            .. state.Agreements.SelectMany(a => a.Steps).SelectMany(s => new[] { "done", "missed", "extended" }.Select(to => ("agreements/steps", (CaseCommand)new CaseCommand.CheckStep(seat, now, s.Id, to, s.Due.AddDays(1))))),
            .. state.Agreements.Select(a => ("agreements/review", (CaseCommand)new CaseCommand.ReviewAgreement(seat, now, a.Id, "ended", null))),
            .. state.Agreements.SelectMany(a => state.ThreadIds.Select(t => (Apologising.Inviting, (CaseCommand)new CaseCommand.InviteApology(seat, now, id, a.Id, t, true, false)))),
            .. state.Apologies.Select(a => (Apologising.Checking, (CaseCommand)new CaseCommand.CheckApology(seat, now, a.Id, true, null))),
            .. Monitoring.Looks(state, now).Select(l => ("monitoring", (CaseCommand)new CaseCommand.TakeLook(seat, now, l.Id, "kept", null))),
            .. state.Renewals.Select(r => ("code-renewals/agree", (CaseCommand)new CaseCommand.AgreeRenewal(seat, now, r.Id, new(true, true)))),
            .. state.DataRequests.SelectMany(r => new (string, CaseCommand)[]
            {
                ("data-requests/answer", new CaseCommand.DraftDataAnswer(seat, now, r.Id, id, "refused", "othersRights", "t")), ("data-requests/answer", new CaseCommand.DraftDataAnswer(seat, now, r.Id, id, "granted", null, "t")),
                ("data-requests/extend", new CaseCommand.DraftDataExtension(seat, now, r.Id, id, "complex", "t")), ("data-requests/approve", new CaseCommand.ApproveDataDraft(seat, now, r.Id)),
                ("data-requests/return", new CaseCommand.ReturnDataDraft(seat, now, r.Id, "w")),
            }),
            .. state.Unsealings.Select(u => ("unsealings/agree", (CaseCommand)new CaseCommand.AgreeUnsealing(seat, now, u.Id, holder, minor))),
            .. state.Interim.Select(m => ("interim-measures/review", (CaseCommand)new CaseCommand.ReviewInterimMeasure(seat, now, m.Id, "reverse", null))),
            .. state.Communications.SelectMany(c => new (string, CaseCommand)[]
            {
                ("communications/approve", new CaseCommand.Approve(seat, now, c.Id)), ("communications/return", new CaseCommand.Return(seat, now, c.Id, "w")),
            }),
            .. state.Proposals.SelectMany(p => new (string, CaseCommand)[]
            {
                ("legal-requests", new CaseCommand.AskCounsel(seat, now, id, p.Id, "q", [])), ("legal-consultations", new CaseCommand.RecordConsultation(seat, now, "noExposure", null, "a lawyer") { Proposal = p.Id }),
                ("proposals/votes", new CaseCommand.Vote(seat, now, p.Id, "yes")), ("proposals/votes", new CaseCommand.Vote(seat, now, p.Id, "no")),
                ("proposals/objections", new CaseCommand.Object(seat, now, p.Id, "objection")), ("proposals/close", new CaseCommand.CloseMeeting(seat, now, p.Id, [])),
            }),
        ];
        // Only who is not known to be mistaken is named (what HTTP lets through).
        tries.AddRange(state.Subjects.Where(s => !s.Mistaken).SelectMany(s => new (string, CaseCommand)[]
        {
            ("subjects/split", new CaseCommand.SplitSubject(seat, now, s.Person, id, "lark", ["github:lark"], null, null, [], "another account")),
            ("subjects/mistaken", new CaseCommand.MarkMistaken(seat, now, s.Person, "another account")),
            ("accused-notice", new CaseCommand.NoticeAccused(seat, now, id, s.Person, "w", null, null, null, false, null)),
            ("accused-notice", new CaseCommand.NoticeAccused(seat, now, id, s.Person, "w", null, now.AddDays(5), null, false, null)),
            ("answer-time", new CaseCommand.GiveAnswerTime(seat, now, s.Person, now.AddDays(9))),
            ("hearing", new CaseCommand.Hear(seat, now, id, s.Person, "r", false, null)),
            ("communications", new CaseCommand.Draft(seat, now, id, "accused", s.Person, null, "t")),
            ("subjects", new CaseCommand.Identify(seat, now, s.Person, [$"github:account-{state.Version}"], null, null, true)),
            ("proposals", new CaseCommand.Propose(seat, now, id, "meeting", FindingNothing with { Findings = [new Finding(s.Person, "noViolation", null)] })),
        }));
        tries.AddRange(from s in state.Subjects from t in state.Subjects where !s.Mistaken && !t.Mistaken && s.Person != t.Person select (Merging.Joining, (CaseCommand)new CaseCommand.MergeSubjects(seat, now, s.Person, t.Person, "the same address")));
        if (state.Subjects.All(s => s.Mistaken))
        {
            tries.Add(("proposals", new CaseCommand.Propose(seat, now, id, "meeting", FindingNothing with { Findings = [new Finding(null, "outOfScope", null)] })));
        }

        return tries;
    }

    private static Holders Told(CaseState state, Guid? holder, bool minor) =>
        holder is { } one ? new(state.ReportIds.ToDictionary(r => r, _ => one), minor ? state.ReportIds.ToHashSet() : new HashSet<Guid>()) : Holders.None;

    private static Coc.Contracts.Channel.OutsidePerson Outsider(CaseState state) =>
        new(new(Id(2000 + state.Engagements.Count), Id(2500 + state.Engagements.Count), "outside", false, "appointed", 0), "Mia", state.Engagements.Count % 3 == 2);

    private static HandlingBody Lender { get; } = Body(2, kind: "foundation") with
    {
        Seats = [.. Enumerable.Range(301, 2).Select(n => new HandlingSeat(Id(n), Id(n + 600), "member", false, "elected", n))],
    };

    /// <summary>An agreement with a step that seat 2 checks, and one that anybody checks.</summary>
    public static DecisionContent Agreeing(DateTimeOffset now) => FindingNothing with
    {
        Findings = [new Finding(Rex, "resolvedWithoutFinding", null)],
        Remedies =
        [
            new(Rex, "agreement", new Scope(["sextant"], []), now, null, false, "automatic", false, null, null, Coc.EventStore.Sensitive.Of(
                Coc.Cases.Domain.Agreeing.Write([new("Rex", "takes a training", now.AddDays(10), Seat(2), ["panel"]), new("Rex", "writes to us", now.AddDays(20), null, ["panel", "accused"])]), "panel")),
        ],
    };

    private static CaseCommand Any(GivenCase given, Guid seat, Guid fresh, string name)
    {
        var tries = Tries(given, seat, seat).Where(t => t.Name == name).Select(t => t.Command).ToList();
        var chosen = tries.Count == 0 ? new CaseCommand.AddNote(seat, given.Now, fresh, "n") : tries[(int)((uint)fresh.GetHashCode() % (uint)tries.Count)];
        return chosen switch
        {
            CaseCommand.Draft c => c with { Communication = fresh },
            CaseCommand.LinkReport c => c with { Report = fresh, Own = Duplicate(given.State, fresh, given.Now) },
            CaseCommand.TakeInterimMeasure c => c with { Measure = fresh },
            CaseCommand.OfferTransfer c => c with { Transfer = fresh },
            CaseCommand.NameWitness c => c with { Witness = fresh },
            CaseCommand.NoticeAccused c => c with { Notice = fresh },
            CaseCommand.AskUnsealing c => c with { Unsealing = fresh },
            CaseCommand.MakeAffectedCode c => c with { Affected = fresh },
            CaseCommand.InviteApology c => c with { Apology = fresh },
            CaseCommand.OfferMediation c => c with { Mediation = fresh },
            CaseCommand.AskRenewal c => c with { Renewal = fresh },
            CaseCommand.DraftDataAnswer c => c with { Reply = fresh },
            CaseCommand.DraftDataExtension c => c with { Reply = fresh },
            CaseCommand.RequestComments c => c with { Request = fresh, Asked = [.. c.Asked.Select(a => a with { Communication = Coc.Platform.Ids.V5(fresh, "draft") })] },
            CaseCommand.SplitReport c => c with { Parts = [c.Parts[0] with { Id = fresh }] },
            CaseCommand.AddSubject c => c with { Person = fresh },
            CaseCommand.HandOn c => c with { Note = fresh },
            CaseCommand.SplitSubject c => c with { Other = fresh },
            CaseCommand.NoteRetention c => c with { Retention = fresh },
            _ => chosen,
        };
    }

    private static CaseCommand.AnswerMediation Answered(GivenCase given, Guid fresh)
    {
        var (mediation, number) = (given.State.Mediations[^1], Math.Abs(fresh.GetHashCode()));
        var party = number % 2 == 0 ? mediation.Thread : TellingAccused.RoomOf(given.State, mediation.Person);
        return new(given.Now, mediation.Id, party, fresh, number % 5 == 0 ? "no" : "yes");
    }

    private static Guid? Known(GivenCase given, Guid n) => given.State.Sanctions.Count == 0 ? null : given.State.Sanctions[Math.Abs(n.GetHashCode()) % given.State.Sanctions.Count].Id;
}
