using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P12, P13: agreements with steps that are checked, and quiet measures that stay in the case.</summary>
public sealed class AgreeingTests
{
    [Fact]
    public void A_decision_makes_its_agreement_and_no_sanction()
    {
        var given = Agreed();

        given.Then<CaseEvent.AgreementMade>().ShouldSatisfyAllConditions(a => a.Person.ShouldBe(Rex), a => a.Steps.Select(s => s.Checks).ShouldBe([Seat(2), null]));
        given.Then<CaseEvent.DecisionRecorded>().Measures.ShouldBeEmpty();
        given.State.Agreements.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.State.ShouldBe("open"), a => a.Steps[0].What.ShouldBe("takes a training"), a => a.Id.ShouldBe(Coc.Platform.Ids.V5(given.State.Decision!.Id, "0")));
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("advice")]
    public void A_quiet_measure_stays_in_the_case(string type)
    {
        var quiet = Opened().Suspending(1) with { Remedies = [new(Rex, type, new Scope(["sextant"], []), Monday, null, false, "automatic", false, null, null, null)] };

        Opened().Ready().Proposed(quiet).Voted("yes", 1, 2, 3).MeetingClosed().Then<CaseEvent.DecisionRecorded>().Measures.ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_is_cleared_owes_nothing_any_more()
    {
        var told = Agreed().After(new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(31)));
        var mistaken = told.After(new CaseCommand.MarkMistaken(Seat(1), Monday, Rex, "another"), new CaseCommand.MarkMistaken(Seat(2), Monday, Rex, "another"));
        mistaken.State.Agreements.ShouldHaveSingleItem().State.ShouldBe("ended");
        CaseDue.Of(mistaken.State).ShouldNotContain(d => d.Kind == Agreeing.Due);

        var appealed = told.After(new CaseCommand.ReceiveAppeal(Monday, Id(60), "accused", Rex, null, Monday, [], "t", Id(61), Body(3, kind: "foundation"), []));
        appealed.After(new CaseCommand.SettleAppeal(Monday, Id(60), "uphold", [], [])).State.Agreements[0].State.ShouldBe("open");
        appealed.After(new CaseCommand.SettleAppeal(Monday, Id(60), "overturn", [], [])).State.Agreements[0].State.ShouldBe("ended");

        var again = told.After(new CaseCommand.Reopen(Seat(1), Monday, "again"), new CaseCommand.Hear(Seat(1), Monday, Id(711), Rex, "It was not me.", false, null));
        again.State.Agreements[0].State.ShouldBe("open");
        GivenCase Decided(DecisionContent content) => again.After(new CaseCommand.Propose(Seat(1), Monday, Id(721), "meeting", content))
            .After([.. Enumerable.Range(1, 3).Select(n => new CaseCommand.Vote(Seat(n), Monday, Id(721), "yes"))]).After(new CaseCommand.CloseMeeting(Seat(1), Monday, Id(721), []));
        Decided(FindingNothing with { Findings = [new Finding(Rex, "noViolation", null)] }).State.Agreements[0].State.ShouldBe("ended");
        Decided(FindingNothing with { Findings = [new Finding(Id(992), "noViolation", null)] }).State.Agreements[0].State.ShouldBe("open");
    }

    [Fact]
    public void Who_checks_a_step_says_that_it_is_done()
    {
        var given = Agreed();
        given.When(Check(given, 0, "done", 3)).ThenRefused("notTheChecker");
        given = given.After(Check(given, 0, "done", 2));
        given.Then<CaseEvent.AgreementStepDone>();
        given.When(Check(given, 0, "done", 2)).Events.ShouldBeEmpty();
        given.When(Check(given, 0, "missed", 2)).ThenRefused("stepDone");
        given.After(Check(given, 1, "done", 4)).State.Agreements[0].State.ShouldBe("kept");
    }

    [Fact]
    public void When_the_seat_that_checks_has_gone_anybody_of_the_panel_does()
    {
        var given = Agreed().Answered(2, Conflict.Hard);

        given.After(Check(given, 0, "done", 3)).Then<CaseEvent.AgreementStepDone>().By.ShouldBe(Seat(3));
    }

    [Fact]
    public void A_missed_step_opens_a_review_and_nothing_else()
    {
        var given = Agreed();
        given = given.After(Check(given, 0, "missed", 2));

        given.Events.ShouldHaveSingleItem().ShouldBeOfType<CaseEvent.AgreementStepMissed>();
        given.State.Agreements[0].ShouldSatisfyAllConditions(a => a.State.ShouldBe("review"), a => a.ReviewSince.ShouldBe(given.Now));
        given.State.Sanctions.ShouldBeEmpty();
        var goesOn = given.After(new CaseCommand.ReviewAgreement(Seat(3), given.Now, given.State.Agreements[0].Id, "goesOn", "he was ill"));
        goesOn.Then<CaseEvent.AgreementReviewed>();
        goesOn.State.Agreements[0].State.ShouldBe("open", "the other step is still to be done");
        goesOn.When(new CaseCommand.ReviewAgreement(Seat(3), given.Now, given.State.Agreements[0].Id, "goesOn", null)).ThenRefused("nothingMissed");
        var ended = given.After(new CaseCommand.ReviewAgreement(Seat(3), given.Now, given.State.Agreements[0].Id, "ended", null));
        ended.State.Agreements[0].State.ShouldBe("ended");
        ended.When(Check(ended, 1, "done", 3)).ThenRefused("agreementEnded");
    }

    [Fact]
    public void Nobody_checked_it_in_time()
    {
        var given = Agreed();
        var (step, due) = (given.State.Agreements[0].Steps[0].Id, given.State.Agreements[0].Steps[0].Due);
        CaseDue.Of(given.State).ShouldContain(new CaseDue(Agreeing.Due, step, due));
        given.When(new CaseCommand.PassStepTime(due.AddTicks(-1), step)).Events.ShouldBeEmpty();

        given = given.After(new CaseCommand.PassStepTime(due, step));

        given.Then<CaseEvent.AgreementStepMissed>().By.ShouldBeNull();
        CaseDue.Of(given.State).ShouldNotContain(d => d.Thing == step);
        given.When(new CaseCommand.PassStepTime(due, step)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void More_time_is_later_than_before_and_ends_the_review()
    {
        var given = Agreed();
        given = given.After(Check(given, 0, "missed", 2));
        given.When(Check(given, 0, "extended", 2, Monday.AddDays(10))).ThenRefused("notLater");

        given = given.After(Check(given, 0, "extended", 2, Monday.AddDays(30)));

        given.Then<CaseEvent.AgreementStepExtended>();
        given.State.Agreements[0].ShouldSatisfyAllConditions(a => a.State.ShouldBe("open"), a => a.Steps[0].Due.ShouldBe(Monday.AddDays(30)));
    }

    [Fact]
    public void The_case_is_watched_and_does_not_close_before_it_is_kept_or_looked_at()
    {
        var given = Agreed().After(
            new CaseCommand.Draft(Seat(1), Monday, Id(31), "accused", Rex, null, "This is what we agreed."), new CaseCommand.Approve(Seat(2), Monday, Id(31))).WithWord().After(new CaseCommand.NoticeResolution(Seat(1), Monday));
        given.State.Stage.ShouldBe(CaseStage.Monitoring);
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("agreementOpen");
        given = given.After(Check(given, 0, "done", 2));
        given = given.After(Check(given, 1, "missed", 3));
        given.When(new CaseCommand.Close(Seat(1), Monday, null)).ThenRefused("agreementOpen");

        given.After(new CaseCommand.ReviewAgreement(Seat(1), Monday, given.State.Agreements[0].Id, "goesOn", null), new CaseCommand.Close(Seat(1), Monday, null)).State.Stage.ShouldBe(CaseStage.Closed);
    }

    private static GivenCase Agreed() => Opened().Ready().Proposed(Moves.Agreeing(Monday)).Voted("yes", 1, 2, 3).MeetingClosed();

    private static CaseCommand.CheckStep Check(GivenCase given, int step, string state, int seat, DateTimeOffset? until = null) =>
        new(Seat(seat), given.Now, given.State.Agreements[0].Steps[step].Id, state, until);
}
