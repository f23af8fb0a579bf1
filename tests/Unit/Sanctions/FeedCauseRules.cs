using Coc.EventStore;
using Coc.Sanctions;
using Coc.Sanctions.Domain;

namespace Coc.Unit.Sanctions;

/// <summary>Which word a body's feed has for an end, and that the feeds are told last.</summary>
public sealed class FeedCauseRules
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("expired", "expired")]
    [InlineData("lifted", "lifted")]
    [InlineData("superseded", "lifted")]
    [InlineData("overturned", "overturned")]
    [InlineData("reversed", "overturned")]
    public void An_end_has_its_word(string cause, string word)
    {
        FeedCauses.Of(Ended(cause)).ShouldBe(word);
        FeedCauses.Of(Ended("origin"), Ended(cause)).ShouldBe(word, "a copy ends as its origin does");
    }

    [Fact]
    public void What_is_not_over_has_none() => FeedCauses.Of(SanctionState.None).ShouldBeNull();

    [Fact]
    public void What_was_over_and_then_turned_out_wrong_was_overturned() => FeedCauses.Of(SanctionState.Evolve(
        Ended("expired"), new SanctionEvent.OverturnedAfterwards(At, new Progress(null, SanctionState.Overturned, 0)))).ShouldBe("overturned");

    [Fact]
    public void A_copy_whose_origin_is_not_at_hand_was_lifted() => FeedCauses.Of(Ended("origin"), SanctionState.None).ShouldBe("lifted");

    [Fact]
    public void Feeds_are_told_behind_everything_else_and_in_the_order_of_their_bodies()
    {
        var changes = new Changes();
        changes.Add(new StandingChange(["sextant", "astrolabe", "*all:orrery"], [[1]], Guid.NewGuid(), null));
        changes.Add(StandingChange.Joined("newcomer"));
        changes.Add(new StoreStatement("zenith", "select 1"));

        var told = changes.ToAppend(new EventContext(At, Guid.NewGuid())).Statements;

        told.Select(s => s.Tenant).ShouldBe(["zenith", "*all:orrery", "astrolabe", "newcomer", "sextant"]);
        told[1].Parameters.ShouldContain(At);
    }

    [Fact]
    public void A_measure_that_reaches_no_account_tells_nobody()
    {
        var changes = new Changes();
        changes.Add(new StandingChange(["sextant"], [], Guid.NewGuid(), null));
        changes.ToAppend(new EventContext(At, Guid.NewGuid())).Statements.ShouldBeEmpty();
    }

    private static SanctionState Ended(string cause) =>
        SanctionState.Evolve(SanctionState.None, new SanctionEvent.SanctionEnded(cause, At, [], new Progress(null, "ended", 0)));
}
