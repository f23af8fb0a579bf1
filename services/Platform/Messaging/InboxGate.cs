using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Coc.Contracts;
using Coc.EventStore;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coc.Platform.Messaging;

/// <summary>
/// Makes every message take effect once and, per stream, in order: a message seen before is dropped; one whose predecessor is missing is kept in
/// the waiting table and handled right after it (architecture.md "What travels").
/// </summary>
internal sealed partial class InboxGate(
    InboxTable inbox, WaitingTable waiting, OwnQueue own, IServiceScopeFactory scopes, ServiceSettings settings, Subscriptions subscriptions, TimeProvider time,
    ILogger<InboxGate> logger)
{
    private static readonly MethodInfo Dispatching = typeof(InboxGate).GetMethod(nameof(DispatchAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private readonly Dictionary<string, Type> contracts = subscriptions.All.ToDictionary(s => s.Message.Name, s => s.Message);

    /// <summary>Handles a message now, or keeps it until its predecessor was handled.</summary>
    public async Task TakeAsync<TMessage>(TMessage message, CancellationToken cancellationToken) where TMessage : class, IIntegrationMessage
    {
        var (delivery, needs) = Arrived(message);
        var (seen, missing) = (await inbox.LookAsync([(delivery, needs)], cancellationToken))[0];
        if (!seen && missing.Length > 0)
        {
            await waiting.KeepAsync(delivery, message, needs.Version, time.GetUtcNow(), cancellationToken);
            LogWaiting(typeof(TMessage).Name, message.Origin.Stream, message.Origin.Version, needs.Version);
            // Asked twice, because its predecessor may have been handled while this one was being kept; otherwise that one will find it.
            seen = (await inbox.LookAsync([(delivery, needs)], cancellationToken))[0].Missing.Length > 0;
        }

        if (!seen)
        {
            await DispatchAsync(message, delivery, cancellationToken);
        }

        await ReleaseAsync([message.Origin.Stream], seen ? null : delivery, cancellationToken);
    }

    /// <summary>The same for several messages of a kind that is handled together. What is not simple is left to the way of a single one.</summary>
    public async Task TakeTogetherAsync<TMessage>(IReadOnlyList<TMessage> messages, CancellationToken cancellationToken) where TMessage : class, IIntegrationMessage
    {
        var arrived = messages.DistinctBy(m => m.Origin.Event).OrderBy(m => m.Origin.Version).Select(m => (Message: m, Arrived: Arrived(m))).ToList();
        var looks = await inbox.LookAsync(arrived.ConvertAll(a => a.Arrived), cancellationToken);
        var here = new Dictionary<Guid, long>();
        var now = new List<(TMessage, Delivery)>();
        var later = new List<TMessage>();
        foreach (var ((message, (delivery, needs)), (seen, missing)) in arrived.Zip(looks))
        {
            if (missing.All(contract => contract == typeof(TMessage).Name && here.GetValueOrDefault(message.Origin.Stream) >= needs.Version))
            {
                here[message.Origin.Stream] = message.Origin.Version;
                if (!seen)
                {
                    now.Add((message, delivery));
                }
            }
            else
            {
                later.Add(message);
            }
        }

        if (now.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IHandleTogether<TMessage>>().HandleAsync(now, cancellationToken);
        }

        foreach (var message in later)
        {
            await TakeAsync(message, cancellationToken);
        }

        await ReleaseAsync([.. here.Keys], null, cancellationToken);
    }

    /// <summary>
    /// Handles what waited for what has been handled by now, one after the other. One that fails goes back to its own queue, so that it is tried again,
    /// and at last a dead letter, in its own name and not in its predecessor's.
    /// </summary>
    /// <param name="handled">what has just been handled; noted in the same round trip</param>
    public async Task ReleaseAsync(IReadOnlyCollection<Guid>? streams, Delivery? handled, CancellationToken cancellationToken)
    {
        while (await waiting.NextDueAsync(streams, handled, time.GetUtcNow(), cancellationToken) is { } next)
        {
            handled = null;
            if (!next.Seen)
            {
                await HandleReleasedAsync(next, cancellationToken);
            }

            await waiting.ForgetAsync(next.Id, cancellationToken);
        }
    }

    private async Task HandleReleasedAsync(WaitingMessage released, CancellationToken cancellationToken)
    {
        var type = contracts.GetValueOrDefault(released.Contract) ?? throw new InvalidOperationException($"{released.Contract} waits, but is no longer taken.");
        var message = (IIntegrationMessage)JsonSerializer.Deserialize(released.Body, type, Json.Options)!;
        _ = ActivityContext.TryParse(released.TraceParent, null, isRemote: true, out var parent);
        using var activity = TelemetrySetup.Source.StartActivity($"release {released.Contract}", ActivityKind.Consumer, parent);
        var delivery = new Delivery(settings.Service, released.Contract, message.Origin);
        try
        {
            await (Task)Dispatching.MakeGenericMethod(type).Invoke(this, [message, delivery, cancellationToken])!;
            await inbox.MarkAsync(delivery, time.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogGoesBack(released.Contract, message.Origin.Event, e.GetType().Name);
            await own.ReturnAsync(message, released.Id, cancellationToken);
        }
    }

    private async Task DispatchAsync<TMessage>(TMessage message, Delivery delivery, CancellationToken cancellationToken) where TMessage : class, IIntegrationMessage
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<IHandle<TMessage>>().HandleAsync(message, delivery, cancellationToken);
        }
        catch (UniqueViolationException e) when (e.Constraint == Delivery.Constraint)
        {
            LogRepeated(typeof(TMessage).Name, message.Origin.Event); // another delivery of it committed first
        }
    }

    private (Delivery Delivery, Needed Needs) Arrived<TMessage>(TMessage message) where TMessage : class, IIntegrationMessage
    {
        var before = message.Origin.Previous.Where(p => contracts.ContainsKey(p.Key)).ToList();
        var last = before.Select(p => p.Value).DefaultIfEmpty(0).Max();
        return (new Delivery(settings.Service, typeof(TMessage).Name, message.Origin), new Needed(last, [.. before.Where(p => p.Value == last).Select(p => p.Key)]));
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Contract} of stream {Stream} version {Version} waits for version {Needs}")]
    private partial void LogWaiting(string contract, Guid stream, long version, long needs);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Contract} of event {Event} was delivered again and dropped")]
    private partial void LogRepeated(string contract, Guid @event);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Contract} of event {Event}, which had waited, could not be handled and goes back to its queue: {Kind}")]
    private partial void LogGoesBack(string contract, Guid @event, string kind);
}
