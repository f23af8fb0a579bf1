using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>
/// Makes what one person gave, and was given, unreadable for good (P19): their own key, in their own stream; evidence lies under the same. What they stated about others is those others' data and stays under their keys.
/// </summary>
internal sealed class OwnDataErasedHandler(IEventStore store, Reports reports, DomainClock clock, TimeProvider time) : IHandle<OwnDataErased>
{
    public async Task HandleAsync(OwnDataErased message, Delivery delivery, CancellationToken cancellationToken)
    {
        // Destroyed first: repeated, it is destroyed already; noted first, a crash would leave it.
        foreach (var owner in message.IsRoom ? [RoomEvent.Owner] : await OwnersAsync(message.Party, cancellationToken))
        {
            await store.DestroyKeyAsync(Reports.Key(message.Party), owner, cancellationToken);
        }

        await store.AppendAsync(new Append([], delivery.Context(clock.GetUtcNow())) { Statements = [delivery.Inbox(time.GetUtcNow())] }, cancellationToken);
    }

    // Who reported because it happened to them said who they are there too.
    private async Task<IReadOnlyList<string>> OwnersAsync(Guid party, CancellationToken cancellationToken) =>
        [Owners.Reporter(party), .. (await reports.FindAsync(party, cancellationToken))?.Filed.Affected.Select((a, i) => (a.Value, Owner: Owners.Affected(i))).Where(a => a.Value is { Self: true }).Select(a => a.Owner) ?? []];
}
