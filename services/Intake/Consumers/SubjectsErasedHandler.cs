using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>Makes what a report stated about people of whom no violation was found unreadable for good (P19). What the reporter wrote stays the reporter's.</summary>
internal sealed class SubjectsErasedHandler(IEventStore store, DomainClock clock, TimeProvider time) : IHandle<SubjectsErased>
{
    public async Task HandleAsync(SubjectsErased message, Delivery delivery, CancellationToken cancellationToken)
    {
        // Destroyed first: repeated, it is destroyed already; noted first, a crash would leave it.
        foreach (var position in message.Positions)
        {
            await store.DestroyKeyAsync(Reports.Key(message.Report), Owners.Accused(position), cancellationToken);
        }

        await store.AppendAsync(new Append([], delivery.Context(clock.GetUtcNow())) { Statements = [delivery.Inbox(time.GetUtcNow())] }, cancellationToken);
    }
}
