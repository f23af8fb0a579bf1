using Coc.Contracts;
using Coc.Ledger.Features.Tracing;
using Coc.Platform.Messaging;

namespace Coc.Ledger.Consumers;

/// <summary>Every step of every service becomes one row of the trail. Nothing comes more often, so as many as are there go into one transaction.</summary>
internal sealed class StepRecordedHandler(StepGraph graph, TimeProvider time) : IHandleTogether<StepRecorded>
{
    public Task HandleAsync(IReadOnlyList<(StepRecorded Message, Delivery Delivery)> messages, CancellationToken cancellationToken) =>
        graph.AddAsync([.. messages.Select(m => (StepOf(m.Message), m.Delivery.Inbox(time.GetUtcNow())))], cancellationToken);

    private static Step StepOf(StepRecorded message)
    {
        var origin = message.Origin;
        return new Step(
            origin.Event, origin.Stream, origin.Version, message.Step, message.Thing, message.ThingId, message.Case, message.Report, origin.Incident, message.Links,
            origin.Body, message.CodeName, origin.At, origin.Actor, origin.Seat, origin.Role, origin.Causation, message.Rule, origin.PolicyVersion, message.Outcome,
            origin.Hash);
    }
}
