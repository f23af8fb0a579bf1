using Coc.Contracts;
using Coc.EventStore;

namespace Coc.Platform.Messaging;

/// <summary>How a service says that something waits for seats (decision 28).</summary>
public static class WaitingPublishing
{
    /// <summary>An event type after which things may wait; which ones may depend on the event. Where there are none nothing is said: no order is needed, for whom a thing waits is asked of the present.</summary>
    /// <param name="table">what the service publishes</param>
    /// <param name="service">who is asked for whom they wait: the service itself</param>
    /// <param name="things">read from the event</param>
    public static PublishingTable Waits<TEvent>(this PublishingTable table, string service, Func<TEvent, StoredEvent, IEnumerable<WaitingThing>> things) where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.PublishInAnyOrder<TEvent, SomethingWaits>((e, stored, origin) => things(e, stored).ToList() is { Count: > 0 } waiting ? new(origin, service, waiting) : null);
    }
}
