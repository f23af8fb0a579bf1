using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>What may become of one sanction.</summary>
public sealed class SanctionRules
{
    private static readonly Guid Id = Guid.NewGuid();
    private static readonly IssuedOrder Order = new(Guid.NewGuid(), "sextant", "github:sextant", false);
    private static readonly SentNotice Notice = new(Guid.NewGuid(), "astrolabe");
    private static readonly SanctionEvent[] Imposed = [.. Array.Empty<SanctionEvent>().When(Impose()).Events];
    private static readonly SanctionEvent[] Active = [.. Imposed, .. Imposed.When(new SanctionCommand.Release("told", Day, [Order])).Events];

    [Fact]
    public void A_decided_measure_waits_until_the_person_is_told() =>
        Imposed.Aggregate(SanctionState.None, SanctionState.Evolve).State.ShouldBe("awaitingNotice");

    [Fact]
    public void Imposed_again_under_the_same_id_nothing_happens() => Imposed.When(Impose()).ShouldDoNothing();

    [Theory]
    [InlineData("noContact", true, "limitedActivities")]
    [InlineData("temporaryLimit", false, "limitedActivities")]
    [InlineData("suspension", true, "suspension")]
    [InlineData("ban", true, "suspension")]
    [InlineData("ban", false, "permanentBan")]
    public void It_stands_on_a_rung_of_the_ladder_and_a_ban_with_an_end_is_a_suspension(string type, bool ends, string rung) => Ladder.RungOf(type, ends ? Day.AddDays(30) : null).ShouldBe(rung);

    [Fact]
    public void A_quiet_measure_is_no_sanction() => Array.Empty<SanctionEvent>().When(Impose() with { Type = "warning" }).ShouldRefuse("notLimiting", "P13");

    [Fact]
    public void Told_it_is_released_with_its_orders_once()
    {
        Imposed.When(new SanctionCommand.Release("told", Day, [Order])).ShouldBeOf(typeof(SanctionEvent.SanctionReleased), typeof(SanctionEvent.OrdersIssued));
        Active.When(new SanctionCommand.Release("told", Day, [Order])).ShouldDoNothing();
        Active.Aggregate(SanctionState.None, SanctionState.Evolve).ShouldSatisfyAllConditions(s => s.State.ShouldBe("active"), s => s.OpenOrders.ShouldBe(1), s => s.Told.ShouldBe(Day));
    }

    [Fact]
    public void One_seat_does_not_release_and_neither_does_the_same_one_twice()
    {
        var ask = new SanctionCommand.AskRelease(Seat1, "danger", Day, [Order]);
        var first = Imposed.When(ask);
        first.ShouldBeOf(typeof(SanctionEvent.ReleaseAsked));
        SanctionEvent[] asked = [.. Imposed, .. first.Events];

        asked.When(ask).ShouldDoNothing();
        asked.When(ask with { Seat = Seat2 }).ShouldBeOf(typeof(SanctionEvent.ReleaseAsked), typeof(SanctionEvent.SanctionReleased), typeof(SanctionEvent.OrdersIssued));
        Active.When(ask).ShouldRefuse("alreadyReleased", "P2");
    }

    [Fact]
    public void Released_for_danger_the_person_is_still_told_later()
    {
        SanctionEvent[] released = [.. Imposed, .. Imposed.When(new SanctionCommand.Release("danger", Day, [])).Events];

        released.When(new SanctionCommand.Release("told", Day.AddDays(1), [])).ShouldBeOf(typeof(SanctionEvent.PersonInformed));
    }

    [Fact]
    public void An_order_settles_once_and_the_case_learns_how_many_stay_open()
    {
        var settled = Active.When(new SanctionCommand.SettleOrder(Order.Order, "done", []));

        settled.Events.ShouldHaveSingleItem().ShouldBeOfType<SanctionEvent.OrderSettled>().Progress.OpenOrders.ShouldBe(0);
        ((SanctionEvent[])[.. Active, .. settled.Events]).When(new SanctionCommand.SettleOrder(Order.Order, "done", [])).ShouldDoNothing();
    }

    [Fact]
    public void The_term_ends_at_its_instant_however_late_one_looks()
    {
        Active.When(new SanctionCommand.Expire(Day.AddDays(44), [], [])).ShouldDoNothing();
        var expired = Active.When(new SanctionCommand.Expire(Day.AddDays(50), [Order.Order], []));
        expired.Events.ShouldHaveSingleItem().ShouldBeOfType<SanctionEvent.SanctionEnded>().ShouldSatisfyAllConditions(e => e.At.ShouldBe(Day.AddDays(45)), e => e.Progress.OpenOrders.ShouldBe(0));
        ((SanctionEvent[])[.. Active, .. expired.Events]).When(new SanctionCommand.Expire(Day.AddDays(51), [], [])).ShouldDoNothing();
    }

    [Fact]
    public void A_return_on_request_is_asked_for()
    {
        SanctionEvent[] active = [.. Array.Empty<SanctionEvent>().When(Impose() with { Term = new(Day, Day.AddDays(45), "onRequest") }).Events];
        active = [.. active, .. active.When(new SanctionCommand.Release("told", Day, [])).Events];

        active.When(new SanctionCommand.Expire(Day.AddDays(46), [], [])).ShouldBeOf(typeof(SanctionEvent.ReadmissionFellDue));
    }

