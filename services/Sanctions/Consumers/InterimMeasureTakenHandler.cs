using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>
/// A panel protects before it decides (R37): like an emergency measure it is in force and ordered at once, ends by the same clock and sends the same undoing orders.
/// Nothing was decided, so it is no entry and no prior violation.
/// </summary>
internal sealed class InterimMeasureTakenHandler(Finder finder, Streams streams, SanctionExecutor sanctions, IEventStore store, DomainClock clock) : IHandle<InterimMeasureTaken>
{
    /// <summary>Why it goes before the person is told (P2).</summary>
    private const string Because = "interim";

    public async Task HandleAsync(InterimMeasureTaken message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changes = new Changes();
        if ((await finder.SanctionsAsync([message.Measure], cancellationToken)).Count == 0)
        {
            var issuer = message.Origin.Body;
            var impose = new SanctionCommand.Impose(
                message.Measure, message.Person, issuer, message.Kind, new SanctionScope(false, message.Bodies, message.Spaces),
                new SanctionTerm(message.Origin.At, message.Until, "automatic"), null, null, new SanctionBasis(SanctionBasis.Interim, message.Case, issuer, false, null, null, null));
            await sanctions.ImposeAsync(changes, await streams.SanctionAsync(new StreamKey(issuer, message.Measure), cancellationToken), impose, [], Because, now, cancellationToken);
        }

        changes.Add(delivery.Inbox(now));
        await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
    }
}
