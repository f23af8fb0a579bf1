using Coc.Contracts;
using Coc.EventStore;

namespace Coc.Platform.Messaging;

/// <summary>How a service says that something waits for seats (decision 28).</summary>
public static class WaitingPublishing
{
    // No order is needed: for whom a thing waits is asked of the present. So none of these waits for one of an event that was stored before such messages existed.
    private static readonly Dictionary<string, long> Nothing = [];

    /// <summary>An event type after which things may wait; which ones may depend on the event, and may be none.</summary>
    /// <param name="table">what the service publishes</param>
    /// <param name="service">who is asked for whom they wait: the service itself</param>
    /// <param name="things">read from the event</param>
    public static PublishingTable Waits<TEvent>(this PublishingTable table, string service, Func<TEvent, StoredEvent, IEnumerable<WaitingThing>> things) where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Publish<TEvent, SomethingWaits>((e, stored, origin) => new(origin with { Previous = Nothing }, service, [.. things(e, stored)]));
    }
}
