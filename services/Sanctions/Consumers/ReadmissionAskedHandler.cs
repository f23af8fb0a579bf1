using Coc.Contracts.Intake;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>A person asks in their room to come back (R52). The time for the answer runs from when they asked.</summary>
internal sealed class ReadmissionAskedHandler(Finder finder, ReturnExecutor comingBack, IEventStore store, DomainClock clock) : IHandle<ReadmissionAsked>
{
    private const int Attempts = 5;

    public async Task HandleAsync(ReadmissionAsked message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await finder.SanctionsAsync([message.Sanction], cancellationToken) is not [{ } row])
        {
            throw new InvalidOperationException("A measure that a room shows is not here yet."); // tried again soon
        }

        for (var attempt = 1; ; attempt++)
        {
            var changes = new Changes();
            await comingBack.AskAsync(changes, row.Key, new SanctionCommand.AskReadmission(message.Entry, message.Room, message.Origin.At), cancellationToken);
            changes.Add(delivery.Inbox(clock.GetUtcNow()));
            try
            {
                await store.AppendAsync(changes.ToAppend(delivery.Context(clock.GetUtcNow())), cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // An order was settled, or a seat decided, at the same moment.
            }
        }
    }
}
