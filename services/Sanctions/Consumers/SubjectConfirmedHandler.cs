using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Sanctions.Consumers;

/// <summary>Two seats of a case say who it is (P22).</summary>
internal sealed class SubjectConfirmedHandler(PersonExecutor persons, Registry.Finder finder, IEventStore store, DomainClock clock) : IHandle<SubjectConfirmed>
{
    public async Task HandleAsync(SubjectConfirmed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changes = new Changes();
        await persons.ConfirmAsync(changes, message.Person, message.Case, cancellationToken);
        // What is in force already reaches the accounts that lead to the person from now on.
        changes.Add((await finder.ActiveOfAsync(message.Person, cancellationToken)).Select(a => Tables.ReadRows.Due(Effects.CatchUpDue, a.Key, now)));
        changes.Add(delivery.Inbox(now));
        await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
    }
}
