using Coc.Cases.DueWork;
using Coc.Contracts.Sanctions;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Cases.Consumers;

/// <summary>Somebody acted at once; the measure waits for its case, which the report opens.</summary>
internal sealed class EmergencyTakenHandler(IEventStore store, DomainClock clock) : IHandle<EmergencyTaken>
{
    public Task HandleAsync(EmergencyTaken message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.AppendAsync(new Append([], delivery.Context(now)) { Statements = [PendingEmergencies.Waits(message), delivery.Inbox(now)] }, cancellationToken);
    }
}
