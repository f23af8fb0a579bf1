using System.Reflection;
using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>R15: while another body has to decide, nothing records a decision or its effect here, whichever rule says so.</summary>
public sealed class MandatoryTransferTests
{
    public static TheoryData<string> Triggers => ["J2", "J3", "J4", "J5"];

    /// <summary>Every command of the panel that makes, moves or records a decision.</summary>
    private static readonly (string Name, Func<GivenCase, CaseCommand> Make)[] Deciding =
    [
        ("proposals", g => new CaseCommand.Propose(Seat(1), g.Now, Id(721), "meeting", g.Suspending(10))),
        ("proposals", g => new CaseCommand.Propose(Seat(1), g.Now, Id(722), "written", FindingNothing)),
        ("proposals/votes", g => new CaseCommand.Vote(Seat(1), g.Now, TheProposal, "yes")),
        ("proposals/close", g => new CaseCommand.CloseMeeting(Seat(1), g.Now, TheProposal, [])),
    ];

    // What is no decision, and so stays possible until the receiver has accepted (P16); a new command has to be put on one side or the other.
    private static readonly string[] Others =
    [
        "conflict-confirmations", "acknowledge", "messages", "triage", "assign", "hand-on", "hand-on/take", "notes", "evidence", "jurisdiction", "risk-factors", "projects", "legal-requests", "legal-consultations", "link-reports", "subjects",
        "interim-measures", "interim-measures/review", "hearing", "accused-notice", "answer-time", "affected-codes", "minor", "minor-identity", "safeguarding", "guardians", "retention", "retention/settle", "split-report", "mediation", "comment-requests", "data-requests/answer", "data-requests/extend", "data-requests/approve", "data-requests/return", "code-renewals", "code-renewals/agree", "status", "proposals/objections", "communications", "communications/approve", "communications/return", "transfers", "resolution-notice", "close", "unsealings", "unsealings/agree", "joint", "summary", "follow-up", "unlink-report", "subjects/mistaken", "witnesses", "reopen", "subjects/merge", "subjects/split", "agreements/steps", "agreements/review", "agreements/apology", "apologies/check", "monitoring", "urgency", "co-decider", "outside", "outside/end",
    ];

    // Recorded by nobody of the panel: each is tried below.
    private static readonly string[] OfTheSystem =
    [
        "Open", "AnswerConflict", "GiveUpOnSeat", "EndSeat", "HearFromReporter", "FollowEvaluation", "EndWindow", "AnswerAsCounsel", "FollowSanction", "TellAhead", "AcceptTransfer", "StepUp",
        "AnswerMediation", "PassMediationTime", "RefuseTransfer", "RecallTransfer", "DisputeTransfer", "SettleTransfer", "PassTransferTime", "RemindSeat", "ClimbLadder", "NoteConsents", "EndConsentWindow", "PassJointTime", "Join", "ReceiveSummary", "FollowPartner", "NoteEmergency", "LearnOfProject", "EndRecallWindow", "HearFromAccused", "OpenByCommittee", "PassStepTime", "PassClock", "FollowAppeal", "ReceiveAppeal", "SettleAppeal", "LearnOfAppeal", "HearComment", "HearApology", "HearDataRequest", "PassDataTime", "NoteKeyDestroyed", "EraseIdentity", "NoteIdentityKeysDestroyed", "PassCoDeciderTime", "CallSeats", "OfferDue", "LearnFromLead", "PassTurn", "ReportFromOutside", "PassEngagementTime",
    ];

    [Theory]
    [MemberData(nameof(Triggers))]
    public void Every_command_that_decides_is_refused_with_R15(string trigger)
    {
        var given = With(trigger, Opened().Ready().Proposed());

        given.State.TransferDueBy.ShouldContain(trigger);
        foreach (var (name, make) in Deciding)
        {
            var refused = given.When(make(given)).Refusal.ShouldNotBeNull($"{name} under {trigger}");
            refused.ShouldSatisfyAllConditions(r => r.Code.ShouldBe("R15"), r => r.Rule.ShouldBe("R15"), r => r.Detail.ShouldContain(trigger));
            Availability.Allowed(given.State, Seat(1), given.Now).ShouldNotContain(name);
        }

        given.When(new CaseCommand.Close(Seat(1), given.Now, null)).ThenRefused("notDecided");
        given.When(new CaseCommand.NoticeResolution(Seat(1), given.Now)).ThenRefused("notDecided");
    }

    [Theory]
    [MemberData(nameof(Triggers))]
    public void A_window_that_ends_and_counsels_word_record_nothing_either(string trigger)
    {
        var written = With(trigger, Opened().Ready().Proposed(route: "written").Voted("yes", 1, 2, 3)).Later(TimeSpan.FromDays(3));
        written.When(new CaseCommand.EndWindow(written.Now, TheProposal)).ShouldSatisfyAllConditions(
            g => g.ThenNot<CaseEvent.DecisionRecorded>(), g => g.Then<CaseEvent.ProposalVoided>().Because.ShouldBe("transfer"));

        var waiting = With(trigger, Opened().Ready().Proposed(Opened().Suspending(90)).Voted("yes", 1, 2, 3).After(new CaseCommand.CloseMeeting(Seat(1), Monday, TheProposal, [])));
        waiting = waiting.When(new CaseCommand.RecordConsultation(Seat(1), waiting.Now, "noExposure", null, "counsel"));
        waiting.ThenNot<CaseEvent.DecisionRecorded>();
        waiting.State.Decision.ShouldBeNull();
    }

    [Fact]
    public void Every_command_stands_on_one_side()
    {
        var names = typeof(CaseCommand).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(t => t.IsAssignableTo(typeof(CaseCommand)) && !OfTheSystem.Contains(t.Name))
            .Select(t => Availability.NameOf((CaseCommand)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t))).Distinct();

        names.Order().ShouldBe(Deciding.Select(d => d.Name).Distinct().Concat(Others).Order());
    }

    [Fact]
    public void Another_project_makes_J2_true_later_and_its_leaving_makes_it_false_again()
    {
        var given = Opened().Ready().After(new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true));
        given.Then<CaseEvent.TransferBecameDue>().ShouldSatisfyAllConditions(d => d.Rule.ShouldBe("J2"), d => d.To.ShouldBe("orrery"));
        given.Then<CaseEvent.JurisdictionFactsChanged>().Facts.Projects.ShouldBe(["astrolabe", "sextant"]);
        given.When(new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", true)).Events.ShouldBeEmpty();
        given.When(new CaseCommand.NameProject(Seat(1), Monday, "sextant", false)).ThenRefused("ownProject");

        given = given.After(new CaseCommand.NameProject(Seat(1), Monday, "astrolabe", false));
        given.Then<CaseEvent.TransferNoLongerDue>().Rule.ShouldBe("J2");
        given.Proposed().State.Proposals.ShouldHaveSingleItem();
    }

    private static GivenCase With(string trigger, GivenCase given) => trigger switch
    {
        "J2" => given.After(new CaseCommand.NameProject(Seat(1), given.Now, "astrolabe", true)),
        "J3" => given.Answered(3, Conflict.Hard).Answered(4, Conflict.Hard).Answered(5, Conflict.Hard),
        "J4" => given.After(new CaseCommand.RecordRiskFactor(Seat(1), given.Now, Factors.SuspectedLawViolation, true)),
        _ => given.After(new CaseCommand.JudgeJurisdiction(Seat(1), given.Now, false, "J5", null)),
    };
}
