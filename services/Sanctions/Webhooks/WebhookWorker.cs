using System.Text.Json;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Coc.Sanctions.Domain.Webhooks;
using Npgsql;

namespace Coc.Sanctions.Webhooks;

/// <summary>Sends what is due, each webhook by itself: a receiver that is slow or dead holds up nobody else's.</summary>
internal sealed partial class WebhookWorker(
    DeliveryTable table, Streams streams, WebhookSender sender, IEventStore store, DomainClock clock, TimeProvider time, ILogger<WebhookWorker> logger) : BackgroundService
{
    private const int AtOnce = 32;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);
    private readonly Dictionary<Guid, Task> sending = [];
    private DateTimeOffset swept;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await GuardedAsync(() => StartDueAsync(stoppingToken), stoppingToken);
            await Task.Delay(Tick, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(sending.Values);
    }

    // Nobody waits for a receiver but its own messages.
    private async Task StartDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - swept > Sweep)
        {
            await table.SweepAsync(now, cancellationToken);
            swept = now;
        }

        foreach (var (webhook, _) in sending.Where(s => s.Value.IsCompleted).ToList())
        {
            sending.Remove(webhook);
        }

        foreach (var ofOne in (await table.DueAsync(now, sending.Keys, cancellationToken)).GroupBy(d => d.Webhook).Take(AtOnce - sending.Count))
        {
            sending.Add(ofOne.Key, GuardedAsync(() => SendAsync([.. ofOne], cancellationToken), cancellationToken));
        }
    }

    private async Task GuardedAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            // What was taken is taken again when its lease ends; an outage of the database is told by others.
            if (!cancellationToken.IsCancellationRequested && !ProblemWriter.IsOutage(e) && e is not NpgsqlException)
            {
                LogFailed(e.GetType().Name, e.StackTrace);
            }
        }
    }

    private async Task SendAsync(IReadOnlyList<DueDelivery> due, CancellationToken cancellationToken)
    {
        var webhook = await streams.WebhookAsync(due[0].WebhookKey, cancellationToken);
        foreach (var delivery in due)
        {
            if (webhook.State is not { State: WebhookState.Active, Url.Value: { } url } || !await SendAsync(delivery, webhook, url, cancellationToken))
            {
                return;
            }
        }
    }

    // False: nothing else is to be sent there now.
    private async Task<bool> SendAsync(DueDelivery due, Loaded<WebhookState> webhook, string url, CancellationToken cancellationToken)
    {
        var order = await streams.OrderAsync(new StreamKey(due.Body, due.Order), cancellationToken);
        if (OrderMessage.Of(due.Kind, order.State, due.Begun, due.Created) is not { } message)
        {
            await table.DropAsync(due, cancellationToken);
            return true;
        }

        if (await table.TakeAsync(due, time.GetUtcNow(), cancellationToken) is not { } attempt)
        {
            return true;
        }

        var now = time.GetUtcNow();
        var result = await sender.SendAsync(url, due.Id.ToString(), webhook.State.SecretsAt(now), JsonSerializer.SerializeToUtf8Bytes(message, Json.Options), cancellationToken);
        if (result.Taken)
        {
            await table.TakenAsync(due, result.Status!.Value, time.GetUtcNow(), cancellationToken);
            return true;
        }

        await FailedAsync(due, webhook, result, attempt, cancellationToken);
        return result.Status is not null && !result.Gone;
    }

    private async Task FailedAsync(DueDelivery due, Loaded<WebhookState> webhook, SendResult result, int attempt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var failures = (await table.TroubleAsync(due, cancellationToken))?.Failures ?? 0;
        DateTimeOffset? next = attempt < Backoff.MostAttempts || result.Gone ? now + Backoff.After(attempt, Random.Shared.NextDouble(), result.RetryAfter) : null;
        DateTimeOffset? notBefore = result.Status is null or 429 or 503 ? now + Backoff.OfReceiver(failures + 1, Random.Shared.NextDouble()) : null;
        var trouble = await table.FailedAsync(due, result, next, notBefore, now, cancellationToken);
        LogNotTaken(due.Webhook, due.Id, attempt, result.Status, result.Error);
        if (result.Gone || now - trouble.Since >= Backoff.GivenUpAfter)
        {
            await StopAsync(webhook, result.Gone ? "gone" : "failing", cancellationToken);
        }
    }

    private async Task StopAsync(Loaded<WebhookState> webhook, string because, CancellationToken cancellationToken)
    {
        var changes = new Changes();
        var events = WebhookDecider.Decide(new WebhookCommand.Stop(because), webhook.State).Events;
        changes.Add(webhook.Key, Streams.WebhookType, webhook.Version, events, events.Aggregate(webhook.State, WebhookState.Evolve));
        try
        {
            await store.AppendAsync(changes.ToAppend(new EventContext(clock.GetUtcNow(), Ids.New(), null, "system")), cancellationToken);
            LogStopped(webhook.Key.Id, because);
        }
        catch (StreamConflictException)
        {
            // Somebody changed it in this moment: what they did counts, and the next failure looks again.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} did not take {Delivery} (attempt {Attempt}): {Status} {Error}")]
    private partial void LogNotTaken(Guid webhook, Guid delivery, int attempt, int? status, string? error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {Webhook} is stopped ({Because}): its body's administration resumes it or sets another")]
    private partial void LogStopped(Guid webhook, string because);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhooks could not be worked off: {Kind}{Stack}")]
    private partial void LogFailed(string kind, string? stack);
}
