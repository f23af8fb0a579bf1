using Coc.Sanctions.Features.CheckingStanding;

namespace Coc.Unit.Sanctions;

/// <summary>Who tries out names is stopped.</summary>
public sealed class CheckLimitRules
{
    private readonly TurnedTime time = new();

    [Fact]
    public void After_so_many_different_accounts_an_asker_waits_for_the_next_hour()
    {
        var (limit, asker) = (new CheckLimit(2, time), Guid.NewGuid());
        limit.Refuse(asker, Account(1)).ShouldBeNull();
        limit.Refuse(asker, Account(2)).ShouldBeNull();

        limit.Refuse(asker, Account(3)).ShouldBe(15 * 60);
        limit.Refuse(asker, Account(1)).ShouldBeNull("asked before");
        limit.Refuse(Guid.NewGuid(), Account(3)).ShouldBeNull("somebody else");
        time.Now += TimeSpan.FromMinutes(15);
        limit.Refuse(asker, Account(3)).ShouldBeNull();
    }

    [Fact]
    public void What_was_refused_does_not_count_and_what_was_asked_twice_counts_once()
    {
        var (limit, asker) = (new CheckLimit(1, time), Guid.NewGuid());
        limit.Refuse(asker, Account(1)).ShouldBeNull();
        limit.Refuse(asker, Account(2)).ShouldNotBeNull();
        limit.Refuse(asker, Account(1)).ShouldBeNull();
    }

    private static byte[] Account(byte n) => [.. Enumerable.Repeat(n, 32)];

    private sealed class TurnedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 45, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
