using Coc.EventStore;
using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>How an order is closed, and which orders a measure needs.</summary>
public sealed class OrderRules
{
    private static readonly OrderEvent[] Open =
    [
        new OrderEvent.OrderIssued(
            Guid.NewGuid(), "sextant", Guid.NewGuid(), "sextant", Guid.NewGuid(), "github:sextant", Sensitive.Of("github:rex", "accused:x"), "suspend", Day, null, Undo: false),
    ];

    [Fact]
    public void Done_on_an_unclaimed_order_claims_it() =>
        Open.When(new OrderCommand("done", Seat1, "proof")).ShouldBeOf(typeof(OrderEvent.OrderClaimed), typeof(OrderEvent.OrderDone));

    [Fact]
    public void What_is_ordered_says_when_its_measure_ends_now_and_is_late_then_at_the_latest()
    {
        var issued = ((OrderEvent.OrderIssued)Open[0]) with { Until = Day.AddDays(30), Due = Day.AddDays(1) };
        OrderEvent[] moved = [issued, .. OrderDecider.MoveTerm(Day.AddHours(5), Day, State(issued)).Events];

        (State(moved).Until, State(moved).Due).ShouldBe((Day.AddHours(5), Day.AddHours(5)));
        OrderDecider.MoveTerm(Day.AddHours(5), Day, State(moved)).ShouldDoNothing();
        State([.. moved, .. OrderDecider.MoveTerm(Day.AddDays(2), Day, State(moved)).Events]).Due.ShouldBe(Day.AddHours(5), "nobody has longer for it");
    }

    [Fact]
    public void What_gives_back_or_is_let_go_has_no_end_to_move()
    {
        var issued = ((OrderEvent.OrderIssued)Open[0]) with { Until = Day.AddDays(30) };

        OrderDecider.MoveTerm(Day.AddDays(2), Day, State(issued with { Undo = true })).ShouldDoNothing();
        OrderDecider.MoveTerm(Day.AddDays(2), Day, State(issued, new OrderEvent.OrderWithdrawn(issued.Sanction, null))).ShouldDoNothing();
        OrderDecider.MoveTerm(Day.AddDays(2), Day, State(issued, new OrderEvent.OrderDone(issued.Sanction, null, Seat1, null))).Events.ShouldNotBeEmpty("it may be opened again");
        OrderDecider.MoveTerm(Day.AddDays(2), Day, OrderState.None).ShouldDoNothing();
    }

    private static OrderState State(params OrderEvent[] given) => given.Aggregate(OrderState.None, OrderState.Evolve);

    [Fact]
    public void A_claim_is_for_one()
    {
        OrderEvent[] claimed = [.. Open, .. Open.When(new OrderCommand("claim", Seat1)).Events];

        claimed.When(new OrderCommand("claim", Seat1)).ShouldDoNothing();
        claimed.When(new OrderCommand("claim", Seat2)).ShouldRefuse("claimed", "R48");
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("refuse")]
    public void What_failed_or_was_refused_stays_open_and_may_be_done_or_waived(string verb)
    {
        OrderEvent[] stuck = [.. Open, .. Open.When(new OrderCommand(verb, Seat1, "why")).Events];

        stuck.Aggregate(OrderState.None, OrderState.Evolve).Closed.ShouldBeFalse();
        stuck.When(new OrderCommand(verb, Seat1, "why")).ShouldDoNothing();
        stuck.When(new OrderCommand("done", Seat2)).ShouldBeOf(typeof(OrderEvent.OrderClaimed), typeof(OrderEvent.OrderDone));
        stuck.When(new OrderCommand("waive", Seat2, "gone")).ShouldBeOf(typeof(OrderEvent.OrderWaived));
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("failed")]
    [InlineData("refuse")]
    [InlineData("waive")]
    public void What_is_done_takes_nothing_but_a_check(string verb)
    {
        OrderEvent[] done = [.. Open, .. Open.When(new OrderCommand("done", Seat1)).Events];

        done.When(new OrderCommand(verb, Seat2, "x")).ShouldRefuse("orderState", "R49");
        done.When(new OrderCommand("done", Seat1)).ShouldDoNothing();
        done.When(new OrderCommand("verify", Seat2)).ShouldBeOf(typeof(OrderEvent.OrderVerified));
        done.When(new OrderCommand("withdraw", Guid.Empty)).ShouldDoNothing();
    }

    [Fact]
    public void A_measure_needs_one_order_for_each_space_on_whose_platform_the_person_is()
    {
        var spaces = new[] { new OwnedSpace("sextant", "github:sextant"), new OwnedSpace("sextant", "chat:sextant"), new OwnedSpace("sextant", "list:sextant"), new OwnedSpace("sextant", "event:con") };
        PersonAccount[] accounts = [new("github:rex", "1"), new("chat:rex", "2")];

        OrderPlan.Of(Sanction("suspension"), spaces, accounts).Select(o => (o.Space, o.Account)).ShouldBe([("github:sextant", "github:rex"), ("chat:sextant", "chat:rex")]);
        OrderPlan.Of(Sanction("suspension", "chat:sextant"), spaces, accounts).Select(o => o.Space).ShouldBe(["chat:sextant"]);
        OrderPlan.Of(Sanction("eventBan"), spaces, accounts).Select(o => (o.Space, o.Account)).ShouldBe([("event:con", "github:rex")]);
        OrderPlan.Of(Sanction("escortOut"), spaces, accounts).Select(o => (o.Space, o.Account)).ShouldBe([("event:con", "github:rex")], "who is at the door is told");
        OrderPlan.Of(Sanction("eventBan", "event:fair", "event:con"), spaces, accounts).Select(o => (o.Body, o.Space)).ShouldBe([("sextant", "event:con"), (Sanction("eventBan").Imposed!.Issuer, "event:fair")], "also at an event nobody registered");
        OrderPlan.Of(Sanction("suspension", "event:fair"), spaces, accounts).ShouldBeEmpty("people are suspended from spaces, and kept from events");
        OrderPlan.Of(Sanction("ban"), spaces, []).ShouldBeEmpty();
    }

    private static SanctionState Sanction(string type, params string[] spaces) => SanctionState.Evolve(SanctionState.None, new SanctionEvent.SanctionImposed(
        Guid.NewGuid(), Guid.NewGuid(), "sextant", type, new SanctionScope(false, ["sextant"], spaces), new SanctionTerm(Day, null, "automatic"), null, null,
        new SanctionBasis("own", Guid.NewGuid(), "sextant", false, null, null, null), new Progress(null, "awaitingNotice", 0)));
}
