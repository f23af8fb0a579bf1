using Coc.Contracts.Liaison;
using Coc.EventStore;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Sanctions.Consumers;

/// <summary>A body is in the directory or changed there. A sanction on all bodies counts in a new one by itself (Standings.Everywhere).</summary>
internal sealed class BodyListedHandler(Registry.Finder finder, Registry.BodyDirectory directory, IEventStore store, DomainClock clock) : IHandle<BodyListed>
{
    public async Task HandleAsync(BodyListed message, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changes = new Changes();
        var before = await directory.FindAsync(message.Slug, cancellationToken);
        changes.Add(new StoreStatement(
            "",
            """
            insert into app.bodies (slug, kind, handling, foundation, parent) values ($1, $2, $3, $4, $5::varchar)
            on conflict (slug) do update set kind = excluded.kind, handling = excluded.handling, foundation = excluded.foundation, parent = excluded.parent
            """,
            message.Slug, message.Kind, message.Handling, message.Foundation, message.Parent));
        // Its spaces may have been registered before.
        changes.Add((await finder.ActiveInAsync(message.Slug, message.Foundation, message.Parent, cancellationToken)).Select(a => Tables.ReadRows.Due(Effects.CatchUpDue, a.Key, now)));
        if (before is null || (before.Foundation, before.Parent) != (message.Foundation, message.Parent))
        {
            changes.Add(StandingChange.Joined(message.Slug));
        }

        changes.Add(delivery.Inbox(now));
        await store.AppendAsync(changes.ToAppend(delivery.Context(now)), cancellationToken);
    }
}
