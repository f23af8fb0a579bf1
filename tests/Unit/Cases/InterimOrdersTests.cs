using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>A case does not close while an order of a measure taken before the decision is neither done nor waived (R37, R39, P9).</summary>
public sealed class InterimOrdersTests
{
    private static readonly Guid Measure = Id(5);

    private static GivenCase Muted() => Opened().Ready().After(new CaseCommand.TakeInterimMeasure(Seat(2), Monday, Measure, Rex, "mute", ["chat:sextant"], Monday.AddDays(9), "threats"));

    private static CaseCommand.NoteEmergency Emergency(bool done) => new(Monday, Measure, Report, Rex, "mute", ["chat:sextant"], Monday.AddHours(20), done, Id(320), Id(620), Monday);

    private static CaseCommand.FollowSanction Said(string state, int open, long seen) => new(Monday, Measure, state, open) { Seen = seen };

    private static CaseCommand.Close Close => new(Seat(1), Monday, null);

    private static GivenCase AllElseDone(GivenCase given)
    {
        given = given.Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        given = given.After(new CaseCommand.Draft(Seat(1), Monday, Id(40), "accused", Rex, null, "We have decided."), new CaseCommand.Approve(Seat(2), Monday, Id(40)));
        return given.WithWord().CarriedOut().After(new CaseCommand.NoticeResolution(Seat(2), Monday));
    }

    [Fact]
    public void It_waits_until_the_measure_went_out_and_was_carried_out()
    {
        var given = AllElseDone(Muted());
        var unsent = given.When(Close);
        unsent.ThenRefused("awaitingNotice");
        unsent.Refusal!.Detail.ShouldContain("mute, taken before the decision, in chat:sextant");

        given = given.After(Said("awaitingNotice", 0, 1), Said("active", 2, 2));
        var open = given.When(Close);
        open.ThenRefused("ordersOpen");
        open.Refusal!.Detail.ShouldContain("mute, taken before the decision, in chat:sextant (2)");
        Availability.Allowed(given.State, Seat(1), Monday).ShouldNotContain("close");

        given.After(Said("active", 0, 4), Close).State.Stage.ShouldBe(CaseStage.Closed);
    }

    [Fact]
    public void What_is_told_late_or_twice_changes_nothing()
    {
        var given = Muted().After(Said("active", 2, 3), Said("active", 0, 5));

        given.When(Said("active", 2, 3)).Events.ShouldBeEmpty();
        given.When(Said("active", 0, 5)).Events.ShouldBeEmpty();
        given.When(Said("active", 1, 6) with { Sanction = Id(6) }).Events.ShouldBeEmpty("not a measure of this case");
    }

    [Fact]
    public void What_is_reversed_is_waited_for_until_it_is_given_back()
    {
        var given = AllElseDone(Muted().After(Said("active", 0, 3))).After(new CaseCommand.ReviewInterimMeasure(Seat(1), Monday, Measure, "reverse", null));
        var ending = given.When(Close);
        ending.ThenRefused("awaitingNotice");
        ending.Refusal!.Detail.ShouldContain("the end of mute");

        given.After(Said("active", 0, 4)).When(Close).ThenRefused("awaitingNotice"); // said before Sanctions heard of it
        given = given.After(Said("ended", 1, 5));
        given.When(Close).ThenRefused("ordersOpen");
        given.After(Said("ended", 0, 6), Close).State.Stage.ShouldBe(CaseStage.Closed);
    }

