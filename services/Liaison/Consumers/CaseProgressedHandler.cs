using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Liaison.Features.MeasuringHandOvers;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Liaison.Consumers;

/// <summary>When a committee first answers, what was routed to it is taken up: that is measured, in sums (P23).</summary>
internal sealed class CaseProgressedHandler(IEventStore store, DomainClock clock) : IHandle<CaseProgressed>
{
    public Task HandleAsync(CaseProgressed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.AppendAsync(new Append([], delivery.Context(now)) { Statements = [HandOverRows.Progressed(message), delivery.Inbox(now)] }, cancellationToken);
    }
}
