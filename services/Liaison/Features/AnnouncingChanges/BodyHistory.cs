using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;

namespace Coc.Liaison.Features.AnnouncingChanges;

/// <summary>What happened to a body, with who did it.</summary>
internal sealed class BodyHistory(IEventStore store)
{
    private const string Account = "account:";

    public async Task<IReadOnlyList<Announcement>> AnnouncedAsync(string slug, CancellationToken cancellationToken) => Of((await store.ReadAsync(BodyStreams.Of(slug), cancellationToken: cancellationToken)).Events).Announced;

    /// <summary>By the stream; null: it is no body's.</summary>
    public async Task<(string Slug, IReadOnlyList<Announcement> Announced)?> OfAsync(Guid stream, CancellationToken cancellationToken)
    {
        var events = (await store.ReadAsync(new StreamKey(BodyStreams.Tenant, stream), cancellationToken: cancellationToken)).Events;
        return events.Count > 0 && events[0].Data is BodyEvent.BodyAdded ? Of(events) : null;
    }

    private static (string Slug, IReadOnlyList<Announcement> Announced) Of(IReadOnlyList<StoredEvent> events) =>
        (events.Count > 0 && events[0].Data is BodyEvent.BodyAdded added ? added.Profile.Slug : "", Announcements.Of(events.Select(e => new BodyOccurrence(e.Id, e.Context.Correlation, e.At, By(e.Context), (BodyEvent)e.Data))));

    private static Asker? By(EventContext context) => context.Actor is { } actor && actor.StartsWith(Account, StringComparison.Ordinal) && Guid.TryParse(actor.AsSpan(Account.Length), out var account)
        ? new(account, context.Seat, context.Role ?? "")
        : null;
}
