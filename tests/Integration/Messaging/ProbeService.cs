using System.Collections.Concurrent;
using System.Diagnostics;
using Coc.Contracts;
using Coc.EventStore;
using Coc.Integration.Fixtures;
using Coc.Platform;
using Coc.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Messaging;

/// <summary>Something happened to a thing; publishes <see cref="ThingMoved"/>.</summary>
public sealed record ThingWasMoved(int Step);

/// <summary>What the outside hears of it.</summary>
public sealed record ThingMoved(Origin Origin, int Step) : IIntegrationMessage;

/// <summary>A message of which many are handled together.</summary>
public sealed record ThingCounted(Origin Origin) : IIntegrationMessage;

/// <summary>What the probe's handler saw, in order.</summary>
public sealed class Seen
{
    public ConcurrentQueue<(ThingMoved Message, string? Trace)> Messages { get; } = new();

    /// <summary>How many of the next deliveries fail.</summary>
    public int Failures { get; set; }

    /// <summary>Messages of these streams fail until they are taken out.</summary>
    public ConcurrentDictionary<Guid, bool> Failing { get; } = new();

    /// <summary>Messages of these steps fail until they are taken out.</summary>
    public ConcurrentDictionary<int, bool> FailingSteps { get; } = new();

    /// <summary>Messages of these streams take their inbox row and then find nothing to do.</summary>
    public ConcurrentDictionary<Guid, bool> Idle { get; } = new();

    /// <summary>The step whose event cannot be published.</summary>
    public int? Unpublishable { get; set; }

    /// <summary>Handling together begins when this is done.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Sizes of the groups that were handled together.</summary>
    public ConcurrentQueue<int> Groups { get; } = new();
}

/// <summary>Handles many in one transaction; one bad message spoils its group.</summary>
public sealed class ThingCountedHandler(Seen seen, IEventStore store, TimeProvider time) : IHandleTogether<ThingCounted>
{
    public async Task HandleAsync(IReadOnlyList<(ThingCounted Message, Delivery Delivery)> messages, CancellationToken cancellationToken)
    {
        await seen.Hold;
        if (messages.Any(m => seen.Failing.ContainsKey(m.Message.Origin.Stream)))
        {
            throw new InvalidOperationException("one of them is bad");
        }

        var streams = messages.GroupBy(m => m.Message.Origin.Stream).Select(g => new StreamAppend(
            new StreamKey("copies", Ids.V5(g.Key, "copy")), "copy", StreamAppend.ExpectAny, [.. g.Select(_ => new NewEvent(Guid.NewGuid(), new ThingWasCopied(0)))]));
        await store.AppendAsync(
            new Append([.. streams], messages[0].Delivery.Context(time.GetUtcNow())) { Statements = [.. messages.Select(m => m.Delivery.Inbox(time.GetUtcNow()))] }, cancellationToken);
        seen.Groups.Enqueue(messages.Count);
    }
}

/// <summary>Handles by appending one event to a stream of its own, in one transaction with the inbox row.</summary>
public sealed class ThingMovedHandler(Seen seen, IEventStore store, TimeProvider time) : IHandle<ThingMoved>
{
    public async Task HandleAsync(ThingMoved message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (seen.Failures > 0 || seen.Failing.ContainsKey(message.Origin.Stream) || seen.FailingSteps.ContainsKey(message.Step))
        {
            seen.Failures--;
            throw new InvalidOperationException("not this time");
        }

        if (seen.Idle.ContainsKey(message.Origin.Stream))
        {
            _ = delivery.Inbox(time.GetUtcNow()); // as after a lost race: the second look found it done
            return;
        }

        var key = new StreamKey("copies", Ids.V5(message.Origin.Stream, "copy"));
        await store.AppendAsync(
            new Append([new StreamAppend(key, "copy", StreamAppend.ExpectAny, [new NewEvent(Guid.NewGuid(), new ThingWasCopied(message.Step))])], delivery.Context(time.GetUtcNow()))
            {
                Statements = [delivery.Inbox(time.GetUtcNow())],
            },
            cancellationToken);
        seen.Messages.Enqueue((message, Activity.Current?.TraceId.ToString()));
    }
}

/// <summary>The effect of handling; nobody else's business.</summary>
public sealed record ThingWasCopied(int Step);

/// <summary>The smallest service: it publishes one event and takes the message itself.</summary>
internal static class ProbeService
{
    public static ServiceUnderTest Definition(Seen seen) => new("probe", typeof(ProbeService).Assembly, (builder, settings) =>
    {
        builder.Services.AddSingleton(seen);
        builder.AddEventStore(settings, new EventTypes().Add(typeof(ThingWasMoved)).Add(typeof(ThingWasCopied)));
        builder.AddMessaging(
            settings,
            new PublishingTable().Publish<ThingWasMoved, ThingMoved>((e, _, origin) => e.Step == seen.Unpublishable ? throw new InvalidOperationException() : new ThingMoved(origin, e.Step)),
            s => s.Handle<ThingMoved, ThingMovedHandler>().HandleTogether<ThingCounted, ThingCountedHandler>());
    }, _ => { });

    /// <summary>A message about a version of a thing, as the relay would have sent it.</summary>
    public static ThingMoved Message(Guid stream, int version) => new(
        new Origin(
            Ids.V5(stream, $"{version}"), stream, version, version > 1 ? new Dictionary<string, long> { [nameof(ThingMoved)] = version - 1 } : new Dictionary<string, long>(),
            "sextant", null, Guid.NewGuid(), null, null, null, null, null, DateTimeOffset.UnixEpoch, null),
        version);
}
