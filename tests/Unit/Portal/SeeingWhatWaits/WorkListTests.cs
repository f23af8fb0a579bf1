using Coc.Portal.Features.SeeingWhatWaits;

namespace Coc.Unit.Portal.SeeingWhatWaits;

public sealed class WorkListTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    internal static WorkItem Item(string name, int hours = 1, bool overdue = false, string kind = "case", string rule = "status", DateTimeOffset? due = null) =>
        new(kind, Guid.NewGuid(), name, "Sextant", due ?? Noon.AddHours(hours), overdue, rule, $"cases/{name}");

    [Fact]
    public void What_is_late_comes_first_then_what_is_due_next_then_what_has_no_date()
    {
        var list = WorkList.Of([Item("tomorrow", 24), Item("late", 2, overdue: true), Item("soon", 1), Item("later still late", 3, overdue: true), Item("undated") with { Due = null }], [], false);

        list.Items.Select(i => i.Name).ShouldBe(["late", "later still late", "soon", "tomorrow", "undated"]);
    }

    [Fact]
    public void A_case_found_in_two_lists_is_one()
    {
        var item = Item("violet otter");

        WorkList.Of([item, item], [], false).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public void Each_kind_is_counted_and_how_much_of_it_is_late()
    {
        var list = WorkList.Of([Item("a", kind: "order"), Item("b", kind: "order", overdue: true), Item("c", kind: "request")], [], false);

        list.Counts.ShouldBe([("request", 1, 0), ("order", 2, 1)]);
    }

    [Fact]
    public void The_mark_is_the_same_for_the_same_list_and_another_when_anything_changes()
    {
        WorkItem[] items = [Item("a"), Item("b")];
        var mark = WorkList.Of(items, [], false).Mark;

        WorkList.Of([.. items.Reverse()], [], false).Mark.ShouldBe(mark);
        WorkList.Of([items[0]], [], false).Mark.ShouldNotBe(mark);
        WorkList.Of([items[0] with { Overdue = true }, items[1]], [], false).Mark.ShouldNotBe(mark);
        WorkList.Of(items, ["order"], false).Mark.ShouldNotBe(mark);
    }

    [Theory]
    [InlineData("received", true, CaseClock.Acknowledge)]
    [InlineData("conflictScreening", true, CaseClock.Acknowledge)]
    [InlineData("conflictScreening", false, CaseClock.Status)]
    [InlineData("acknowledged", true, CaseClock.Status)]
    [InlineData("awaitingLegal", false, CaseClock.Status)]
    [InlineData("decided", false, CaseClock.Tell)]
    [InlineData("communicated", false, CaseClock.Tell)]
    [InlineData("monitoring", false, CaseClock.Follow)]
    [InlineData("closed", false, CaseClock.Follow)]
    [InlineData("a state that came later", false, CaseClock.Follow)]
    public void The_clock_of_a_case_follows_from_where_it_stands(string state, bool isAcknowledgement, string clock) =>
        CaseClock.Of(state, Noon, isAcknowledgement ? Noon : Noon.AddHours(1)).ShouldBe(clock);
}
