using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class ScreeningTests
{
    private static IEnumerable<Guid> Asked(GivenCase given) => given.State.Panel.Select(p => p.Seat);

    [Fact]
    public void Nobody_answers_about_a_case_that_is_over_or_has_gone()
    {
        var given = Opened().Cleared(1, 2, 3).Triaged();
        var answer = new CaseCommand.AnswerConflict(Seat(4), Monday, Conflict.None, [], null);

        new GivenCase(given.State with { Stage = CaseStage.Closed }, Monday).When(answer).ThenRefused("caseClosed");
        new GivenCase(given.State with { Gone = new(Id(50), "orrery", Id(702), Monday) }, Monday).When(answer).ThenRefused("caseTransferred");
        given.After(answer).Then<CaseEvent.ConflictAnswered>();
    }

    [Fact]
    public void A_small_body_is_asked_as_a_whole() => Asked(Opened(Body(5, alternates: 3))).ShouldBe([Seat(1), Seat(2), Seat(3), Seat(4), Seat(5)]);

    [Fact]
    public void A_larger_one_asks_its_duty_seats_first_then_in_order_until_the_panel_is_complete()
    {
        var given = Opened(Body(8, policy: Policy(ask: "inOrder")));
        Asked(given).ShouldBe([Seat(1), Seat(2)]);

        Asked(given = given.Cleared(1)).ShouldBe([Seat(1), Seat(2), Seat(3)]);
        Asked(given = given.Answered(2, Conflict.Hard)).ShouldBe([Seat(1), Seat(2), Seat(3), Seat(4)]);
        Asked(given.Cleared(3).Cleared(4)).Count().ShouldBe(4);
    }

    [Fact]
    public void Whom_a_reporter_told_who_they_are_is_asked_with_the_first()
    {
        var given = Opened(Entrusted(Body(8, alternates: 1, policy: Policy(ask: "inOrder")), 7));
        Asked(given).ShouldBe([Seat(7), Seat(1), Seat(2)], ignoreOrder: true);

        Asked(given = given.Cleared(1)).Count().ShouldBe(3, "they count like any other");
        Asked(given.Answered(7, Conflict.Hard)).ShouldContain(Seat(3));
        Asked(Opened(Entrusted(Body(8, policy: Policy(ask: "inOrder")), 2))).ShouldBe([Seat(1), Seat(2)], ignoreOrder: true, "who is asked anyway is not asked beside");
        Asked(Opened(Entrusted(Body(5, alternates: 2), 102))).ShouldBe([.. Enumerable.Range(1, 5).Select(Seat), Seat(102)], ignoreOrder: true, "also an alternate: the reporter called them");
    }

    [Fact]
    public void So_it_is_where_it_cannot_wait_and_they_take_no_rung()
    {
        var given = Opened(Entrusted(Body(8, policy: Policy(ask: "inOrder")), 7), urgency: "urgent");
        Asked(given).ShouldBe([Seat(7), Seat(1)], ignoreOrder: true);
        Asked(given.After(new CaseCommand.ClimbLadder(Monday.AddMinutes(30)))).ShouldBe([Seat(7), Seat(1), Seat(2)], ignoreOrder: true);
        Asked(Opened(Entrusted(Body(8, policy: Policy(ask: "inOrder")), 1), urgency: "urgent")).ShouldBe([Seat(1)]);
    }

    [Fact]
    public void So_it_is_when_what_they_were_told_comes_from_another_case()
    {
        var into = Opened(Body(8, policy: Policy(ask: "inOrder"))).Cleared(1, 2, 3);
        var own = Duplicate(into.State, Id(801), Monday);

        var linked = into.After(new CaseCommand.LinkReport(Seat(1), Monday, Id(801), own with { Handling = Entrusted(own.Handling, 7) }, []));
        linked.Then<CaseEvent.SeatsEntrusted>().Seats.ShouldBe([Seat(7)]);
        Asked(linked).ShouldContain(Seat(7));
        into.After(new CaseCommand.LinkReport(Seat(1), Monday, Id(801), own, [])).ThenNot<CaseEvent.SeatsEntrusted>();
    }

    private static Coc.Contracts.Channel.HandlingBody Entrusted(Coc.Contracts.Channel.HandlingBody body, int seat) =>
        body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(seat) ? s with { Entrusted = true } : s)] };

    [Fact]
    public void Opening_twice_opens_once() => Opened().When(new CaseCommand.Open(
        Monday, Id(700), Id(701), new CaseReport(Report, Monday, null), "normal", [], null, Body(), [], "J1", "x")).Events.ShouldBeEmpty();

    [Fact]
    public void Deadlines_are_those_of_the_bodys_calendar()
    {
        var state = Opened().State;
        state.AcknowledgeDue.ShouldBe(Monday.AddDays(3));
        state.Panel[0].Due.ShouldBe(Monday.AddHours(36)); // half of the acknowledgement time, because that is sooner than 48 h
        state.Stage.ShouldBe(CaseStage.ConflictScreening);
    }

    [Fact]
    public void Two_softs_one_after_the_other_are_hard()
    {
        var given = Opened().Answered(2, Conflict.Soft, "same company");
        given.State.SeatOf(Seat(2))!.Conflict.ShouldBe(Conflict.Soft);

        given.Answered(2, Conflict.Soft, "spoke in public").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Hard);
    }

    [Fact]
    public void The_same_soft_said_twice_is_one()
    {
        var given = Opened().Answered(2, Conflict.Soft, "same company").Answered(2, Conflict.Soft, "Same company");
        given.Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);

        given.Answered(2, Conflict.Soft, "same company", "spoke in public").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Hard);
        Opened().Answered(2, Conflict.Soft).Answered(2, Conflict.Soft).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
    }

    [Fact]
    public void A_soft_that_is_named_later_is_one_and_what_comes_beside_it_is_another()
    {
        var named = Opened().Answered(2, Conflict.Soft).Answered(2, Conflict.Soft, "same company");

        named.Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Soft);
        named.Answered(2, Conflict.Soft, "spoke in public").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Hard);
        Opened().Answered(2, Conflict.Soft, "same company").Answered(2, Conflict.Soft).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Hard);
    }

    [Fact]
    public void Two_softs_at_once_are_hard() =>
        Opened().Answered(2, Conflict.Soft, "same company", "spoke in public").Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(Conflict.Hard);

    [Fact]
    public void An_answer_is_raised_never_lowered()
    {
        Opened().Answered(2, Conflict.Hard).When(new CaseCommand.AnswerConflict(Seat(2), Monday, Conflict.None, [], null)).ThenRefused("neverLower");
        Opened().Cleared(2).Answered(2, Conflict.Hard).State.SeatOf(Seat(2))!.Clean.ShouldBeFalse();
        Opened().Cleared(2).Answered(2, Conflict.None).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_was_not_asked_cannot_answer() =>
        Opened().When(new CaseCommand.AnswerConflict(Seat(99), Monday, Conflict.None, [], null)).ThenRefused("notOnPanel");

    [Fact]
    public void A_hard_seats_place_goes_to_the_next_alternate_of_its_kind()
    {
        var given = Opened(Body(5, alternates: 3, appointed: 2)).Answered(2, Conflict.Hard);
        Asked(given).ShouldContain(Seat(101));
        Asked(given).ShouldNotContain(Seat(102));

        Asked(given.Answered(101, Conflict.Hard)).ShouldContain(Seat(102));
        Asked(Opened(Body(5, alternates: 3, appointed: 2)).Answered(5, Conflict.Hard)).Count().ShouldBe(5); // appointed, nobody of its kind stands by (S11)
    }

    [Fact]
    public void Below_the_minimum_any_alternate_is_called() =>
        Asked(Opened(Body(3, alternates: 1, appointed: 3)).Answered(1, Conflict.Hard)).ShouldContain(Seat(101));

    [Fact]
    public void An_unanswered_request_runs_out_and_the_seat_may_return_until_the_first_vote()
    {
        var given = Opened(Body(5, alternates: 1)).Later(TimeSpan.FromHours(36)).After(new CaseCommand.GiveUpOnSeat(Monday.AddHours(36), Seat(3)));
        given.Then<CaseEvent.SeatUnavailable>().Seat.ShouldBe(Seat(3));
        Asked(given).ShouldContain(Seat(101));
        given.When(new CaseCommand.GiveUpOnSeat(given.Now, Seat(3))).Events.ShouldBeEmpty();

        given.Cleared(3).State.SeatOf(Seat(3))!.Clean.ShouldBeTrue();
        given.Cleared(1, 2, 4, 5).Triaged().Heard().Proposed().Voted("yes", 1)
            .When(new CaseCommand.AnswerConflict(Seat(3), given.Now, Conflict.None, [], null)).ThenRefused("voted");
    }

    [Fact]
    public void Nobody_is_given_up_on_early() => Opened().When(new CaseCommand.GiveUpOnSeat(Monday.AddHours(1), Seat(3))).Events.ShouldBeEmpty();

    [Fact]
    public void The_majority_settles_what_a_soft_seat_may_do()
    {
        var given = Opened().Cleared(1, 2, 3).Answered(4, Conflict.Soft);
        CaseWallTests.Sees(given, 4).ShouldBeFalse();

        given = given.After(new CaseCommand.JudgeConflict(Seat(1), Monday, Seat(4), true, null, ["read", "evidence"]));
        CaseWallTests.Sees(given, 4).ShouldBeFalse();
        given = given.After(new CaseCommand.JudgeConflict(Seat(2), Monday, Seat(4), true, null, ["read"]));

        given.Then<CaseEvent.SoftConflictConfirmed>().Permitted.Value.ShouldBe(["read"]);
        CaseWallTests.Sees(given, 4).ShouldBeTrue();
        given.When(new CaseCommand.Triage(Seat(4), Monday, "low", "low", null)).ThenRefused("softConflict");
        given.When(new CaseCommand.AddNote(Seat(4), Monday, Id(1), "seen")).ThenRefused("softConflict");
    }

    [Fact]
    public void It_does_what_it_was_permitted_and_nothing_that_decides_whatever_was_permitted()
    {
        var given = Permitted("read", "notes", "hearing").After(new CaseCommand.Acknowledge(Seat(1), Monday, "m"), new CaseCommand.Triage(Seat(1), Monday, "low", "low", null));

        Availability.Allowed(given.State, Seat(4), Monday).ShouldBe(["conflict-statements", "notes", "hearing"], ignoreOrder: true);
        given.After(new CaseCommand.AddNote(Seat(4), Monday, Id(1), "seen"), new CaseCommand.Hear(Seat(4), Monday, Id(2), Rex, "sorry", false, null));
        given.When(new CaseCommand.WriteToReporter(Seat(4), Monday, Id(3), Report, "t")).ThenRefused("softConflict");
        Permitted("read", "proposals", "acknowledge").ShouldSatisfyAllConditions(
            g => g.When(new CaseCommand.Acknowledge(Seat(4), Monday, "m")).ThenRefused("softConflict"), g => Availability.Allowed(g.State, Seat(4), Monday).ShouldBe(["conflict-statements"]));
    }

    [Fact]
    public void What_was_once_permitted_in_words_of_ones_own_is_reading_and_taking_notes() =>
        Permitted("may look at it").State.SeatOf(Seat(4))!.Permitted.ShouldBe(["read", "notes"]);

    [Theory]
    [InlineData("None", new string[0], "Soft")]
    [InlineData("Soft", new string[0], "Soft")]
    [InlineData("Soft", new[] { "same company" }, "Soft")]
    [InlineData("Soft", new[] { "same company", "spoke in public" }, "Hard")]
    [InlineData("Hard", new string[0], "Hard")]
    public void A_soft_tie_declared_beforehand_counts_like_one_that_is_stated_without_a_name(string said, string[] areas, string made)
    {
        var (says, effective) = (Enum.Parse<Conflict>(said), Enum.Parse<Conflict>(made));
        var body = Body();
        var given = Opened(body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(4) ? s with { SoftTie = true } : s)] });

        given.Answered(4, says, areas).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(effective);
        given.Answered(3, says, areas).Then<CaseEvent.ConflictAnswered>().Effective.ShouldBe(says == Conflict.Soft && areas.Length > 1 ? Conflict.Hard : says);
    }

    private static GivenCase Permitted(params string[] acts) => new[] { 1, 2 }.Aggregate(
        Opened().Cleared(1, 2, 3).Answered(4, Conflict.Soft), (g, judge) => g.After(new CaseCommand.JudgeConflict(Seat(judge), Monday, Seat(4), true, null, acts)));

    [Fact]
    public void A_soft_seat_is_permitted_nothing_that_those_without_a_conflict_may_not_do()
    {
        var state = Permitted("read", "notes", "evidence").State;
        Availability.Of(state, Seat(4), "evidence").ShouldBeNull();

        Availability.Of(state with { Joint = new JointState(false, "orrery", null) { Mode = JointState.Alone } }, Seat(4), "evidence").ShouldNotBeNull();
        Availability.Of(state with { Panel = [.. state.Panel.Select(p => p.Seat == Seat(4) ? p with { Role = PanelSeat.EventStaff } : p)] }, Seat(4), "evidence")!.Code.ShouldBe("noVote");
    }

    [Fact]
    public void The_majority_may_raise_and_only_raise()
    {
        var given = Opened().Cleared(1, 2, 3).Answered(4, Conflict.Soft);
        given = given.After(
            new CaseCommand.JudgeConflict(Seat(1), Monday, Seat(4), false, Conflict.Hard, []), new CaseCommand.JudgeConflict(Seat(2), Monday, Seat(4), false, Conflict.Hard, []));
        given.Then<CaseEvent.ConflictRaised>().To.ShouldBe(Conflict.Hard);

        var soft = Opened().Cleared(1, 2, 3).Answered(4, Conflict.Soft);
        soft.When(new CaseCommand.JudgeConflict(Seat(1), Monday, Seat(4), false, Conflict.Soft, [])).ThenRefused("neverLower");
        soft.When(new CaseCommand.JudgeConflict(Seat(1), Monday, Seat(2), true, null, [])).ThenRefused("nothingToConfirm");
        soft.When(new CaseCommand.JudgeConflict(Seat(4), Monday, Seat(4), true, null, ["read"])).ThenRefused("notOnPanel");
    }

    [Fact]
    public void An_ended_seat_leaves_at_once()
    {
        var given = Opened(Body(5, alternates: 1)).Cleared(1).After(new CaseCommand.EndSeat(Monday, Seat(1)));
        CaseWallTests.Sees(given, 1).ShouldBeFalse();
        Asked(given).ShouldContain(Seat(101));
        given.When(new CaseCommand.EndSeat(Monday, Seat(1))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_seat_that_ended_before_it_was_asked_is_not_asked()
    {
        var given = Opened(Body(5, alternates: 2)).After(new CaseCommand.EndSeat(Monday, Seat(101))).Answered(2, Conflict.Hard);
        Asked(given).ShouldContain(Seat(102));
        Asked(given).ShouldNotContain(Seat(101));
        given.When(new CaseCommand.EndSeat(Monday, Seat(999))).Events.ShouldBeEmpty();
    }
}
