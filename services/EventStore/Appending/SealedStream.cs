using System.Text;
using Coc.EventFormat.Chain;
using Coc.EventStore.Encryption;

namespace Coc.EventStore.Appending;

/// <summary>One stream's events as they will be stored: placed behind a head, encrypted, chained.</summary>
internal sealed record SealedStream(PlannedStream Plan, StreamHead Before, StreamHead After, IReadOnlyList<SealedEvent> Events, IReadOnlyList<KeyRow> NewKeys, Guid[] UsedKeys)
{
    /// <param name="body">the tenant's body key; needed only when the stream has secrets</param>
    public static SealedStream Of(PlannedStream plan, StreamHead head, EventContext context, BodyKeys bodies, BodyKey? body)
    {
        var made = new List<KeyRow>();
        var used = new List<Guid>();
        var keys = new Dictionary<string, DataKey>(StringComparer.Ordinal);
        foreach (var owner in plan.Events.SelectMany(e => e.Body.Secrets).Select(secret => secret.Owner).Distinct())
        {
            if (head.Keys.LiveKeyOf(owner) is { } live)
            {
                keys[owner] = live;
                used.Add(live.Id);
            }
            else
            {
                var key = keys[owner] = DataKey.New();
                made.Add(new KeyRow(plan.Key, key.Id, owner, bodies.Wrap(body!, plan.Key, owner, key), body!.Id, body.Master, body.Wrapped));
            }
        }

        var (events, hash) = Chained(plan, head, context, keys);
        var after = new StreamHead(head.Version + events.Length, hash, events[^1].Hash, head.Keys.With(made), head.IdsBehind(plan.Events));
        return new SealedStream(plan, head, after, events, made, [.. used]);
    }

    private static (SealedEvent[] Events, byte[] Hash) Chained(
        PlannedStream plan, StreamHead head, EventContext context, Dictionary<string, DataKey> keys)
    {
        var events = new SealedEvent[plan.Events.Count];
        var (version, hash, text, headers) = (head.Version, head.Hash, Convert.ToHexStringLower(head.Hash), HeadersOf(context));
        var (correlation, causation) = (context.Correlation.ToString("D"), context.Causation?.ToString("D"));
        for (var i = 0; i < events.Length; i++)
        {
            var planned = plan.Events[i];
            version++;
            var body = planned.Body.Seal(plan.Key, version, keys);
            var link = new LinkFields(plan.Key.Tenant, plan.Key.Id, version, planned.New.Id, planned.Type, planned.DotNetType, context.At, correlation, causation, context.Actor);
            hash = ChainHash.Of(hash, link, Encoding.UTF8.GetBytes(headers.Of(text)), body);
            var (previous, own) = (text, text = Convert.ToHexStringLower(hash));
            events[i] = new SealedEvent(planned, version, body, headers.Of(previous, own), own);
        }

        return (events, hash);
    }

    private static HeaderTexts HeadersOf(EventContext context) => new(new EventHeaders
    {
        Actor = context.Actor, Incident = context.Incident, PolicyVersion = context.PolicyVersion, Role = context.Role, Seat = context.Seat, TraceParent = context.TraceParent,
    });
}

/// <summary>One row to be.</summary>
internal sealed record SealedEvent(PlannedEvent Plan, long Version, byte[] Body, string Headers, string Hash)
{
    public StoredEvent Stored(StreamKey stream, long sequence, EventContext context) =>
        new(sequence, Plan.New.Id, stream, Version, Plan.Type, Plan.New.Data, context.At, context, Hash);
}