    [Fact]
    public void Two_seats_lift_and_what_was_taken_is_ordered_back()
    {
        var ask = new SanctionCommand.AskLift(Seat1, Day, [], [Order with { Order = Guid.NewGuid(), Undo = true }]);
        SanctionEvent[] asked = [.. Active, .. Active.When(ask).Events];

        var lifted = asked.When(ask with { Seat = Seat2 });

        lifted.ShouldBeOf(typeof(SanctionEvent.LiftAsked), typeof(SanctionEvent.SanctionEnded), typeof(SanctionEvent.OrdersIssued));
        ((SanctionEvent[])[.. asked, .. lifted.Events]).When(ask).ShouldRefuse("ended", "R51");
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("lifted")]
    public void What_is_over_and_turns_out_wrong_takes_the_mark_once_without_orders(string cause)
    {
        SanctionEvent[] over = [.. Active, .. Active.When(new SanctionCommand.End(cause, Day.AddDays(3), [], [])).Events];
        var end = new SanctionCommand.End("overturned", Day.AddDays(9), [], [Order with { Order = Guid.NewGuid(), Undo = true }]);

        var marked = over.When(end);

        marked.Events.ShouldHaveSingleItem().ShouldBeOfType<SanctionEvent.OverturnedAfterwards>().Progress.State.ShouldBe("overturned");
        SanctionEvent[] after = [.. over, .. marked.Events];
        after.Aggregate(SanctionState.None, SanctionState.Evolve).ShouldSatisfyAllConditions(s => s.State.ShouldBe("overturned"), s => s.EndedAt.ShouldBe(Day.AddDays(3)));
        after.When(end).ShouldDoNothing();
        over.When(end with { Cause = "superseded" }).ShouldDoNothing();
        Active.When(end with { Cause = "superseded" }).Events[0].ShouldBeOfType<SanctionEvent.SanctionEnded>().Progress.State.ShouldBe("ended");
    }

    [Fact]
    public void What_is_over_is_neither_offered_nor_adopted()
    {
        SanctionEvent[] offered = [.. Active, .. Active.When(new SanctionCommand.SendNotices([Notice])).Events];
        offered.When(new SanctionCommand.SendNotices([Notice])).ShouldDoNothing();
        SanctionEvent[] over = [.. offered, .. offered.When(new SanctionCommand.End("lifted", Day, [], [])).Events];

        over.When(new SanctionCommand.SendNotices([Notice])).ShouldRefuse("ended", "R57");
        over.When(new SanctionCommand.RecordAnswer(Notice.Notice, "adopted", Guid.NewGuid())).ShouldRefuse("ended", "R57");
        offered.When(new SanctionCommand.RecordAnswer(Guid.NewGuid(), "adopted", Guid.NewGuid())).ShouldRefuse("unknownNotice", "R55");
    }

    [Fact]
    public void Spaces_that_come_later_get_an_order_each_once()
    {
        Active.When(new SanctionCommand.IssueOrders([Order])).ShouldDoNothing();
        Active.When(new SanctionCommand.IssueOrders([Order, Order with { Order = Guid.NewGuid() }])).Events
            .ShouldHaveSingleItem().ShouldBeOfType<SanctionEvent.OrdersIssued>().Orders.Count.ShouldBe(1);
    }

    [Fact]
    public void Only_what_is_in_force_takes_over_what_another_measure_took_and_once()
    {
        var takeOver = new SanctionCommand.TakeOver([new TakenOver(Guid.NewGuid(), "sextant", "github:sextant")]);
        SanctionEvent[] after = [.. Active, .. Active.When(takeOver).Events];

        after.Aggregate(SanctionState.None, SanctionState.Evolve).TakenOver.ShouldBe(takeOver.Orders);
        after.When(takeOver).ShouldDoNothing();
        Imposed.When(takeOver).ShouldRefuse("notInForce", "R51");
        ((SanctionEvent[])[.. Active, .. Active.When(new SanctionCommand.End("lifted", Day, [], [])).Events]).When(takeOver).ShouldRefuse("notInForce", "R51");
    }

    [Fact]
    public void What_it_took_over_is_ordered_back_once_its_own_order_is_waived()
    {
        var over = new TakenOver(Guid.NewGuid(), "sextant", "github:sextant");
        SanctionEvent[] taken = [.. Active, .. Active.When(new SanctionCommand.TakeOver([over])).Events];

        var waived = taken.When(new SanctionCommand.SettleOrder(Order.Order, "waived", [new IssuedOrder(OrderDecider.UndoOf(over.Order), over.Body, over.Space, true)]));

        waived.ShouldBeOf(typeof(SanctionEvent.OrderSettled), typeof(SanctionEvent.OrdersIssued));
        ((SanctionEvent[])[.. taken, .. waived.Events]).Aggregate(SanctionState.None, SanctionState.Evolve).ShouldSatisfyAllConditions(s => s.TakenOver.ShouldBeEmpty(), s => s.OpenOrders.ShouldBe(1));
    }

    [Fact]
    public void Without_a_sanction_no_command_does_anything() =>
        Array.Empty<SanctionEvent>().When(new SanctionCommand.Release("told", Day, [])).ShouldRefuse("unknownSanction", null);

    private static SanctionCommand.Impose Impose() => new(
        Id, Guid.NewGuid(), "sextant", "suspension", new SanctionScope(false, ["sextant"], []), new SanctionTerm(Day, Day.AddDays(45), "automatic"), "harassment", null,
        new SanctionBasis("own", Guid.NewGuid(), "sextant", false, Guid.NewGuid(), null, null));
}
