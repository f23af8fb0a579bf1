using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>The person asks to come back, and two seats answer (R52, P14).</summary>
public sealed class ComingBackRules
{
    private static readonly Guid Id = Guid.NewGuid();
    private static readonly Guid Asked = Guid.NewGuid();
    private static readonly Guid Room = Guid.NewGuid();
    private static readonly IssuedOrder AtGithub = new(Guid.NewGuid(), "sextant", "github:sextant", false);
    private static readonly IssuedOrder AtChat = new(Guid.NewGuid(), "sextant", "chat:sextant", false);
    private static readonly IssuedOrder BackAtChat = new(Guid.NewGuid(), "sextant", "chat:sextant", true);
    private static readonly ReturnStep ChatFirst = new(Day.AddDays(50), ["chat:sextant"], ["training"]);
    private static readonly ReturnStep ThenAll = new(Day.AddDays(80), null, []);

    [Fact]
    public void Who_has_to_ask_may_ask_while_it_is_in_force_and_when_its_term_is_over()
    {
        InForce().When(Ask(at: 3)).Events.ShouldBe([new SanctionEvent.ReadmissionAsked(Asked, Room, Day.AddDays(3), Day.AddDays(33))]);
        Pending().When(Ask(at: 60)).ShouldBeOf(typeof(SanctionEvent.ReadmissionAsked));
        InForce().And(Ask(at: 3)).When(Ask(at: 3)).ShouldDoNothing();
    }

    [Fact]
    public void What_cannot_be_asked_is_said_with_what_can_be_done()
    {
        BarredBecause(InForce(readmission: "automatic")).ShouldBe("endsByItself");
        BarredBecause(InForce()[..1]).ShouldBe("notInForce");
        BarredBecause(InForce(kind: SanctionBasis.Adopted)).ShouldBe("notInForce");
        BarredBecause(InForce().And(new SanctionCommand.End("lifted", Day, [], []))).ShouldBe("ended");
        BarredBecause(InForce().And(Ask(at: 3))).ShouldBe("requestOpen");
        BarredBecause(InForce().And(Ask(at: 3), Seat1Says("notYet", askAgain: 100), Seat2Says("notYet", askAgain: 100)), at: 99).ShouldBe("tooEarly");
        BarredBecause(InForce().And(Ask(at: 3), Seat1Says("notYet", askAgain: 100), Seat2Says("notYet", askAgain: 100)), at: 100).ShouldBeNull();
        BarredBecause(ComingBackInSteps()).ShouldBe("returningInSteps");
    }

    [Fact]
    public void Who_asked_while_it_ended_is_shown_so_and_waits_for_nothing()
    {
        var over = InForce().And(new SanctionCommand.End("lifted", Day, [], []));

        over.When(Ask(at: 3)).Events.ShouldBe([new SanctionEvent.ReadmissionNotTaken(Asked, Room, "ended", Day.AddDays(3))]);
        State(over.And(Ask(at: 3))).WayBack.Open.ShouldBeNull();
    }

    [Fact]
    public void One_seat_answers_nothing_and_two_answer_when_they_mean_the_same()
    {
        var first = InForce().And(Ask(at: 3), Seat1Says("notYet", askAgain: 100, reasons: "We would like to see more time pass."));
        State(first).WayBack.Open.ShouldNotBeNull();
        first.When(Seat1Says("notYet", askAgain: 100, reasons: "We would like to see more time pass.")).ShouldDoNothing();
        first.When(Seat2Says("notYet", askAgain: 90)).ShouldBeOf(typeof(SanctionEvent.ReadmissionAnswerProposed));
        first.When(Seat2Says("return")).ShouldBeOf(typeof(SanctionEvent.ReadmissionAnswerProposed));

        var answered = State(first.And(Seat2Says("notYet", askAgain: 100, reasons: "I agree."))).WayBack;

        answered.Open.ShouldBeNull();
        answered.AskAgainFrom.ShouldBe(Day.AddDays(100));
        answered.Requests.Single().Reasons.ShouldBe("We would like to see more time pass.", "the words that both have read");
    }

    [Fact]
    public void What_was_answered_or_is_over_is_not_answered_again()
    {
        var answered = InForce().And(Ask(at: 3), Seat1Says("notYet", askAgain: 100), Seat2Says("notYet", askAgain: 100));

        answered.When(Seat1Says("return")).ShouldRefuse("answered", "R52");
        InForce().When(Seat1Says("return")).ShouldRefuse("unknownRequest", "R52");
        InForce().And(Ask(at: 3), new SanctionCommand.End("overturned", Day, [], [])).When(Seat1Says("return")).ShouldRefuse("ended", "R51");
        InForce().And(Ask(at: 3)).When(Seat1Says("notYet", askAgain: 200)).ShouldRefuse("tooFar", "P14");
    }

