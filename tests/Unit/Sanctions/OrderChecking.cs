using Coc.EventStore;
using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>When an order is late, who says that it is so, and what opens it again (R49, R50).</summary>
public sealed class OrderChecking
{
    private static readonly OrderEvent[] Open = Issued(Day.AddHours(24));

    private static OrderEvent[] Done => [.. Open, .. Open.When(new OrderCommand("done", Seat1, "proof", Day.AddHours(1))).Events];

    private static OrderEvent[] Refused => [.. Open, .. Open.When(new OrderCommand("refuse", Seat1, "not our policy", Day.AddHours(1))).Events];

    [Fact]
    public void Another_than_who_did_it_looks()
    {
        Done.When(new OrderCommand("verify", Seat1)).ShouldRefuse("ownWork", "R49");
        Done.When(new OrderCommand("verify", Seat2) { Seats = [Seat2, Seat1] }).ShouldRefuse("ownWork", "R49");
        Done.When(new OrderCommand("verify", Seat2)).ShouldBeOf(typeof(OrderEvent.OrderVerified));
    }

    [Fact]
    public void What_is_not_so_is_open_again_with_a_new_time()
    {
        var again = Done.When(new OrderCommand("notSo", Seat2, "he is still in", Day.AddDays(3)));

        again.ShouldBeOf(typeof(OrderEvent.OrderReopened));
        var state = StateOf([.. Done, .. again.Events]);
        (state.State, state.Closed, state.Begun, state.ClaimedBy, OrderTimes.DueOf(state)).ShouldBe(("open", false, true, null, Day.AddDays(4)));
        Open.When(new OrderCommand("notSo", Seat2, "x")).ShouldRefuse("orderState", "R49");
        OrderEvent[] verified = [.. Done, .. Done.When(new OrderCommand("verify", Seat2)).Events];
        verified.When(new OrderCommand("notSo", Seat1, "he came back", Day.AddDays(9))).ShouldBeOf(typeof(OrderEvent.OrderReopened));
    }

    [Fact]
    public void A_panel_insists_on_what_was_refused_or_failed_and_on_nothing_else()
    {
        var insisted = Refused.When(new OrderCommand("insist", Seat2, "it is decided", Day.AddDays(2)));

        insisted.ShouldBeOf(typeof(OrderEvent.OrderReopened));
        var state = StateOf([.. Refused, .. insisted.Events]);
        (state.State, state.Begun, OrderTimes.DueOf(state)).ShouldBe(("open", false, Day.AddDays(3)));
        Open.When(new OrderCommand("insist", Seat2, "x")).ShouldRefuse("orderState", "R49");
        Done.When(new OrderCommand("insist", Seat2, "x")).ShouldRefuse("orderState", "R49");
    }

    [Fact]
    public void It_is_late_until_it_is_done_and_then_until_somebody_looked()
    {
        OrderTimes.DueOf(StateOf(Open)).ShouldBe(Day.AddHours(24));
        OrderTimes.DueOf(StateOf(Refused)).ShouldBe(Day.AddHours(24), "nobody carried it out");
        OrderTimes.DueOf(StateOf(Done)).ShouldBe(Day.AddHours(1) + OrderTimes.Check);
        OrderTimes.DueOf(StateOf([.. Done, .. Done.When(new OrderCommand("verify", Seat2)).Events])).ShouldBeNull();
        OrderTimes.DueOf(StateOf([.. Open, .. Open.When(new OrderCommand("waive", Seat2, "gone")).Events])).ShouldBeNull();
        OrderTimes.DueOf(StateOf(Issued(null))).ShouldBe(Day.AddHours(24), "from before there were dates");
    }

    [Theory]
    [InlineData(0, null, false, 24)]
    [InlineData(0, null, true, 4)]
    [InlineData(48, null, false, 72)]
    [InlineData(-480, null, false, 24)] // a space that came later
    [InlineData(0, 6, false, 6)]
    [InlineData(0, -6, false, 24)]
    public void A_time_begins_with_the_measure_and_is_over_at_its_end(int fromIn, int? untilIn, bool interim, int dueIn) =>
        OrderTimes.DueOf(Day.AddHours(fromIn), untilIn is { } until ? Day.AddHours(until) : null, interim, Day).ShouldBe(Day.AddHours(dueIn));

    [Fact]
    public void Its_sanction_waits_for_it_again_unless_it_is_over()
    {
        var order = Guid.NewGuid();
        SanctionEvent[] given = [.. InForce(order), new SanctionEvent.OrderSettled(order, "done", new Progress(null, "active", 0))];

        var again = given.When(new SanctionCommand.ReopenOrder(order));

        again.Events.OfType<SanctionEvent.OrderSettled>().Single().Progress.OpenOrders.ShouldBe(1);
        ((SanctionEvent[])[.. given, .. again.Events]).Aggregate(SanctionState.None, SanctionState.Evolve).OpenOrders.ShouldBe(1);
        ((SanctionEvent[])[.. given, new SanctionEvent.SanctionEnded("expired", Day, [], new Progress(null, "ended", 0))]).When(new SanctionCommand.ReopenOrder(order)).ShouldRefuse("ended", "R51");
        InForce(order).When(new SanctionCommand.ReopenOrder(order)).ShouldDoNothing();
    }

    private static OrderEvent[] Issued(DateTimeOffset? due) =>
    [
        new OrderEvent.OrderIssued(Guid.NewGuid(), "sextant", Guid.NewGuid(), "sextant", null, "github:sextant", Sensitive.Of("github:rex", "accused:x"), "suspend", Day, null, Undo: false, due),
    ];

    private static SanctionEvent[] InForce(Guid order) =>
    [
        new SanctionEvent.SanctionImposed(
            Guid.NewGuid(), Guid.NewGuid(), "sextant", "suspension", new SanctionScope(false, ["sextant"], []), new SanctionTerm(Day, null, "automatic"), null, null,
            new SanctionBasis("own", Guid.NewGuid(), "sextant", false, null, null, null), new Progress(null, "awaitingNotice", 0)),
        new SanctionEvent.SanctionReleased("told", Day, new Progress(null, "active", 1)),
        new SanctionEvent.OrdersIssued([new IssuedOrder(order, "sextant", "github:sextant", false)], new Progress(null, "active", 1)),
    ];

    private static OrderState StateOf(params OrderEvent[] events) => events.Aggregate(OrderState.None, OrderState.Evolve);
}
