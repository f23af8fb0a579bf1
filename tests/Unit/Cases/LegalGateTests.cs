using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class LegalGateTests
{
    private static GivenCase Adopted(Func<GivenCase, DecisionContent> content, string kind = "foundation")
    {
        var given = Opened(Body(kind: kind)).Ready();
        return given.Proposed(content(given)).Voted("yes", 1, 2, 3).MeetingClosed();
    }

    private static GivenCase Waiting(string kind = "foundation") => Adopted(g => g.Suspending(84), kind);

    private static GivenCase AnsweredWith(GivenCase given, string outcome) => given
        .After(new CaseCommand.AskCounsel(Seat(1), given.Now, Id(30), TheProposal, "May we?", []))
        .After(new CaseCommand.AnswerAsCounsel(Id(400), given.Now, Id(30), outcome, "privileged"));

    [Fact]
    public void Exactly_two_months_pass_one_day_more_waits()
    {
        Adopted(g => g.Suspending(61)).Then<CaseEvent.DecisionRecorded>(); // 2 March to 2 May
        Adopted(g => g.Suspending(62)).Then<CaseEvent.LegalAwaited>().Reasons.ShouldBe(["longerThanTwoMonths"]);
    }

    [Fact]
    public void Permanent_naming_and_any_risk_factor_wait_too()
    {
        Adopted(g => g.BanningForEver()).Then<CaseEvent.LegalAwaited>().Reasons.ShouldBe(["permanent"]);
        Adopted(g => g.Suspending(30, naming: true)).Then<CaseEvent.LegalAwaited>().Reasons.ShouldBe(["publicNaming"]);
        var risky = Opened(Body(kind: "foundation")).Ready().After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, "attorneyHired", true));
        risky.Proposed().Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.LegalAwaited>().Reasons.ShouldBe(["riskFactor"]);
    }

    [Fact]
    public void No_exposure_records_the_decision()
    {
        var given = AnsweredWith(Waiting(), "noExposure");
        given.Then<CaseEvent.DecisionRecorded>().Binding.ShouldBeTrue();
        given.State.Stage.ShouldBe(CaseStage.Decided);
        given.State.ProposalOf(TheProposal)!.State.ShouldBe(ProposalState.Adopted);
        given.When(new CaseCommand.AnswerAsCounsel(Id(400), given.Now, Id(30), "noExposure", null)).ThenRefused("alreadyAnswered");
    }

    [Fact]
    public void What_counsel_did_not_know_of_goes_to_counsel_again()
    {
        var asked = Opened(Body(kind: "foundation")).Ready().Proposed(Opened().Suspending(90)).Voted("yes", 1, 2, 3);
        asked = AnsweredWith(asked, "noExposure");
        asked.MeetingClosed().Then<CaseEvent.DecisionRecorded>();

        var waiting = asked.After(new CaseCommand.RecordRiskFactor(Seat(1), Monday, "attorneyHired", true)).MeetingClosed();

        waiting.Then<CaseEvent.LegalAwaited>().Reasons.ShouldBe(["longerThanTwoMonths", "riskFactor"]);
        waiting.ThenNot<CaseEvent.DecisionRecorded>();
        waiting.After(new CaseCommand.RecordConsultation(Seat(1), Monday, "noExposure", null, "a lawyer")).Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void Changes_void_the_proposal()
    {
        var given = AnsweredWith(Waiting(), "proceedWithChanges");
        given.Then<CaseEvent.ProposalVoided>();
        given.State.Stage.ShouldBe(CaseStage.Deliberating);
    }

    [Theory]
    [InlineData("project", "orrery")]
    [InlineData("foundation", "meridian")]
    public void Exposure_makes_a_transfer_due(string kind, string to)
    {
        var given = AnsweredWith(Waiting(kind), "exposureLikely");
        given.Then<CaseEvent.TransferBecameDue>().ShouldSatisfyAllConditions(t => t.Rule.ShouldBe("J5"), t => t.To.ShouldBe(to));
        given.When(new CaseCommand.Propose(Seat(1), given.Now, Id(99), "meeting", FindingNothing)).ThenRefused("R15");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Counsel_frees_nothing_that_another_body_is_to_decide(bool offeredOnly)
    {
        var waiting = Waiting("project");
        var leaving = offeredOnly
            ? waiting.After(new CaseCommand.OfferTransfer(Seat(1), waiting.Now, Id(31), "orrery", null, null, "all"))
            : waiting.After(new CaseCommand.RecordRiskFactor(Seat(1), waiting.Now, Factors.SuspectedLawViolation, true));
        var given = AnsweredWith(leaving, "noExposure");
        given.ThenNot<CaseEvent.DecisionRecorded>();
        given.Then<CaseEvent.ProposalVoided>().Because.ShouldBe("transfer");
        given.State.Stage.ShouldBe(CaseStage.Deliberating);
        leaving.After(new CaseCommand.RecordConsultation(Seat(1), leaving.Now, "noExposure", null, "outside counsel")).ThenNot<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void What_is_asked_of_counsel_is_about_one_proposal_and_the_answer_is_too()
    {
        var given = Opened(Body(kind: "foundation")).Ready();
        given = given.Proposed(given.Suspending(84)).After(new CaseCommand.Propose(Seat(2), given.Now, Id(721), "meeting", given.Suspending(90)));
        var ask = new CaseCommand.AskCounsel(Seat(1), given.Now, Id(30), null, "May we?", []);
        given.When(ask).ThenRefused("whichProposal");
        given.When(new CaseCommand.RecordConsultation(Seat(1), given.Now, "noExposure", null, "outside counsel")).ThenRefused("whichProposal");

        given = given.After(new CaseCommand.RecordConsultation(Seat(1), given.Now, "noExposure", null, "outside counsel") { Proposal = TheProposal });
        given = given.After(ask with { Proposal = Id(721) }).After(new CaseCommand.AnswerAsCounsel(Id(400), given.Now, Id(30), "proceedWithChanges", null));

        given.State.ProposalOf(TheProposal)!.LegalOutcome.ShouldBe("noExposure");
        given.State.ProposalOf(Id(721))!.LegalOutcome.ShouldBe("proceedWithChanges");
        given.Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void Where_no_body_above_has_a_counsel_or_the_proposal_is_closed_nobody_is_asked()
    {
        var given = Opened().Ready().Proposed();
        var ask = new CaseCommand.AskCounsel(Seat(1), given.Now, Id(30), null, "May we?", []);

        (given with { State = given.State with { Handling = given.State.Handling with { Parent = null } } }).When(ask).ThenRefused("noCounsel");
        given.When(ask with { Proposal = Id(721) }).ThenRefused("proposalClosed");
        given.When(new CaseCommand.RecordConsultation(Seat(1), given.Now, "noExposure", null, "a lawyer") { Proposal = Id(721) }).ThenRefused("proposalClosed");
        var voided = given.Apply(new CaseEvent.ProposalVoided(TheProposal, "transfer", given.Now));
        voided.When(ask with { Proposal = TheProposal }).ThenRefused("proposalClosed");
        given.After(ask).Then<CaseEvent.LegalAsked>().Proposal.ShouldBe(TheProposal, "the only one it can be about");
    }

    [Fact]
    public void What_is_permanent_follows_from_what_it_does_and_not_from_what_it_is_called()
    {
        var given = Opened(Body(kind: "foundation")).Ready();
        var forGood = given.Suspending(30);
        forGood.IsPermanent.ShouldBeFalse();
        foreach (var until in new DateTimeOffset?[] { null, given.Now.AddYears(10).AddDays(1) })
        {
            var content = forGood with { Remedies = [forGood.Remedies[0] with { Until = until, Permanent = false }] };
            content.IsPermanent.ShouldBeTrue($"{until}");
            LegalGate.Reasons(given.State, content).ShouldContain("permanent");
        }

        (forGood with { Remedies = [forGood.Remedies[0] with { Until = given.Now.AddYears(10) }] }).IsPermanent.ShouldBeFalse();
        (forGood with { Remedies = [forGood.Remedies[0] with { Type = "contentRemoval", Until = null }] }).IsPermanent.ShouldBeFalse("done once");
        (forGood with { Remedies = [forGood.Remedies[0] with { Type = "warning", Until = null, Permanent = true }] }).IsPermanent.ShouldBeFalse("it limits nobody");
        given.Proposed(forGood with { Remedies = [forGood.Remedies[0] with { Until = null }] }).Voted("yes", 1, 2).MeetingClosed(3).Then<CaseEvent.ProposalFailed>();
    }

    [Fact]
    public void A_conflicted_counsel_settles_nothing()
    {
        var given = AnsweredWith(Waiting(), "conflicted");
        given.State.Stage.ShouldBe(CaseStage.AwaitingLegal);
        given.After(new CaseCommand.RecordConsultation(Seat(1), given.Now, "noExposure", null, "outside counsel")).Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void Asked_before_the_vote_the_decision_need_not_wait()
    {
        var given = Opened(Body(kind: "foundation")).Ready();
        given = AnsweredWith(given.Proposed(given.Suspending(84)), "noExposure");
        given.Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.DecisionRecorded>();
    }

    [Theory]
    [InlineData("onHold")]
    [InlineData("deliberating")]
    public void While_counsel_is_awaited_people_are_told_how_it_stands_and_it_goes_on_waiting(string word)
    {
        var waiting = Waiting().Later(TimeSpan.FromDays(3));
        Availability.Allowed(waiting.State, Seat(1), waiting.Now).ShouldContain("status");

        var noted = waiting.After(new CaseCommand.NoteStatus(Seat(1), waiting.Now, word, "Counsel has it."));
        noted.State.ShouldSatisfyAllConditions(s => s.Stage.ShouldBe(CaseStage.AwaitingLegal), s => s.StatusDue.ShouldBe(waiting.Now.AddDays(7)));
        AnsweredWith(noted, "noExposure").Then<CaseEvent.DecisionRecorded>();
    }

    [Fact]
    public void Urgent_questions_are_due_in_a_day()
    {
        var urgent = Opened(urgency: "urgent").Cleared(1).After(new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we?", []));
        urgent.Then<CaseEvent.LegalAsked>().Due.ShouldBe(Monday.AddHours(24));
        Opened().Cleared(1).After(new CaseCommand.AskCounsel(Seat(1), Monday, Id(30), null, "May we?", [])).Then<CaseEvent.LegalAsked>().Due.ShouldBe(Monday.AddDays(5));
    }
}
