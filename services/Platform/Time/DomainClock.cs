namespace Coc.Platform.Time;

/// <summary>
/// The domain's clock: terms, deadlines, sanctions. The system's clock plus an offset that only the demo profile ever moves (api.md "Demo").
/// Tickets, tokens, limits and leases use <see cref="TimeProvider.System"/>; which seats a ticket names is this clock's.
/// </summary>
public sealed class DomainClock : TimeProvider
{
    private long offsetTicks;

    /// <summary>How far the demo has moved ahead.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var now = System.GetUtcNow() + Offset;
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero); // what PostgreSQL keeps
    }
}
