using Coc.EventStore.Forwarding;

namespace Coc.Unit.EventStore;

public sealed class High_water_mark
{
    private readonly HighWater highWater = new();

    [Fact]
    public void Goes_on_while_there_is_no_gap() => Look(after: 0, highest: 3, holders: ["9/9"], rows: [1, 2, 3]).ShouldBe(3);

    [Fact]
    public void Stops_before_a_gap_that_somebody_may_still_fill() => Look(0, 3, ["1/1"], [1, 3]).ShouldBe(1);

    [Fact]
    public void Passes_a_gap_that_nobody_can_fill() => Look(0, 5, [], [2, 5]).ShouldBe(5);

    [Fact]
    public void Does_not_pass_what_became_visible_after_the_look_at_the_holders() => Look(0, 1, [], [1, 3]).ShouldBe(1);

    [Fact]
    public void Waits_for_the_holders_it_saw_and_for_no_others()
    {
        Look(0, 3, ["1/1", "2/2"], [1, 3]).ShouldBe(1);
        Look(1, 4, ["2/2", "3/3"], [3, 4]).ShouldBe(1);
        Look(1, 6, ["3/3", "4/4"], [3, 4, 6]).ShouldBe(4);
        Look(4, 6, ["4/4"], [6]).ShouldBe(4);
        Look(4, 6, ["5/5"], [6]).ShouldBe(6);
    }

    private long Look(long after, long highest, string[] holders, long[] rows) => highWater.SafeEnd(after, highest, holders.ToHashSet(), rows);
}
