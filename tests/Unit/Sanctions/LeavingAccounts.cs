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
        var left = InForce.When(new SanctionCommand.LeaveAccounts(Day, [Theirs.Order], [])).Events.ShouldHaveSingleItem().ShouldBeOfType<SanctionEvent.AccountsLeft>();

        (left.Progress.State, left.Progress.OpenOrders).ShouldBe((SanctionState.Active, 1));
        State([.. InForce, left]).Orders.Single(o => o.Order == Theirs.Order).Settled.ShouldBeTrue();
    }

    [Fact]
    public void What_was_done_is_given_back_while_the_measure_holds_on()
    {
        var undo = new IssuedOrder(OrderDecider.UndoOf(Theirs.Order), "sextant", "chat:sextant", true);
        SanctionEvent[] after = [.. InForce, .. InForce.When(new SanctionCommand.LeaveAccounts(Day, [], [undo])).Events];

        State(after).Orders.ShouldContain(o => o.Order == undo.Order && o.Undo);
        State(after).Holds.ShouldBeTrue();
    }

    [Fact]
    public void Where_nothing_was_ordered_nothing_happens() => InForce.When(new SanctionCommand.LeaveAccounts(Day, [], [])).ShouldDoNothing();

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
