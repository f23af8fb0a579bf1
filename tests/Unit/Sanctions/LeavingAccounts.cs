using Coc.Sanctions.Domain;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>Accounts that were never the person's leave a measure, and it goes on for the others.</summary>
public sealed class LeavingAccounts
{
    private static readonly IssuedOrder Theirs = new(Guid.NewGuid(), "sextant", "chat:sextant", false);
    private static readonly IssuedOrder Mine = new(Guid.NewGuid(), "sextant", "github:sextant", false);

    private static readonly SanctionEvent[] InForce =
    [
        new SanctionEvent.SanctionImposed(
            Guid.NewGuid(), Guid.NewGuid(), "sextant", "suspension", new SanctionScope(false, ["sextant"], []), new SanctionTerm(Day, Day.AddDays(45), "automatic"), "harassment", null,
            new SanctionBasis("own", Guid.NewGuid(), "sextant", false, null, null, null), new Progress(null, SanctionState.AwaitingNotice, 0)),
        new SanctionEvent.SanctionReleased("told", Day, new Progress(null, SanctionState.Active, 2)),
        new SanctionEvent.OrdersIssued([Mine, Theirs], new Progress(null, SanctionState.Active, 2)),
    ];

    [Fact]
    public void What_nobody_began_is_withdrawn_and_waited_for_no_more()
    {
        var left = InForce.When(new SanctionCommand.LeaveAccounts(Day, [Theirs.Order], [], [Theirs.Order])).Events.ShouldHaveSingleItem().ShouldBeOfType<SanctionEvent.AccountsLeft>();

        (left.Progress.State, left.Progress.OpenOrders).ShouldBe((SanctionState.Active, 1));
        State([.. InForce, left]).Orders.Single(o => o.Order == Theirs.Order).Settled.ShouldBeTrue();
    }

    [Fact]
    public void What_was_done_is_given_back_while_the_measure_holds_on()
    {
        var undo = new IssuedOrder(OrderDecider.UndoOf(Theirs.Order), "sextant", "chat:sextant", true);
        SanctionEvent[] after = [.. InForce, .. InForce.When(new SanctionCommand.LeaveAccounts(Day, [], [undo], [Theirs.Order])).Events];

        State(after).Orders.ShouldContain(o => o.Order == undo.Order && o.Undo);
        State(after).Holds.ShouldBeTrue();
    }

    [Fact]
    public void Where_nothing_was_ordered_nothing_happens() => InForce.When(new SanctionCommand.LeaveAccounts(Day, [], [], [])).ShouldDoNothing();

    [Fact]
    public void An_account_that_turns_out_to_be_theirs_after_all_is_ordered_anew()
    {
        var (person, space, account) = (InForce.OfType<SanctionEvent.SanctionImposed>().Single(), new OwnedSpace("sextant", "chat:sextant"), new PersonAccount("chat:them", "ab12"));
        var first = OrderPlan.Of(State(InForce), [space], [account]).ShouldHaveSingleItem().Order;
        SanctionEvent[] left = [.. InForce, new SanctionEvent.AccountsLeft(Day, [], new Progress(null, SanctionState.Active, 1), [first])];

        var second = OrderPlan.Of(State(left), [space], [account]).ShouldHaveSingleItem().Order;
        SanctionEvent[] twice = [.. left, new SanctionEvent.AccountsLeft(Day, [], new Progress(null, SanctionState.Active, 1), [second])];

        new[] { first, second, OrderPlan.Of(State(twice), [space], [account]).ShouldHaveSingleItem().Order }.ShouldBeUnique();
        OrderPlan.Of(State(left), [space], [account]).ShouldHaveSingleItem().Order.ShouldBe(second, "the same each time");
        left.When(new SanctionCommand.LeaveAccounts(Day, [], [], [first])).ShouldDoNothing();
        person.Sanction.ShouldNotBe(first);
    }

    [Fact]
    public void What_waits_for_a_readmission_orders_accounts_that_come_later_too()
    {
        SanctionEvent[] pending = [.. InForce, new SanctionEvent.ReadmissionFellDue(new Progress(null, SanctionState.ReadmissionPending, 2))];

        pending.When(new SanctionCommand.IssueOrders([new IssuedOrder(Guid.NewGuid(), "sextant", "list:sextant", false)])).ShouldBeOf(typeof(SanctionEvent.OrdersIssued));
    }

    [Fact]
    public void At_an_event_somebody_known_by_another_account_is_kept_out_once()
    {
        IssuedOrder door = new(Guid.NewGuid(), "sextant", "event:con", false);
        SanctionEvent[] ordered = [.. InForce, new SanctionEvent.OrdersIssued([door], new Progress(null, SanctionState.Active, 3))];

        ordered.When(new SanctionCommand.IssueOrders([door with { Order = Guid.NewGuid() }])).ShouldDoNothing();
        InForce.When(new SanctionCommand.IssueOrders([door])).ShouldBeOf(typeof(SanctionEvent.OrdersIssued));
    }

    private static SanctionState State(SanctionEvent[] given) => given.Aggregate(SanctionState.None, SanctionState.Evolve);
}
