using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>The person has been told: standing and orders go (P2), here and for every copy.</summary>
internal sealed class PersonToldHandler(Finder finder, SanctionExecutor sanctions, IEventStore store, DomainClock clock) : IHandle<PersonTold>
{
    public async Task HandleAsync(PersonTold message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changes = new Changes();
        foreach (var sanction in await finder.SanctionsOfAsync(message.Case, message.Person, cancellationToken))
        {
            if (message.Sanctions is { } told && !told.Contains(sanction.Key.Id))
            {
                continue; // imposed by another decision of this case: the person was not told that one
            }

            await sanctions.ToldAsync(changes, sanction.Key, now, cancellationToken);
        }

        changes.Add(delivery.Inbox(now));
        await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
    }
}
