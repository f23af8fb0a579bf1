using Coc.Contracts.Intake;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>
/// A complaint, or retaliation, becomes a report of its own, which is routed and screened like any other. It has an incident of its own: nothing on the bus or in the
/// log leads those who handle the first report to it.
/// </summary>
internal sealed class FollowUpAskedHandler(Reports reports, IEventStore store, DomainClock clock, TimeProvider time) : IHandle<FollowUpAsked>
{
    public async Task HandleAsync(FollowUpAsked message, Delivery delivery, CancellationToken cancellationToken)
    {
        var origin = await reports.FindAsync(message.Report, cancellationToken) ?? throw new InvalidOperationException($"Report {message.Report} is not here.");
        if (await reports.FindAsync(message.FollowUp, cancellationToken) is not null)
        {
            return;
        }

        var filed = origin.FollowUps.Single(f => f.Report == message.FollowUp).Filed(origin, incident: Ids.V5(message.FollowUp, "incident"));
        await store.AppendAsync(
            new Append(
                [new StreamAppend(Reports.Key(message.FollowUp), Reports.StreamType, 0, [new NewEvent(Ids.V5(delivery.MessageId, "filed"), filed)])],
                new EventContext(clock.GetUtcNow(), Ids.New(), Actor: $"receipt:{message.FollowUp}", Incident: filed.Incident))
            {
                Statements = [delivery.Inbox(time.GetUtcNow())],
            },
            cancellationToken);
    }
}
