using Coc.Portal.Features.SeeingWhatWaits;

namespace Coc.Unit.Portal.SeeingWhatWaits;

/// <summary>Opening the list of questions about ties is a recorded read: a queue that looks by itself opens it seldom, and never instead of somebody else.</summary>
public sealed class AskedLatelyTests
{
    private static readonly Guid Somebody = Guid.NewGuid();

    private static Gathered Found(params string[] missing) => new([WorkListTests.Item("sextant", kind: WorkKinds.Request)], missing);

    [Fact]
    public void What_was_asked_a_while_ago_is_not_asked_again()
    {
        using var asked = new AskedLately(new TurnedTime());
        asked.Keep(Somebody, Found());

        asked.Lately(Somebody)!.Items.ShouldHaveSingleItem();
    }

    [Fact]
    public void After_ten_minutes_it_is()
    {
        var time = new TurnedTime();
        using var asked = new AskedLately(time);
        asked.Keep(Somebody, Found());
        time.Now += TimeSpan.FromMinutes(10);

        asked.Lately(Somebody).ShouldBeNull();
    }

    [Fact]
    public void What_one_person_was_asked_is_nothing_to_another()
    {
        using var asked = new AskedLately(new TurnedTime());
        asked.Keep(Somebody, Found());

        asked.Lately(Guid.NewGuid()).ShouldBeNull();
    }

    [Fact]
    public void What_could_not_be_asked_is_asked_at_the_next_look()
    {
        using var asked = new AskedLately(new TurnedTime());
        asked.Keep(Somebody, Found());
        asked.Keep(Somebody, Found(WorkKinds.Request));

        asked.Lately(Somebody).ShouldBeNull();
    }

    private sealed class TurnedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
