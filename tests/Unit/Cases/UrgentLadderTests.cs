using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1 in minutes: who is asked when somebody may be in danger, and what a day's silence brings where nobody is.</summary>
public sealed class UrgentLadderTests
{
    private static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private static GivenCase InOrder(int members = 8, string urgency = "urgent", int[]? duty = null) =>
        Opened(OnDuty(Body(members, alternates: 1, policy: Policy(ask: "inOrder")), duty ?? []), urgency: urgency);

    private static GivenCase AllAtOnce(int[]? duty = null) => Opened(OnDuty(Body(5), duty ?? []), urgency: "urgent");

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 2)]
    public void After_half_an_hour_the_second_on_duty_is_asked_too(int ticks, int asked) =>
        Asked(Climbed(InOrder(), HalfAnHour + TimeSpan.FromTicks(ticks))).Count().ShouldBe(asked);

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 3)]
    public void After_an_hour_the_deputy(int ticks, int asked) =>
        Asked(Climbed(Climbed(InOrder(), HalfAnHour), AnHour + TimeSpan.FromTicks(ticks))).Count().ShouldBe(asked);

    [Fact]
    public void While_the_case_is_offered_to_another_body_nobody_more_is_asked_here()
    {
        var given = Opened(Body(5, policy: Policy(ask: "inOrder")), urgency: "urgent").Cleared(1).Triaged()
            .After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all")).Answered(1, Conflict.Hard);

        UrgentLadder.Holds(given.State).ShouldBeTrue();
        UrgentLadder.Due(given.State).ShouldBeEmpty();
        UrgentLadder.Due(given.State with { Offer = null }).ShouldHaveSingleItem().Kind.ShouldBe(UrgentLadder.Rung);
    }

    [Fact]
    public void The_rota_comes_first_and_then_the_order_of_seats()
    {
        var given = InOrder(duty: [4, 2]);
        Asked(given).ShouldBe([Seat(4)]);
        Asked(given = Climbed(given, HalfAnHour)).ShouldBe([Seat(4), Seat(2)]);
        Asked(given = Climbed(given, AnHour)).ShouldBe([Seat(4), Seat(2), Seat(1)]);
        UrgentLadder.Due(given.State).ShouldBeEmpty(); // the next rung is the foundation, after two hours
    }

    [Fact]
    public void Whom_the_reporter_wrote_to_is_asked_beside_the_first_on_duty()
    {
        var body = Body(5, policy: Policy(ask: "inOrder"));
        var given = Opened(body with { Seats = [.. body.Seats.Select(s => s.Seat == Seat(5) ? s with { Duty = 0 } : s.Seat == Seat(4) ? s with { Duty = 1 } : s)] }, urgency: "urgent");

        Asked(given).ShouldBe([Seat(5), Seat(4)]);
        Asked(Climbed(given, HalfAnHour)).ShouldBe([Seat(5), Seat(4), Seat(1)]);
    }

    [Fact]
    public void Who_was_silent_on_a_lower_rung_may_still_answer() => Climbed(Climbed(InOrder(), HalfAnHour), AnHour).Cleared(1).State.SeatOf(Seat(1))!.Clean.ShouldBeTrue();

    [Fact]
    public void A_conflict_does_not_wait_for_the_rung()
    {
        var given = InOrder().Answered(1, Conflict.Hard);

        Asked(given).ShouldBe([Seat(1), Seat(2)]);
        Asked(Climbed(given, HalfAnHour)).ShouldBe([Seat(1), Seat(2), Seat(3)]);
    }

    [Fact]
    public void The_first_without_a_conflict_ends_the_ladder_and_the_panel_is_completed_in_order()
    {
        var given = Climbed(InOrder(), HalfAnHour).Cleared(2);

        UrgentLadder.Due(given.State).ShouldBeEmpty();
        Asked(given).ShouldBe([Seat(1), Seat(2), Seat(3)]);
        given.When(new CaseCommand.ClimbLadder(Monday.AddDays(1))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void When_members_are_used_up_an_alternate_is_the_deputy() =>
        Asked(Climbed(Climbed(InOrder(members: 2), HalfAnHour), AnHour)).ShouldBe([Seat(1), Seat(2), Seat(101)]);

    [Fact]
    public void Where_all_are_asked_at_once_the_rungs_remind()
    {
        var given = AllAtOnce(duty: [3, 5]);
        Asked(given).Count().ShouldBe(5);

        given = Climbed(given, HalfAnHour);
        given.Then<CaseEvent.LadderClimbed>().ShouldBe(new(1, Seat(5), Monday + HalfAnHour));
        Climbed(given, AnHour).Then<CaseEvent.LadderClimbed>().ShouldBe(new(2, Seat(1), Monday + AnHour));
    }

    [Fact]
    public void A_seat_that_answered_is_not_reminded() =>
        Climbed(AllAtOnce().Answered(2, Conflict.Hard), HalfAnHour).Then<CaseEvent.LadderClimbed>().Seat.ShouldBe(Seat(3));

    [Fact]
    public void A_clock_that_jumped_climbs_rung_by_rung()
    {
        var given = Climbed(InOrder(), TimeSpan.FromHours(3));
        given.State.Rung.ShouldBe(1);
        Climbed(given, TimeSpan.FromHours(3)).State.Rung.ShouldBe(2);
    }

    [Fact]
    public void Without_urgency_there_is_no_ladder()
    {
        var given = InOrder(urgency: "normal");
        Asked(given).ShouldBe([Seat(1), Seat(2)]);
        Climbed(given, AnHour).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(72, true)]
    [InlineData(73, false)]
    public void The_first_without_a_conflict_reads_at_once_and_may_act_for_72_hours(int hours, bool may)
    {
        var given = InOrder().Cleared(1);
        CaseWallTests.Sees(given, 1).ShouldBeTrue();

        var taken = given.When(new CaseCommand.TakeInterimMeasure(Seat(1), Monday, Id(5), Rex, "mute", ["chat:sextant"], Monday.AddHours(hours), "he goes on"));

        (taken.Refusal is null).ShouldBe(may);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void After_a_day_a_seat_is_reminded_once(int ticks, bool reminded)
    {
        var given = Opened().Later(TimeSpan.FromHours(24) + TimeSpan.FromTicks(ticks));

        var after = given.When(new CaseCommand.RemindSeat(given.Now, Seat(2)));

        after.Events.Any().ShouldBe(reminded);
        if (reminded)
        {
            after.Then<CaseEvent.SeatReminded>().Seat.ShouldBe(Seat(2));
            after.When(new CaseCommand.RemindSeat(given.Now, Seat(2))).Events.ShouldBeEmpty();
            after.State.SeatOf(Seat(2))!.Awaited.ShouldBeTrue();
        }
    }

    [Fact]
    public void Nobody_is_reminded_who_answered_or_whose_time_is_over()
    {
        var given = Opened().Cleared(1).Later(TimeSpan.FromHours(24));
        given.When(new CaseCommand.RemindSeat(given.Now, Seat(1))).Events.ShouldBeEmpty();
        given.When(new CaseCommand.RemindSeat(Monday.AddHours(36), Seat(2))).Events.ShouldBeEmpty();
        CaseDue.Of(given.State).Where(d => d.Kind == Screening.Reminder).Select(d => (d.Thing, d.At)).ShouldBe(Enumerable.Range(2, 4).Select(n => (Seat(n), Monday.AddHours(24))));
    }

    [Theory]
    [InlineData(24, 12)]
    [InlineData(72, 36)]
    [InlineData(96, 48)]
    [InlineData(168, 48)]
    public void A_seat_has_48_hours_or_half_of_the_acknowledgement_time(int acknowledgeWithin, int hours)
    {
        var given = Opened(Body(policy: Policy() with { AcknowledgeWithin = new Period(Hours: acknowledgeWithin) }));
        given.State.Panel[0].Due.ShouldBe(Monday.AddHours(hours));
        given.When(new CaseCommand.GiveUpOnSeat(Monday.AddHours(hours).AddTicks(-1), Seat(1))).Events.ShouldBeEmpty();
        given.When(new CaseCommand.GiveUpOnSeat(Monday.AddHours(hours), Seat(1))).Then<CaseEvent.SeatUnavailable>();
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void After_two_hours_the_foundations_first_on_duty_is_asked(int ticks, bool moves)
    {
        var given = Climbed(Climbed(InOrder(), HalfAnHour), AnHour).Later(AnHour + TimeSpan.FromTicks(ticks));
        var foundation = OnDuty(Body(7, kind: "foundation", policy: Policy(ask: "inOrder")), [6, 3]);
        var up = new CaseCommand.StepUp(given.Now, Id(60), Id(61), foundation, []);

        given.When(up).State.HasGone.ShouldBe(moves);
        if (moves)
        {
            CaseState.None.Apply(SteppingUp.Begin(given.State, up)).Panel.Select(p => p.Seat).ShouldBe([Seat(6)]);
        }
    }

    private static IEnumerable<Guid> Asked(GivenCase given) => given.State.Panel.Select(p => p.Seat);

    private static GivenCase Climbed(GivenCase given, TimeSpan after) => (given with { Now = Monday + after }).When(new CaseCommand.ClimbLadder(Monday + after));

    private static HandlingBody OnDuty(HandlingBody body, int[] rota) =>
        body with { Seats = [.. body.Seats.Select(s => Array.FindIndex(rota, n => Seat(n) == s.Seat) is >= 0 and var place ? s with { Duty = place + 1 } : s)] };
}