    [Fact]
    public void A_return_ends_the_measure_at_once_and_gives_back_what_it_took()
    {
        var asked = Pending().And(Ask(at: 60), Seat1Says("return"));

        var returned = asked.When(Seat2Says("return", withdrawn: [AtGithub.Order], undo: [BackAtChat]));

        returned.ShouldBeOf(typeof(SanctionEvent.ReadmissionAnswerProposed), typeof(SanctionEvent.ReadmissionAnswered), typeof(SanctionEvent.ReturnStepTaken), typeof(SanctionEvent.SanctionEnded), typeof(SanctionEvent.OrdersIssued));
        var ended = returned.Events.OfType<SanctionEvent.SanctionEnded>().Single();
        (ended.Cause, ended.Progress.State, ended.Withdrawn.Single()).ShouldBe(("returned", "ended", AtGithub.Order));
        FeedCauses.Of(State([.. asked, .. returned.Events])).ShouldBe(FeedCauses.Lifted);
    }

    [Fact]
    public void A_step_leaves_its_spaces_on_its_day_and_not_before()
    {
        var coming = ComingBackInSteps();
        State(coming).WayBack.NextStep.ShouldBe(ChatFirst);
        coming.When(Step(49, ["github:sextant"])).ShouldDoNothing();

        var narrower = coming.When(Step(52, ["github:sextant"], withdrawn: [AtChat.Order], undo: [BackAtChat]));

        narrower.ShouldBeOf(typeof(SanctionEvent.ReturnStepTaken), typeof(SanctionEvent.SanctionAmended), typeof(SanctionEvent.OrdersIssued));
        narrower.Events.OfType<SanctionEvent.SanctionAmended>().Single().ShouldSatisfyAllConditions(e => e.At.ShouldBe(Day.AddDays(50)), e => e.Because.ShouldBe("returned"), e => e.Spaces.ShouldBe(["github:sextant"]));
        SanctionEvent[] after = [.. coming, .. narrower.Events];
        Standings.Of(State(after)).Select(r => r.Space).ShouldBe(["github:sextant"]);
        State(after).WayBack.NextStep.ShouldBe(ThenAll);
        after.When(Step(52, [])).ShouldDoNothing();
    }

    [Fact]
    public void The_last_step_ends_it_and_so_does_one_that_leaves_nothing()
    {
        var coming = ComingBackInSteps().And(Step(50, ["github:sextant"]));

        var over = State(coming.And(Step(81, [], undo: [BackAtChat])));
        (over.State, over.EndedBecause, over.EndedAt).ShouldBe(("ended", "returned", Day.AddDays(80)));
        over.WayBack.NextStep.ShouldBeNull();
        ComingBackInSteps().When(Step(50, [])).Events.ShouldContain(e => e is SanctionEvent.SanctionEnded);
    }

    [Fact]
    public void Two_seats_stop_what_has_not_come_yet_and_what_came_stays()
    {
        var coming = ComingBackInSteps().And(Step(50, ["github:sextant"]));
        coming.And(Stop(Seat1)).When(Stop(Seat1)).ShouldDoNothing();

        var stopped = coming.And(Stop(Seat1), Stop(Seat2));

        State(stopped).ShouldSatisfyAllConditions(
            s => s.Over.ShouldBeFalse(), s => s.Imposed!.Scope.Spaces.ShouldBe(["github:sextant"]), s => s.WayBack.NextStep.ShouldBeNull(), s => s.WayBack.Requests.Single().StoppedBecause.ShouldBe("They wrote to them again."));
        stopped.When(Step(81, [])).ShouldDoNothing();
        stopped.When(Stop(Seat1)).ShouldRefuse("nothingToStop", "P14");
        BarredBecause(stopped, at: 82).ShouldBeNull("the person may ask again");
    }

    [Fact]
    public void Who_wishes_to_be_told_first_has_seven_days()
    {
        var asked = Pending().And(Ask(at: 60), Seat1Says("return", notBefore: 77));

        var agreed = asked.When(Seat2Says("return", notBefore: 77));

        agreed.ShouldBeOf(typeof(SanctionEvent.ReadmissionAnswerProposed), typeof(SanctionEvent.ReadmissionAnswered));
        State([.. asked, .. agreed.Events]).WayBack.NextStep!.From.ShouldBe(Day.AddDays(77));
        State([.. asked, .. agreed.Events, .. asked.And(agreed).When(Step(77, [])).Events]).EndedBecause.ShouldBe("returned");
        Pending().And(Ask(at: 60)).When(Seat1Says("returnInSteps", steps: [ChatFirst with { From = Day.AddDays(76) }], notBefore: 77)).ShouldRefuse("tooSoon", "P14");
    }

    [Fact]
    public void What_is_asked_of_the_person_is_ticked_off_and_steps_ask_more()
    {
        var conditions = State(ComingBackInSteps()).WayBack.Conditions;
        conditions.Select(c => (c.Number, c.Type, c.Request)).ShouldBe([(1, "statement", null), (2, "noContact", null), (3, "training", (Guid?)Asked)]);

        var met = InForce().And(Mark(1, met: true));
        State(met).WayBack.Conditions[0].ShouldSatisfyAllConditions(c => c.Met.ShouldBeTrue(), c => c.By.ShouldBe(Seat1), c => c.Since.ShouldBe(Day.AddDays(5)));
        met.When(Mark(1, met: true)).ShouldDoNothing();
        State(met.And(Mark(1, met: false))).WayBack.Conditions[0].Met.ShouldBeFalse();
        met.When(Mark(3, met: true)).ShouldRefuse("unknownCondition", "P14");
        met.And(new SanctionCommand.End("lifted", Day, [], [])).When(Mark(1, met: false)).ShouldRefuse("ended", "R51");
    }

