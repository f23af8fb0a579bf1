using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>It was somebody else (P22): what the case imposed is overturned, here and in every body that adopted it, and what was carried out is undone.</summary>
internal sealed class SubjectMistakenHandler(Finder finder, SanctionExecutor sanctions, IEventStore store, DomainClock clock) : IHandle<SubjectMistaken>
{
    private const int Attempts = 5;

    public async Task HandleAsync(SubjectMistaken message, Delivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var changes = new Changes();
            foreach (var sanction in await finder.SanctionsOfAsync(message.Case, message.Person, cancellationToken))
            {
                await sanctions.EndAsync(changes, sanction.Key, SanctionState.Mistaken, now, cancellationToken);
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
