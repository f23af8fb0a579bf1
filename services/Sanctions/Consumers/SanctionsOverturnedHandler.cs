using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>An appeal (P15), or a second decision in the same case (R54), took these measures away: standing, orders and every copy follow.</summary>
internal sealed class SanctionsOverturnedHandler(Finder finder, SanctionExecutor sanctions, IEventStore store, DomainClock clock) : IHandle<SanctionsOverturned>
{
    /// <summary>A new decision about the same conduct holds instead: nobody found that there was no violation.</summary>
    private const string Superseded = "superseded";

    private const int Attempts = 5;

    public async Task HandleAsync(SanctionsOverturned message, Delivery delivery, CancellationToken cancellationToken)
    {
        var rows = await finder.SanctionsAsync([.. message.Sanctions], cancellationToken);
        if (rows.Count < message.Sanctions.Count)
        {
            throw new InvalidOperationException("A measure of the first decision is not here yet."); // tried again soon
        }

        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var changes = new Changes();
            foreach (var row in rows)
            {
                await sanctions.EndAsync(changes, row.Key, message.Outcome == Superseded ? Superseded : SanctionState.Overturned, now, cancellationToken);
            }

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
