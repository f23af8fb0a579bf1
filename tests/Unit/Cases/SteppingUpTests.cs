using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>P1: what nobody takes up does not lie there; what somebody has in hand does not move.</summary>
public sealed partial class SteppingUpTests
{
    // Three business days after Monday 09:00.
    private static readonly DateTimeOffset Thursday = Monday.AddDays(3);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Without_a_first_answer_in_the_window_it_moves_up(int ticks, bool moves)
    {
        var given = Told(Opened()).Later(Thursday - Monday - TimeSpan.FromHours(24) + TimeSpan.FromTicks(ticks));

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
    public void To_say_that_it_is_urgent_shortens_no_window_in_which_it_may_be_acknowledged()
    {
        var given = Opened().Cleared(1).After(new CaseCommand.RaiseUrgency(Seat(1), Monday, "minor"));

        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new(SteppingUp.NotAcknowledged, given.State.Id, Monday.AddDays(3)));
    }

    [Fact]
    public void Of_an_appeal_it_shows_in_the_triage_that_somebody_has_it_in_hand()
    {
        var given = Opened().Cleared().After(new CaseCommand.Acknowledge(Seat(1), Monday, "m"));
        SteppingUp.Due(given.State).ShouldHaveSingleItem().At.ShouldBeGreaterThan(Thursday, "it is in hand, and the next word is owed later");

        var appeal = given with { State = given.State with { AppealOf = new(Id(52), "astrolabe", Id(53), "accused", Rex, null, [], [], [], Monday) } };
        SteppingUp.Due(appeal.State).ShouldHaveSingleItem().Kind.ShouldBe(SteppingUp.NotAcknowledged);
        SteppingUp.Due(appeal.After(new CaseCommand.Triage(Seat(1), Monday, "low", "low", null)).State).ShouldHaveSingleItem().Kind.ShouldBe(SteppingUp.StatusMissed);
    }

    [Fact]
    public void Who_reported_hears_48_hours_ahead_to_whom_it_would_move()
    {
        var given = Opened();
        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("stepUpNotice", given.State.Id, Thursday.AddHours(-48)));
        given = given.Later(TimeSpan.FromHours(24));

        var told = given.When(Up(given));

