using Coc.Contracts.Cases;
using Coc.Platform.Messaging;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>A panel looked at an interim or emergency measure (P9): it ends at once, or holds until another instant. What is over stays over.</summary>
internal sealed class InterimMeasureReviewedHandler(Finder finder, SanctionExecutor sanctions, MessageRunner runner) : IHandle<InterimMeasureReviewed>
{
    public async Task HandleAsync(InterimMeasureReviewed message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (await finder.SanctionsAsync([message.Measure], cancellationToken) is not [{ Basis: SanctionBasis.Interim } row])
        {
            return; // taken where nobody was known to order anything about
        }

        await runner.RunAsync(delivery, (changes, now) => sanctions.ReviewAsync(changes, row.Key, message.State, message.Until, now, cancellationToken), cancellationToken);
    }
}
