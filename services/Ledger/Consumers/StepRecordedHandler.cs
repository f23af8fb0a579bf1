using Coc.Contracts;
using Coc.Ledger.Features.Tracing;
using Coc.Platform.Messaging;

namespace Coc.Ledger.Consumers;

/// <summary>Every step of every service becomes one row of the trail.</summary>
internal sealed class StepRecordedHandler(StepGraph graph, TimeProvider time) : IHandle<StepRecorded>
{
    public Task HandleAsync(StepRecorded message, Delivery delivery, CancellationToken cancellationToken)
    {
        var origin = message.Origin;
        var step = new Step(
            origin.Event, origin.Stream, origin.Version, message.Step, message.Thing, message.ThingId, message.Case, message.Report, origin.Incident, message.Links,
            origin.Body, message.CodeName, origin.At, origin.Actor, origin.Seat, origin.Role, origin.Causation, message.Rule, origin.PolicyVersion, message.Outcome,
            origin.Hash);
        return graph.AddAsync(step, delivery.Inbox(time.GetUtcNow()), cancellationToken);
    }
}
