using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>How long a case is on hold (R11), and since when it is watched whether the decision is kept (R53).</summary>
public sealed class HoldAndWatchTests
{
    private static CaseCommand.NoteStatus Says(GivenCase given, string state) => new(Seat(1), given.Now, state, null);

    private static CaseCommand.FollowSanction Followed(GivenCase given, int days, string state, int open) => new(Monday.AddDays(days), given.State.Sanctions[0].Id, state, open);

    private static GivenCase RexTold(GivenCase given, int days) => given.After(
        new CaseCommand.Draft(Seat(1), Monday.AddDays(days), Id(31), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday.AddDays(days), Id(31)));

    private static GivenCase Decided(DecisionContent content) => Opened().Ready().Proposed(content).Voted("yes", 1, 2, 3).MeetingClosed();

    [Fact]
    public void On_hold_it_stays_until_the_panel_goes_on_with_it()
    {
        var held = Opened().Cleared().Triaged() is var given ? given.After(Says(given, "onHold")) : null!;
        held.State.OnHold.ShouldBeTrue();
        held.Heard().State.OnHold.ShouldBeFalse("somebody was heard");

        var heard = held.Heard().Later(TimeSpan.FromDays(1));
        var again = heard.After(Says(heard, "onHold"));
        again.Then<CaseEvent.StageReached>().Stage.ShouldBe(CaseStage.Investigating, "the receipt shows when they hear next");
        again.State.OnHold.ShouldBeTrue();
        again.Proposed().State.OnHold.ShouldBeFalse();
    }

    [Fact]
    public void What_was_on_hold_while_counsel_had_it_is_not_on_hold_any_more_when_it_is_decided()
    {
        var waiting = Opened().Ready().Proposed(Opened().Suspending(90)).Voted("yes", 1, 2, 3).MeetingClosed();
        waiting = waiting.After(Says(waiting, "onHold"));
        (waiting.State.Stage, waiting.State.OnHold).ShouldBe((CaseStage.AwaitingLegal, true));

        var decided = waiting.After(new CaseCommand.RecordConsultation(Seat(1), Monday, "noExposure", null, "a lawyer") { Proposal = TheProposal });

        (decided.State.Stage, decided.State.OnHold).ShouldBe((CaseStage.Decided, false));
    }

    [Fact]
    public void A_measure_is_watched_from_when_it_was_first_carried_out()
    {
        var given = Decided(Opened().Suspending(30));
        given.State.MonitoredSince.ShouldBeNull("nobody knows yet what is to be kept");
        given = RexTold(given, 1);
        (given.State.Stage, given.State.MonitoredSince is null).ShouldBe((CaseStage.Communicated, true));
        given = given.After(Followed(given, 2, "active", 2));
        (given.State.Stage, given.State.MonitoredSince is null).ShouldBe((CaseStage.Executing, true));

        given = given.After(Followed(given, 3, "active", 0));
        given.State.MonitoredSince.ShouldBe(Monday.AddDays(3));

        given = given.After(Followed(given, 4, "active", 1)).After(Followed(given, 5, "active", 0));
        given.State.MonitoredSince.ShouldBe(Monday.AddDays(3), "an order that came later begins nothing anew");
    }

    [Fact]
    public void Where_nothing_is_to_be_carried_out_it_is_watched_from_when_they_were_told_and_only_after_a_violation()
    {
        var warning = new Remedy(Rex, "warning", new Scope(["sextant"], []), Monday, null, false, "automatic", false, null, null, null);
        var found = FindingNothing with { Findings = [new Finding(Rex, Finding.Violation, "insult"), new Finding(null, "outOfScope", null)], Remedies = [warning] };

        var warned = Decided(found);
        warned.State.MonitoredSince.ShouldBeNull();
        RexTold(warned, 1).State.MonitoredSince.ShouldBe(Monday.AddDays(1));
        var cleared = RexTold(Decided(FindingNothing), 1);
        (cleared.State.Stage, cleared.State.MonitoredSince is null).ShouldBe((CaseStage.Communicated, true));
        var agreed = RexTold(Decided(Moves.Agreeing(Monday)), 1);
        (agreed.State.Stage, agreed.State.MonitoredSince is null).ShouldBe((CaseStage.Monitoring, true));
    }

    [Fact]
    public void Of_two_who_reported_the_one_who_had_the_word_is_shown_no_date_and_nothing_is_shown_twice()
    {
        var given = Opened().Cleared().Linked(Id(801)).Cleared().Triaged().Heard().Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        given = given.After(new CaseCommand.Draft(Seat(1), Monday, Id(40), "reporter", null, Report, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(40)));

        given.Then<CaseEvent.StageReached>().Told.ShouldBe([Report]);
        given.After(new CaseCommand.NoticeResolution(Seat(1), Monday)).ThenNot<CaseEvent.StageReached>();
    }

    [Fact]
    public void Who_came_before_the_decision_is_owed_the_word_when_everybody_is()
    {
        var given = Opened().Ready().After(new CaseCommand.MakeAffectedCode(Seat(1), Monday, Id(950), Report, false, "yes", false)).Later(TimeSpan.FromDays(2));
        given = given.After(new CaseCommand.MakeAffectedCode(Seat(2), given.Now, Id(950), Report, false, "yes", false)); // the first code was lost
        given.State.LateThreads.ShouldHaveSingleItem().ShouldBe(new(Id(950), Monday), "since they are here, not since the newest code");

        given = RexTold(given.Proposed().Voted("yes", 1, 2, 3).MeetingClosed(), 2);

        Clocks.TellBy(given.State).ShouldBe(Monday.AddDays(9));
    }
}
