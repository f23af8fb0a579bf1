using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Sanctions.Consumers;

/// <summary>Two seats of a case say who it is (P22).</summary>
internal sealed class SubjectConfirmedHandler(PersonExecutor persons, IEventStore store, DomainClock clock) : IHandle<SubjectConfirmed>
{
    public async Task HandleAsync(SubjectConfirmed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changes = new Changes();
        await persons.ConfirmAsync(changes, message.Person, message.Case, cancellationToken);
        changes.Add(delivery.Inbox(now));
        await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
    }
}
