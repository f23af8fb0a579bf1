using Coc.EventStore;
using Coc.Platform;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Domain.Webhooks;

namespace Coc.Sanctions;

/// <summary>A thing's state, where its stream stands, and the incident it belongs to.</summary>
internal sealed record Loaded<T>(StreamKey Key, long Version, T State, Guid? Incident)
{
    /// <summary>When its first event happened.</summary>
    public DateTimeOffset? Began { get; init; }
}

/// <summary>Loads the kinds of streams this service has.</summary>
internal sealed class Streams(IEventStore store)
{
    /// <summary>Tenant of the streams of persons.</summary>
    public const string Registry = "*registry*";

    public const string SanctionType = "sanction";
    public const string NoticeType = "notice";
    public const string OrderType = "order";
    public const string PersonType = "person";
    public const string WebhookType = "webhook";

    /// <summary>Whom a report's subjects are.</summary>
    public const string IdentificationType = "identification";

    public static StreamKey Person(Guid id) => new(Registry, id);

    public static StreamKey Identification(Guid report) => new(Registry, Ids.V5(report, "subjects"));

    public async Task<Loaded<SanctionState>> SanctionAsync(StreamKey key, CancellationToken cancellationToken) => (await SanctionsAsync([key], cancellationToken))[0];

    public Task<IReadOnlyList<Loaded<SanctionState>>> SanctionsAsync(IReadOnlyList<StreamKey> keys, CancellationToken cancellationToken) =>
        LoadAsync<SanctionState, SanctionEvent>(keys, SanctionState.None, SanctionState.Evolve, cancellationToken);

    public async Task<Loaded<NoticeState>> NoticeAsync(StreamKey key, CancellationToken cancellationToken) => (await NoticesAsync([key], cancellationToken))[0];

    public Task<IReadOnlyList<Loaded<NoticeState>>> NoticesAsync(IReadOnlyList<StreamKey> keys, CancellationToken cancellationToken) =>
        LoadAsync<NoticeState, NoticeEvent>(keys, NoticeState.None, NoticeState.Evolve, cancellationToken);

    public async Task<Loaded<OrderState>> OrderAsync(StreamKey key, CancellationToken cancellationToken) => (await OrdersAsync([key], cancellationToken))[0];

    public Task<IReadOnlyList<Loaded<OrderState>>> OrdersAsync(IReadOnlyList<StreamKey> keys, CancellationToken cancellationToken) =>
        LoadAsync<OrderState, OrderEvent>(keys, OrderState.None, OrderState.Evolve, cancellationToken);

    public Task<IReadOnlyList<Loaded<PersonState>>> PersonsAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        LoadAsync<PersonState, PersonEvent>([.. ids.Select(Person)], PersonState.None, PersonState.Evolve, cancellationToken);

    public async Task<Loaded<WebhookState>> WebhookAsync(StreamKey key, CancellationToken cancellationToken) => (await WebhooksAsync([key], cancellationToken))[0];

    public Task<IReadOnlyList<Loaded<WebhookState>>> WebhooksAsync(IReadOnlyList<StreamKey> keys, CancellationToken cancellationToken) =>
        LoadAsync<WebhookState, WebhookEvent>(keys, WebhookState.None, WebhookState.Evolve, cancellationToken);

    private async Task<IReadOnlyList<Loaded<TState>>> LoadAsync<TState, TEvent>(
        IReadOnlyList<StreamKey> keys, TState none, Func<TState, TEvent, TState> evolve, CancellationToken cancellationToken) =>
        keys.Count == 0
            ? []
            : [.. (await store.ReadAsync(keys, cancellationToken)).Select(s => new Loaded<TState>(s.Key, s.Version, s.Events.Select(e => (TEvent)e.Data).Aggregate(none, evolve), s.Events.Count > 0 ? s.Events[0].Context.Incident : null)
            {
                Began = s.Events.Count > 0 ? s.Events[0].At : null,
            })];
}
