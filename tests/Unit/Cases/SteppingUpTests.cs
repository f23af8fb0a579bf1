using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1: what nobody takes up does not lie there; what somebody has in hand does not move.</summary>
public sealed class SteppingUpTests
{
    // Three business days after Monday 09:00.
    private static readonly DateTimeOffset Thursday = Monday.AddDays(3);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Without_a_first_answer_in_the_window_it_moves_up(int ticks, bool moves)
    {
        var given = Opened().Later(Thursday - Monday + TimeSpan.FromTicks(ticks));

        var stepped = given.When(Up(given));

        stepped.State.HasGone.ShouldBe(moves);
        if (moves)
        {
            stepped.Then<CaseEvent.CaseSteppedUp>().ShouldBe(new("noFirstAnswer", "sextant", "orrery", Thursday));
            stepped.Then<CaseEvent.CaseOffered>().Rule.ShouldBe("P1");
            stepped.Then<CaseEvent.CaseHandedOver>().To.ShouldBe("orrery");
            SteppingUp.Begin(given.State, Up(given)).OfType<CaseEvent.ReporterMessaged>().ShouldHaveSingleItem().Report.ShouldBe(Report);
        }
    }

    [Fact]
    public void One_clean_answer_keeps_it_here()
    {
        var given = Opened().Cleared(3).Later(TimeSpan.FromDays(30));

        SteppingUp.Due(given.State).ShouldBeEmpty();
        given.When(Up(given)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Seats_that_were_only_silent_may_still_answer_before_the_window_ends()
    {
        var given = Opened().Later(TimeSpan.FromHours(48));
        given = Enumerable.Range(1, 5).Aggregate(given, (g, n) => g.After(new CaseCommand.GiveUpOnSeat(g.Now, Seat(n))));

        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("noFirstAnswer", given.State.Id, Thursday));
        SteppingUp.Due(given.Cleared(2).State).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void When_the_last_seat_is_conflicted_it_moves_at_once_under_J3(int hard, bool moves)
    {
        var given = Enumerable.Range(1, hard).Aggregate(Opened(), (g, n) => g.Answered(n, Conflict.Hard));

        var stepped = given.When(Up(given));

        stepped.State.HasGone.ShouldBe(moves);
        if (moves)
        {
            stepped.Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("nobodyLeft");
            stepped.Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J3");
        }
    }

    [Fact]
    public void When_the_last_term_is_over_it_moves_at_once()
    {
        var given = Enumerable.Range(1, 5).Aggregate(Opened().Cleared(1), (g, n) => g.After(new CaseCommand.EndSeat(Monday, Seat(n))));

        given.When(Up(given)).Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("nobodyLeft");
    }

    [Fact]
    public void A_body_without_any_seat_for_it_moves_it_at_once() =>
        Opened(Body(0)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("nobodyLeft"));

    [Fact]
    public void The_foundation_hands_up_to_the_parent_and_the_parent_to_nobody()
    {
        var foundation = Enumerable.Range(1, 3).Aggregate(Opened(Body(3, kind: "foundation")), (g, n) => g.Answered(n, Conflict.Hard));
        var parent = Body(3) with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null };

        foundation.When(Up(foundation, parent)).Then<CaseEvent.CaseHandedOver>().To.ShouldBe("meridian");
        SteppingUp.Due(Enumerable.Range(1, 3).Aggregate(Opened(parent), (g, n) => g.Answered(n, Conflict.Hard)).State).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("meridian", null)]
    [InlineData("outsiders", "outsiders")]
    public void Where_nobody_above_is_left_the_named_arbiter_has_it(string arbiter, string? gets)
    {
        var parent = Body(3, policy: Policy() with { Arbiter = arbiter }) with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null };
        var given = Enumerable.Range(1, 3).Aggregate(Opened(parent), (g, n) => g.Answered(n, Conflict.Hard));

        given.When(Up(given, Body(3) with { Slug = "outsiders" })).State.Offer?.To.ShouldBe(gets);
        SteppingUp.Due(given.State).Any().ShouldBe(gets is not null);
    }

    [Theory]
    [InlineData("urgent", -1, false)]
    [InlineData("urgent", 0, true)]
    [InlineData("normal", 0, false)]
    public void An_urgent_report_reaches_the_foundation_after_two_hours(string urgency, int ticks, bool moves)
    {
        var given = Opened(urgency: urgency).Later(TimeSpan.FromHours(2) + TimeSpan.FromTicks(ticks));

        given.When(Up(given)).State.HasGone.ShouldBe(moves);
    }

    [Fact]
    public void It_never_moves_down_or_sideways()
    {
        var given = Opened().Later(TimeSpan.FromDays(30));

        given.When(Up(given, Body(5) with { Slug = "astrolabe" })).Events.ShouldBeEmpty();
    }

    [Fact]
    public void The_receiver_has_a_window_of_its_own_and_the_same_clock()
    {
        var given = Opened().Later(TimeSpan.FromDays(3));
        var taken = CaseState.None.Apply(SteppingUp.Begin(given.State, Up(given)));

        taken.AcknowledgeDue.ShouldBe(Thursday); // the clock runs from the first receipt, breached or not
        taken.Reports.ShouldBe(given.State.Reports);
        SteppingUp.Due(taken).ShouldHaveSingleItem().At.ShouldBe(Thursday.AddDays(5)); // three business days over a weekend
    }

    [Fact]
    public void An_open_offer_is_left_to_its_receiver()
    {
        var given = Opened().Cleared(1).After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all"));
        given = Enumerable.Range(1, 5).Aggregate(given, (g, n) => g.After(new CaseCommand.EndSeat(Monday, Seat(n))));

        SteppingUp.Due(given.State).ShouldBeEmpty();
    }

    [Fact]
    public void A_seat_is_raised_by_the_majority_or_by_all_others_as_the_policy_says()
    {
        var unanimous = Policy() with { ForcedRecusal = "unanimousOfOthers" };
        Raise(Opened().Cleared(), 2).State.SeatOf(Seat(5))!.Conflict.ShouldBe(Conflict.None);
        Raise(Opened().Cleared(), 3).State.SeatOf(Seat(5))!.Conflict.ShouldBe(Conflict.Hard);
        Raise(Opened(Body(policy: unanimous)).Cleared(), 3).State.SeatOf(Seat(5))!.Conflict.ShouldBe(Conflict.None);
        Raise(Opened(Body(policy: unanimous)).Cleared(), 4).State.SeatOf(Seat(5))!.Conflict.ShouldBe(Conflict.Hard);
    }

    private static GivenCase Raise(GivenCase given, int by) =>
        Enumerable.Range(1, by).Aggregate(given, (g, n) => g.After(new CaseCommand.JudgeConflict(Seat(n), Monday, Seat(5), false, Conflict.Hard, [])));

    private static CaseCommand.StepUp Up(GivenCase given, HandlingBody? receiver = null) =>
        new(given.Now, Id(60), Id(61), receiver ?? Body(5, kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)]);
}
