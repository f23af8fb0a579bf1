using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>A panel looked at an interim or emergency measure (P9): it ends at once, or holds until another instant. What is over stays over.</summary>
internal sealed class InterimMeasureReviewedHandler(Finder finder, SanctionExecutor sanctions, IEventStore store, DomainClock clock) : IHandle<InterimMeasureReviewed>
{
    private const int Attempts = 5;

    public async Task HandleAsync(InterimMeasureReviewed message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await finder.SanctionsAsync([message.Measure], cancellationToken) is not [{ Basis: SanctionBasis.Interim } row])
        {
            return; // taken where nobody was known to order anything about
        }

        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var changes = new Changes();
            await sanctions.ReviewAsync(changes, row.Key, message.State, message.Until, now, cancellationToken);
            changes.Add(delivery.Inbox(now));
            try
            {
                await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
                return;
            }
            catch (Exception e) when (attempt < Attempts && (e is StreamConflictException || Changes.IsOutrun(e)))
            {
                // An order was settled at the same moment.
            }
        }
    }
}
