using System.Diagnostics;
using Coc.EventStore;
using Coc.EventStore.Forwarding;
using Coc.Platform.Telemetry;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Platform.Messaging;

/// <summary>
/// The outbox is the event log: publishes what the table says, in sequence order, with publisher confirms, and moves its checkpoint only behind
/// what the broker has confirmed. After a crash in between, the same messages go out again under the same ids.
/// </summary>
internal sealed partial class Relay(
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, EventTypes types, PublishingTable publishing, IBus bus, TimeProvider time, ILogger<Relay> logger)
    : BackgroundService
{
    private const string Job = "Relay";
    private const int Stretch = 500;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ProgressStore progress = new(daemon);
    private readonly HashSet<string> published = [.. publishing.EventTypes.SelectMany(types.NamesOf)];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var lease = await progress.TryLeaseAsync(Job, stoppingToken);
                if (lease is not null)
                {
                    await RunAsync(lease, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogPaused(e.GetType().Name); // database or broker away, or a publication that throws: nothing is skipped, it is tried again
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(Lease lease, CancellationToken cancellationToken)
    {
        await using var arrivals = new EventArrivals(daemon, time);
        var reader = new EventReader(daemon, types);
        var done = await progress.GetAsync(Job, cancellationToken);
        while (await lease.IsHeldAsync(cancellationToken))
        {
            var page = await reader.ReadForwardAsync(done, Stretch, published, cancellationToken);
            if (page.UpTo == done)
            {
                await arrivals.WaitAsync(Polling, cancellationToken);
                continue;
            }

            await PublishAsync(page, cancellationToken);
            if (!await progress.TryAdvanceAsync(Job, done, page.UpTo, cancellationToken))
            {
                return; // another process has the lease now
            }

            done = page.UpTo;
        }
    }

    private async Task PublishAsync(ForwardPage page, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmWithin);
        var confirms = new List<Task>();
        foreach (var (stored, previous) in page.Events.Select(e => (e.Event, e.PreviousByType)))
        {
            var classes = previous.Where(p => published.Contains(p.Key)).GroupBy(p => types.TypeOf(p.Key)!, p => p.Value).ToDictionary(versions => versions.Key, versions => versions.Max());
            foreach (var (contract, message) in publishing.Translate(stored, classes))
            {
                confirms.Add(SendAsync(stored, contract, message, limit.Token));
            }
        }

        await Task.WhenAll(confirms);
    }

    private async Task SendAsync(StoredEvent stored, string contract, object message, CancellationToken cancellationToken)
    {
        // The span hangs below the request that wrote the event, so that one trace runs through the bus.
        _ = ActivityContext.TryParse(stored.Context.TraceParent, null, isRemote: true, out var parent);
        using var activity = TelemetrySetup.Source.StartActivity($"relay {contract}", ActivityKind.Internal, parent);
        await bus.Publish(message, message.GetType(), context =>
        {
            context.MessageId = Ids.V5(stored.Id, contract);
            context.CorrelationId = stored.Context.Correlation;
        }, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay pauses: {Kind}")]
    private partial void LogPaused(string kind);
}
