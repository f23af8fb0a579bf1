using System.Diagnostics;
using Coc.EventStore;
using Coc.EventStore.Forwarding;
using Coc.Platform.Http;
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
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, EventTypes types, PublishingTable publishing, PublishingBus bus, RelayState state, TimeProvider time,
    ILogger<Relay> logger) : BackgroundService
{
    private const string Job = "Relay";
    private const int Stretch = 500;
    private const int Busy = 50;

    // With more frames than its connection holds back (128), RabbitMQ.Client never notices that the broker has gone: decision 29.
    private const int MostUnconfirmed = 96;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LeaseChecked = TimeSpan.FromSeconds(1);
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
                else
                {
                    (state.Stop, state.Unconfirmed) = (null, false); // another process knows
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                state.Unconfirmed = e is OperationCanceledException;
                LogPaused(e.GetType().Name); // database or broker away, or an event that cannot be published: nothing is skipped, it is tried again
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(Lease lease, CancellationToken cancellationToken)
    {
        await using var arrivals = new EventArrivals(daemon, time);
        var reader = new EventReader(daemon, types);
        var done = await progress.GetAsync(Job, cancellationToken);
        var (held, marked) = (time.GetTimestamp(), 0L);
        while (time.GetElapsedTime(held) < LeaseChecked || await lease.IsHeldAsync(cancellationToken))
        {
            if (time.GetElapsedTime(held) >= LeaseChecked)
            {
                held = time.GetTimestamp();
                marked = await MarkAsync(marked, done, cancellationToken);
            }

            var (messages, upTo) = await NextAsync(reader, done, cancellationToken);
            if (upTo == done)
            {
                await arrivals.WaitAsync(Polling, cancellationToken);
                continue;
            }

            await bus.PublishAsync((now, within) => PublishAsync(messages, now, within), cancellationToken);
            state.Unconfirmed = false;
            if (!await progress.TryAdvanceAsync(Job, done, upTo, cancellationToken))
            {
                return; // another process has the lease now
            }

            done = upTo;
            if (messages.Count < Busy)
            {
                await Task.Delay(Breath, time, cancellationToken); // a look costs the same for one event as for many
            }
        }
    }

    // Once a second at most, and only when something has come.
    private async Task<long> MarkAsync(long marked, long done, CancellationToken cancellationToken)
    {
        if (done > marked)
        {
            await progress.MarkHighWaterAsync(done, cancellationToken);
        }

        return done;
    }

    // An event that cannot be read or translated stops only what is behind it: then the log is read one by one up to it.
    private async Task<(IReadOnlyList<Outgoing> Messages, long UpTo)> NextAsync(EventReader reader, long done, CancellationToken cancellationToken)
    {
        if (state.Stop is null)
        {
            try
            {
                return await ReadAsync(reader, done, Stretch, cancellationToken);
            }
            catch (Exception e) when (IsPoison(e, cancellationToken))
            {
                LogLooksCloser(e.GetType().Name);
            }
        }

        try
        {
            var one = await ReadAsync(reader, done, 1, cancellationToken);
            state.Stop = one.UpTo > done ? null : state.Stop;
            return one;
        }
        catch (Exception e) when (IsPoison(e, cancellationToken))
        {
            state.Stop = await StopAsync(done, e, cancellationToken);
            LogStopped(state.Stop.Event, state.Stop.Sequence, state.Stop.Kind, e.StackTrace);
            throw;
        }
    }

    private async Task<(IReadOnlyList<Outgoing> Messages, long UpTo)> ReadAsync(EventReader reader, long done, int limit, CancellationToken cancellationToken)
    {
        var page = await reader.ReadForwardAsync(done, limit, published, cancellationToken);
        var messages = new List<Outgoing>();
        foreach (var (stored, previous) in page.Events.Select(e => (e.Event, e.PreviousByType)))
        {
            var classes = previous.Where(p => published.Contains(p.Key)).GroupBy(p => types.TypeOf(p.Key)!, p => p.Value).ToDictionary(versions => versions.Key, versions => versions.Max());
            messages.AddRange(publishing.Translate(stored, classes).Select(m => new Outgoing(stored, m.Contract, m.Message)));
        }

        return (messages, page.UpTo);
    }

    private async Task<RelayStop> StopAsync(long done, Exception e, CancellationToken cancellationToken)
    {
        await using var command = daemon.CreateCommand("select id, seq_id from mt.mt_events where seq_id > $1 order by seq_id limit 1");
        command.Parameters.AddWithValue(done);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new(row.GetGuid(0), row.GetInt64(1), e.GetType().Name) : new(null, done + 1, e.GetType().Name);
    }

    private static bool IsPoison(Exception e, CancellationToken cancellationToken) =>
        !ProblemWriter.IsOutage(e) && e is not NpgsqlException && !cancellationToken.IsCancellationRequested;

    private static async Task PublishAsync(IReadOnlyList<Outgoing> messages, IBus bus, CancellationToken cancellationToken)
    {
        using var window = new SemaphoreSlim(MostUnconfirmed);
        var sending = new List<Task>(messages.Count);
        foreach (var message in messages)
        {
            await window.WaitAsync(CancellationToken.None); // every one that is sent ends, confirmed or not
            sending.Add(SendAsync(message, bus, window, cancellationToken));
        }

        await Task.WhenAll(sending);
    }

    private static async Task SendAsync(Outgoing outgoing, IBus bus, SemaphoreSlim window, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(outgoing, bus, cancellationToken);
        }
        finally
        {
            window.Release();
        }
    }

    private static async Task SendAsync(Outgoing outgoing, IBus bus, CancellationToken cancellationToken)
    {
        // The span hangs below the request that wrote the event, so that one trace runs through the bus.
        _ = ActivityContext.TryParse(outgoing.Stored.Context.TraceParent, null, isRemote: true, out var parent);
        using var activity = TelemetrySetup.Source.StartActivity($"relay {outgoing.Contract}", ActivityKind.Internal, parent);
        await bus.Publish(outgoing.Message, outgoing.Message.GetType(), context =>
        {
            context.MessageId = Ids.V5(outgoing.Stored.Id, outgoing.Contract);
            context.CorrelationId = outgoing.Stored.Context.Correlation;
        }, cancellationToken);
    }

    private sealed record Outgoing(StoredEvent Stored, string Contract, object Message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay pauses: {Kind}")]
    private partial void LogPaused(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The relay reads one by one, because something cannot be published: {Kind}")]
    private partial void LogLooksCloser(string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "The relay stands still before event {Event} (number {Sequence}), which cannot be published: {Kind}{Stack}")]
    private partial void LogStopped(Guid? @event, long sequence, string kind, string? stack);
}
