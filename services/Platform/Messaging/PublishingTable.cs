using Coc.Contracts;
using Coc.EventStore;

namespace Coc.Platform.Messaging;

/// <summary>
/// Stored event to public contracts: a service's only exit to the bus. Whether an event type publishes a contract depends on the
/// type alone, never on its content: consumers wait for a stream's previous published version. Only what needs no order may have nothing to say of an event: nothing waits for it.
/// At most one message per contract and event.
/// </summary>
public sealed class PublishingTable
{
    private static readonly Dictionary<string, long> Nothing = [];
    private readonly Dictionary<Type, List<(string Contract, Func<StoredEvent, Origin, object?> Translate)>> byEvent = [];
    private readonly Dictionary<string, bool> inOrder = [];

    /// <summary>Says how an event type becomes a contract. Sensitive members are not decrypted here: only ids, states, dates and codes can leave.</summary>
    public PublishingTable Publish<TEvent, TMessage>(Func<TEvent, StoredEvent, Origin, TMessage> translate)
        where TEvent : class
        where TMessage : class, IIntegrationMessage
        => Add<TEvent, TMessage>(ordered: true, translate);

    /// <summary>The same for a contract that needs no order: its messages wait for none, none waits for them, and of an event there may be none.</summary>
    public PublishingTable PublishInAnyOrder<TEvent, TMessage>(Func<TEvent, StoredEvent, Origin, TMessage?> translate)
        where TEvent : class
        where TMessage : class, IIntegrationMessage
        => Add<TEvent, TMessage>(ordered: false, (e, stored, origin) => translate(e, stored, origin with { Previous = Nothing }));

    /// <summary>The event types that publish anything.</summary>
    public IReadOnlyCollection<Type> EventTypes => byEvent.Keys;

    /// <summary>All messages of one event.</summary>
    /// <param name="stored">the event</param>
    /// <param name="previous">last earlier version per event class in its stream</param>
    public IEnumerable<(string Contract, object Message)> Translate(StoredEvent stored, IReadOnlyDictionary<Type, long> previous)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(previous);
        if (!byEvent.TryGetValue(stored.Data.GetType(), out var list))
        {
            yield break;
        }

        var byContract = new Dictionary<string, long>();
        foreach (var (type, version) in previous)
        {
            foreach (var (contract, _) in (byEvent.GetValueOrDefault(type) ?? []).Where(m => inOrder[m.Contract]))
            {
                byContract[contract] = Math.Max(version, byContract.GetValueOrDefault(contract));
            }
        }

        var context = stored.Context;
        var origin = new Origin(
            stored.Id, stored.Stream.Id, stored.Version, byContract, stored.Stream.Tenant, context.Incident, context.Correlation, context.Causation,
            context.Actor, context.Seat, context.Role, context.PolicyVersion, stored.At, stored.Hash);
        foreach (var (contract, translate) in list)
        {
            if (translate(stored, origin) is { } message)
            {
                yield return (contract, message);
            }
        }
    }

    private PublishingTable Add<TEvent, TMessage>(bool ordered, Func<TEvent, StoredEvent, Origin, object?> translate)
    {
        var contract = typeof(TMessage).Name;
        if (!inOrder.TryAdd(contract, ordered) && inOrder[contract] != ordered)
        {
            throw new InvalidOperationException($"{contract} is published in order by one event and in any order by another");
        }

        if (!byEvent.TryGetValue(typeof(TEvent), out var list))
        {
            byEvent.Add(typeof(TEvent), list = []);
        }

        list.Add((contract, (stored, origin) => translate((TEvent)stored.Data, stored, origin)));
        return this;
    }
}