    [Fact]
    public void While_another_body_has_the_case_it_goes_on_hearing_of_its_measures()
    {
        var given = Muted().After(Said("active", 1, 3));
        given = given with { State = given.State with { Gone = new(Id(95), "orrery", Id(96), Monday) } };

        given.After(Said("active", 0, 4)).State.InterimOrders[Measure].OpenOrders.ShouldBe(0);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "ordersOpen")]
    public void An_emergency_measure_counts_from_when_its_case_holds_it(bool done, string? refused)
    {
        var given = AllElseDone(Opened().Ready().After(Emergency(done)));

        (given.When(Close).Refusal?.Code).ShouldBe(refused);
        (given.After(Said("active", 0, 4)).When(Close).Refusal?.Code).ShouldBeNull();
    }

    [Fact]
    public void Measures_of_before_this_was_followed_hold_nothing_up_until_something_is_said_of_them()
    {
        var old = Opened().Ready();
        old = old with
        {
            State = old.State.Apply(
            [
                new CaseEvent.InterimMeasureTaken(Measure, Rex, "mute", ["chat:sextant"], Monday.AddDays(9), Texts.Panel("threats"), Seat(2), Monday),
                new CaseEvent.InterimMeasureOrdered(Measure, Rex, "mute", ["sextant"], ["chat:sextant"], Monday.AddDays(9), Seat(2), Monday),
                new CaseEvent.EmergencyMeasureTaken(Id(6), Report, Rex, "mute", ["chat:sextant"], Monday.AddHours(20), false, Id(320), Id(620), Monday, Monday),
            ]),
        };

        old.State.InterimOrders.ShouldBeEmpty();
        AllElseDone(old).After(Close);
        AllElseDone(old.After(Said("ended", 1, 7))).When(Close).ThenRefused("ordersOpen");
    }

    [Fact]
    public void What_an_earlier_owner_ordered_the_next_one_waits_for_and_hears_of()
    {
        var there = HandedOver(Muted().After(Said("active", 1, 3)));

        there.State.InterimOrders[Measure].ShouldSatisfyAllConditions(o => o.OpenOrders.ShouldBe(1), o => o.Seen.ShouldBe(3));
        InterimOrders.Unfinished(there.State)!.Detail.ShouldContain("mute, taken before the decision, in chat:sextant (1)");
        InterimOrders.OfFormerOwners(there.State).ShouldBeEmpty("the measure runs here");
        there.When(Said("active", 1, 2)).Events.ShouldBeEmpty("late");
        InterimOrders.Unfinished(there.After(Said("active", 0, 4)).State).ShouldBeNull();
        InterimOrders.Unfinished(there.After(new CaseCommand.ReviewInterimMeasure(Seat(1), there.Now, Measure, "reverse", null)).State)!.Detail.ShouldContain("the end of mute");
    }

    [Fact]
    public void Of_what_was_over_when_the_case_came_the_open_orders_are_known_by_kind_and_place()
    {
        var there = HandedOver(Muted().After(Said("active", 0, 3), new CaseCommand.ReviewInterimMeasure(Seat(1), Monday, Measure, "reverse", null), Said("ended", 1, 4)));

        there.State.Interim.ShouldBeEmpty();
        var refused = InterimOrders.Unfinished(there.State)!;
        (refused.Code, refused.Detail).ShouldBe(("ordersOpen", "Orders are open, they must be done or waived: mute, taken before the decision, in chat:sextant (1)."));
        InterimOrders.OfFormerOwners(there.State).ShouldHaveSingleItem().Measure.ShouldSatisfyAllConditions(m => m.Measure.ShouldBe(Measure), m => m.Kind.ShouldBe("mute"));

        var on = HandedOver(there, "meridian", Id(705));
        InterimOrders.Unfinished(on.State)!.Detail.ShouldContain("mute, taken before the decision, in chat:sextant (1)");

        there = there.After(Said("ended", 0, 5));
        InterimOrders.Unfinished(there.State).ShouldBeNull();
        InterimOrders.OfFormerOwners(there.State).ShouldHaveSingleItem().Now.OpenOrders.ShouldBe(0);
    }

    [Fact]
    public void What_is_done_and_over_is_not_carried_and_what_was_done_there_is_known_when_it_comes_back()
    {
        var over = Muted().After(Said("active", 0, 3), new CaseCommand.ReviewInterimMeasure(Seat(1), Monday, Measure, "reverse", null), Said("ended", 0, 4));
        HandedOver(over).State.InterimOrders.ShouldBeEmpty();

        var given = Muted().After(Said("active", 1, 3));
        var there = HandedOver(given).After(Said("active", 0, 4));
        given.State.Apply(InterimOrders.Carried(there.State, given.State, Monday)).InterimOrders[Measure].OpenOrders.ShouldBe(0);
        InterimOrders.Carried(given.State, there.State, Monday).ShouldBeEmpty("it knows better");
        InterimOrders.Carried(given.State, given.State, Monday).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_open_is_named_in_order_each_with_its_number()
    {
        var two = Muted().After(
            new CaseCommand.TakeInterimMeasure(Seat(3), Monday, Id(6), Rex, "block", [], Monday.AddDays(9), "threats"), Said("active", 2, 3), Said("active", 1, 3) with { Sanction = Id(6) });
        Words(two).ShouldBe("Orders are open, they must be done or waived: block, taken before the decision (1); mute, taken before the decision, in chat:sextant (2).");

        var decided = two.Proposed().Voted("yes", 1, 2, 3).MeetingClosed();
        decided = decided with { State = decided.State with { InterimOrders = decided.State.InterimOrders.Clear() } };
        var sanction = decided.State.Sanctions.ShouldHaveSingleItem().Id;
        Words(decided).ShouldBe("A measure has not gone yet to those who carry it out: suspension.");
        Words(decided.After(new CaseCommand.FollowSanction(Monday, sanction, "active", 3))).ShouldBe("Orders are open, they must be done or waived: suspension (3).");

        static string Words(GivenCase given) => InterimOrders.Unfinished(given.State)!.Detail;
    }

    [Fact]
    public void A_measure_that_ends_as_the_case_goes_does_not_go_along()
    {
        var given = Muted().After(Said("active", 0, 3));
        var nowhere = CaseState.None;

        InterimOrders.Carried(given.State, nowhere, Monday.AddDays(9).AddTicks(-1)).ShouldHaveSingleItem();
        InterimOrders.Carried(given.State, nowhere, Monday.AddDays(9)).ShouldBeEmpty();
    }

    private static GivenCase HandedOver(GivenCase given, string to = "orrery", Guid? newCase = null)
    {
        var at = given.Now.AddHours(49);
        given = given.After(new CaseCommand.OfferTransfer(Seat(1), given.Now, Id(50), to, "J7", "our view", "summary"));
        var begun = Transferring.Begin(given.State, new CaseCommand.AcceptTransfer(at, Id(50), newCase ?? Id(702), Body(5, kind: "foundation"), [new CaseSubject(Rex, "wren", Identification.Confirmed)]));
        Occurrences.Note(begun);
        return new GivenCase(CaseState.None.Apply(begun), at).Cleared();
    }
}