    [Fact]
    public void A_late_answer_is_noted_once()
    {
        var asked = InForce().And(Ask(at: 3));

        asked.When(new SanctionCommand.ReadmissionFallOverdue(Day.AddDays(32))).ShouldDoNothing();
        asked.When(new SanctionCommand.ReadmissionFallOverdue(Day.AddDays(33))).Events.ShouldBe([new SanctionEvent.ReadmissionAnswerOverdue(Asked, Day.AddDays(33))]);
        asked.And(new SanctionCommand.ReadmissionFallOverdue(Day.AddDays(33))).When(new SanctionCommand.ReadmissionFallOverdue(Day.AddDays(34))).ShouldDoNothing();
    }

    [Fact]
    public void What_waits_for_a_request_is_looked_at_every_year_and_may_be_let_go()
    {
        var pending = State(Pending());
        (pending.State, pending.ReviewDue).ShouldBe((SanctionState.ReadmissionPending, Day.AddDays(45 + 365)));
        Pending().When(new SanctionCommand.Expire(Day.AddDays(60), [], [])).ShouldDoNothing();
        var reviewed = Pending().And(new SanctionCommand.Review(Seat1, null, null, Day.AddDays(411)));
        State(reviewed).ReviewDue.ShouldBe(Day.AddDays(411 + 365));

        var automatic = new Amendment(null, null, Automatic: true, null);
        var amended = Pending().And(new SanctionCommand.AskAmendment(Seat1, automatic, null, Day.AddDays(60), [], []), new SanctionCommand.AskAmendment(Seat2, automatic, null, Day.AddDays(60), [], []));
        State(amended.And(new SanctionCommand.Expire(Day.AddDays(60), [], []))).State.ShouldBe("ended");
    }

    private static string? BarredBecause(SanctionEvent[] given, int at = 60) => ComingBack.Barred(State(given), Day.AddDays(at))?.Code;

    private static SanctionState State(SanctionEvent[] given) => given.Aggregate(SanctionState.None, SanctionState.Evolve);

    private static SanctionEvent[] Pending() => InForce().And(new SanctionCommand.Expire(Day.AddDays(45), [], []));

    private static SanctionEvent[] ComingBackInSteps() => InForce().And(Ask(at: 3), Seat1Says("returnInSteps", steps: [ChatFirst, ThenAll]), Seat2Says("returnInSteps", steps: [ChatFirst, ThenAll]));

    private static SanctionEvent[] InForce(string readmission = "onRequest", string kind = "own")
    {
        var imposed = Array.Empty<SanctionEvent>().And(new SanctionCommand.Impose(
            Id, Guid.NewGuid(), "sextant", "suspension", new SanctionScope(false, ["sextant"], ["github:sextant", "chat:sextant"]), new SanctionTerm(Day, Day.AddDays(45), readmission), null, null,
            new SanctionBasis(kind, Guid.NewGuid(), "sextant", false, null, null, null), ["statement", "noContact"]));
        return imposed.And(new SanctionCommand.Release("told", Day, [AtGithub, AtChat]));
    }

    private static SanctionCommand.AskReadmission Ask(int at) => new(Asked, Room, Day.AddDays(at));

    private static SanctionCommand.AnswerReadmission Seat1Says(string outcome, int? askAgain = null, string reasons = "Because.", ReturnStep[]? steps = null, int? notBefore = null) =>
        new(Seat1, Asked, outcome, steps ?? [], Later(askAgain), reasons, Day.AddDays(4), Later(notBefore), [], []);

    private static SanctionCommand.AnswerReadmission Seat2Says(
        string outcome, int? askAgain = null, string reasons = "Because.", ReturnStep[]? steps = null, int? notBefore = null, Guid[]? withdrawn = null, IssuedOrder[]? undo = null) =>
        new(Seat2, Asked, outcome, steps ?? [], Later(askAgain), reasons, Day.AddDays(5), Later(notBefore), withdrawn ?? [], undo ?? []);

    private static DateTimeOffset? Later(int? days) => days is { } d ? Day.AddDays(d) : null;

    private static SanctionCommand.TakeReturnStep Step(int at, string[] left, Guid[]? withdrawn = null, IssuedOrder[]? undo = null) => new(Day.AddDays(at), left, withdrawn ?? [], undo ?? []);

    private static SanctionCommand.StopReturn Stop(Guid seat) => new(seat, Asked, "They wrote to them again.", Day.AddDays(60));

    private static SanctionCommand.MarkCondition Mark(int number, bool met) => new(Seat1, number, met, Day.AddDays(5));
}
