using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Sanctions;

/// <summary>What a message changes, committed with its place in the inbox; decided anew when somebody else was first.</summary>
internal sealed class MessageRunner(IEventStore store, DomainClock clock)
{
    private const int Attempts = 5;

    /// <param name="gather">called again with nothing gathered when what it read is not so any more</param>
    public async Task RunAsync(Delivery delivery, Func<Changes, DateTimeOffset, Task> gather, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (changes, now) = (new Changes(), clock.GetUtcNow());
            await gather(changes, now);
            changes.Add(delivery.Inbox(now));
            try
            {
                await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
                return;
            }
            catch (Exception e) when (attempt < Attempts && Changes.IsOutrun(e))
            {
                // An order was settled, a seat decided or a report named somebody at the same moment: look again.
            }
        }
    }
}
