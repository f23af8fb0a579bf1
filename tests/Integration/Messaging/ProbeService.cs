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

/// <summary>What the probe's handler saw, in order.</summary>
public sealed class Seen
{
    public ConcurrentQueue<(ThingMoved Message, string? Trace)> Messages { get; } = new();

    /// <summary>How many of the next deliveries fail.</summary>
    public int Failures { get; set; }
}

/// <summary>Handles by appending one event to a stream of its own, in one transaction with the inbox row.</summary>
public sealed class ThingMovedHandler(Seen seen, IEventStore store, TimeProvider time) : IHandle<ThingMoved>
{
    public async Task HandleAsync(ThingMoved message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (seen.Failures > 0)
        {
            seen.Failures--;
            throw new InvalidOperationException("not this time");
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
            new PublishingTable().Publish<ThingWasMoved, ThingMoved>((e, _, origin) => new ThingMoved(origin, e.Step)),
            s => s.Handle<ThingMoved, ThingMovedHandler>());
    }, _ => { });
}