        told.State.HasGone.ShouldBeFalse();
        told.Then<CaseEvent.StepUpAnnounced>().ShouldBe(new("noFirstAnswer", "orrery", Thursday, given.Now));
        told.Then<CaseEvent.ReporterMessaged>().Text.Value!.ShouldContain("orrery");
        told.When(Up(told)).Events.ShouldBeEmpty("they were told already");
    }

    [Fact]
    public void Where_somebody_else_would_have_it_by_then_that_is_told_first()
    {
        var given = Told(Opened()).Later(TimeSpan.FromDays(3));

        var other = given.When(Up(given, Body(5) with { Slug = "meridian", Kind = "parent" }));

        other.State.HasGone.ShouldBeFalse();
        other.Then<CaseEvent.StepUpAnnounced>().ShouldSatisfyAllConditions(a => a.To.ShouldBe("meridian"), a => a.NotBefore.ShouldBe(given.Now.AddHours(48)));
    }

    [Fact]
    public void One_who_only_said_none_and_did_nothing_does_not_keep_it()
    {
        var given = Opened().Cleared(3);
        SteppingUp.Due(given.State).ShouldHaveSingleItem().ShouldBe(new CaseDue("stepUpNotice", given.State.Id, Thursday));
        given = given.Later(Thursday - Monday);
        var told = given.When(Up(given));
        told.Then<CaseEvent.StepUpAnnounced>().ShouldBe(new("notAcknowledged", "orrery", Thursday.AddHours(48), Thursday));

        told.Later(TimeSpan.FromHours(48) - TimeSpan.FromTicks(1)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Events.ShouldBeEmpty());
        told.Later(TimeSpan.FromHours(48)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("notAcknowledged"));
    }

    [Fact]
    public void That_nobody_answered_was_told_of_silence_and_not_of_who_took_part_since()
    {
        var given = Told(Opened()).Cleared(3).Later(Thursday - Monday - TimeSpan.FromHours(24));

        var told = given.When(Up(given));

        told.State.HasGone.ShouldBeFalse();
        told.Then<CaseEvent.StepUpAnnounced>().ShouldBe(new("notAcknowledged", "orrery", Thursday.AddHours(48), Thursday));
        told.Later(TimeSpan.FromHours(48)).ShouldSatisfyAllConditions(g => g.When(Up(g)).State.HasGone.ShouldBeTrue());
    }

    [Theory]
    [InlineData("receiver")]
    [InlineData("arbiter")]
    public void What_was_given_back_stays_for_a_window_of_its_own_and_does_not_go_in_circles(string by)
    {
        var back = Thursday.AddDays(4); // Monday
        var given = Told(Opened().Cleared(3)).Later(back - Monday.AddHours(24));
        var home = given with
        {
            State = given.State.Apply(
            [
                new CaseEvent.StepUpAnnounced("notAcknowledged", "orrery", back, Monday), new CaseEvent.TransferBecameDue("J4", "orrery", Monday),
                new CaseEvent.CaseTakenBack(Id(60), Id(61), "orrery", "sextant", by, null, [Report], null, back, [], [], 2, [], back),
            ]),
        };

        home.State.MovingUp.ShouldBeNull();
        home.State.TransferDueSince.ShouldBe(back);
        home.When(Up(home)).Events.ShouldBeEmpty("not to whom it was given back by");
        var parent = Body(5) with { Slug = "meridian", Kind = "parent" };
        home.When(Up(home, parent)).Events.ShouldBeEmpty("the window begins anew");
        SteppingUp.Due(home.State).ShouldHaveSingleItem().At.ShouldBe(back.AddDays(3));
        var later = home.Later(TimeSpan.FromDays(3));
        later.When(Up(later)).Events.ShouldBeEmpty();
        later.When(Up(later, parent)).Then<CaseEvent.StepUpAnnounced>().To.ShouldBe("meridian");
    }

    [Fact]
    public void Only_when_nobody_is_left_at_all_it_goes_where_it_was_given_back_by()
    {
        var given = Opened().Cleared();
        given = given with { State = given.State.Apply([new CaseEvent.CaseTakenBack(Id(60), Id(61), "orrery", "sextant", "receiver", null, [Report], null, Thursday, [], [], 2, [], Monday)]) };
        SteppingUp.Next(given.State).ShouldNotContain("orrery");

        SteppingUp.Next(Enumerable.Range(1, 5).Aggregate(given, (g, n) => g.After(new CaseCommand.EndSeat(Monday, Seat(n)))).State).ShouldContain("orrery");
    }

    [Fact]
    public void Where_an_arbiter_said_that_it_stays_it_does_not_move_there_by_itself()
    {
        var given = Opened().Cleared().After(new CaseCommand.OfferTransfer(Seat(1), Monday, Id(50), "orrery", null, null, "all"));

        SteppingUp.Next(given.State.Apply([new CaseEvent.TransferSettled(Id(50), "sextant", "arbiter", Monday, [])])).ShouldBe(["meridian"]);
        SteppingUp.Next(given.State.Apply([new CaseEvent.TransferSettled(Id(50), "sextant", "rule", Monday, [])])).ShouldBe(["orrery", "meridian"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whoever_acknowledges_or_triages_it_keeps_it(bool acknowledges)
    {
        var given = Opened().Cleared(3).Later(Thursday - Monday);
        given = given.When(Up(given));
        given = given.After(acknowledges ? new CaseCommand.Acknowledge(Seat(3), given.Now, "We have it.") : new CaseCommand.Triage(Seat(3), given.Now, "low", "low", null)).Later(TimeSpan.FromDays(3));

        SteppingUp.Due(given.State).ShouldHaveSingleItem().At.ShouldBe(given.State.StatusDue, "until it owes the next word");
        given.When(Up(given)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Once_it_was_taken_up_whoever_reported_is_told_anew_before_it_moves()
    {
        var given = Told(Opened()).Cleared(1).After(new CaseCommand.Acknowledge(Seat(1), Monday.AddHours(24), "We have it."));
        given = Enumerable.Range(1, 5).Aggregate(given, (g, n) => g.After(new CaseCommand.EndSeat(g.Now, Seat(n))));

        given.When(Up(given)).Then<CaseEvent.StepUpAnnounced>().Because.ShouldBe("nobodyLeft");
    }

    [Fact]
    public void Seats_that_were_only_silent_may_still_answer_before_the_window_ends()
    {
        var given = Opened().Later(TimeSpan.FromHours(48));
        given = Enumerable.Range(1, 5).Aggregate(given, (g, n) => g.After(new CaseCommand.GiveUpOnSeat(g.Now, Seat(n))));

        SteppingUp.HasNobody(given.State).ShouldBeTrue();
        SteppingUp.HasNobody(given.Cleared(2).State).ShouldBeFalse();
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void When_the_last_seat_is_conflicted_it_moves_under_J3_as_soon_as_the_reporter_had_two_days(int hard, bool moves)
    {
        var given = Told(Enumerable.Range(1, hard).Aggregate(Opened(), (g, n) => g.Answered(n, Conflict.Hard)), 0).Later(TimeSpan.FromHours(48));

        var stepped = given.When(Up(given));

        stepped.State.HasGone.ShouldBe(moves);
        if (moves)
        {
            stepped.Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("nobodyLeft");
            stepped.Then<CaseEvent.CaseOffered>().Rule.ShouldBe("J3");
        }
    }

    [Fact]
    public void When_the_last_term_is_over_it_moves()
    {
        var given = Enumerable.Range(1, 5).Aggregate(Opened().Cleared(1), (g, n) => g.After(new CaseCommand.EndSeat(Monday, Seat(n))));

        given = Told(given, 0).Later(TimeSpan.FromHours(48));
        given.When(Up(given)).Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("nobodyLeft");
    }

    [Fact]
    public void A_body_without_any_seat_for_it_moves_it_and_of_an_urgent_one_nobody_is_told_ahead()
    {
        Told(Opened(Body(0)), 0).Later(TimeSpan.FromHours(48)).ShouldSatisfyAllConditions(g => g.When(Up(g)).Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("nobodyLeft"));
        Opened(Body(0), urgency: "urgent").ShouldSatisfyAllConditions(g => g.When(Up(g)).Then<CaseEvent.CaseSteppedUp>().Because.ShouldBe("nobodyLeft"));
    }

    [Fact]
    public void The_foundation_hands_up_to_the_parent_and_the_parent_to_nobody()
    {
        var foundation = Enumerable.Range(1, 3).Aggregate(Opened(Body(3, kind: "foundation")), (g, n) => g.Answered(n, Conflict.Hard));
        var parent = Body(3) with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null };

        Told(foundation, 0, parent).Later(TimeSpan.FromHours(48)).ShouldSatisfyAllConditions(g => g.When(Up(g, parent)).Then<CaseEvent.CaseHandedOver>().To.ShouldBe("meridian"));
        var left = Enumerable.Range(1, 3).Aggregate(Opened(parent), (g, n) => g.Answered(n, Conflict.Hard));
        left.When(Up(left, Body(3, kind: "foundation"))).Events.ShouldBeEmpty();
        Opened(parent).Cleared(1).After(new CaseCommand.Acknowledge(Seat(1), Monday, "m")).ShouldSatisfyAllConditions(g => SteppingUp.Due(g.State).ShouldBeEmpty("somebody is there, and nobody above could have it"));
    }

    [Theory]
    [InlineData("meridian", null)]
    [InlineData("outsiders", "outsiders")]
    public void Where_nobody_above_is_left_the_named_arbiter_has_it(string arbiter, string? gets)
    {
        var parent = Body(3, policy: Policy() with { Arbiter = arbiter }) with { Slug = "meridian", Kind = "parent", Foundation = "meridian", Parent = null };
        var given = Enumerable.Range(1, 3).Aggregate(Opened(parent), (g, n) => g.Answered(n, Conflict.Hard));

        var outsiders = Body(3) with { Slug = "outsiders" };
        SteppingUp.Next(given.State).ShouldBe(gets is null ? [] : [gets]);
        given.When(Up(given, outsiders)).Later(TimeSpan.FromHours(48)).ShouldSatisfyAllConditions(g => (g.When(Up(g, outsiders)).State.Offer?.To).ShouldBe(gets));
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
        taken = taken with { MovingUp = new("meridian", Thursday) };

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

    // A day after it came, or now: whoever reported hears of it.
    private static GivenCase Told(GivenCase given, int hours = 24, HandlingBody? receiver = null)
    {
        var then = given.Later(TimeSpan.FromHours(hours));
        return then.When(Up(then, receiver));
    }

    private static CaseCommand.StepUp Up(GivenCase given, HandlingBody? receiver = null) =>
        new(given.Now, Id(60), Id(61), receiver ?? Body(5, kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Claimed)]);
}
