using Coc.Platform.Configuration;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Coc.Platform.Messaging;

/// <summary>
/// The connection over which the relay and the heads go out: one of its own, so that a broker that holds up publishers does not hold up acknowledgements. When something was not confirmed in
/// time, the connection is given up and the next try goes over a new one, whatever the old one waits for (decision 29).
/// </summary>
internal sealed partial class PublishingBus(ServiceSettings settings, ILoggerFactory loggers, ILogger<PublishingBus> logger) : IAsyncDisposable
{
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);
    private readonly Lock changing = new();
    private Lazy<IBusControl>? current;

    /// <summary>The last try was not confirmed in time.</summary>
    public bool Unconfirmed { get; private set; }

    /// <summary>For observers; another one after a renewal.</summary>
    public IBus Now => Current.Value;

    private Lazy<IBusControl> Current
    {
        get
        {
            lock (changing)
            {
                return current ??= new(Start);
            }
        }
    }

    /// <summary>Sends what <paramref name="publish"/> sends. It may take ten seconds, then its token is cancelled.</summary>
    public async Task PublishAsync(Func<IBus, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmWithin);
        var bus = Current;
        try
        {
            await publish(bus.Value, limit.Token);
            Unconfirmed = false;
        }
        finally
        {
            if (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                Unconfirmed = true;
                GiveUp(bus);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (current is { IsValueCreated: true })
        {
            await StopAsync(current.Value);
        }
    }

    private IBusControl Start()
    {
        LogContext.ConfigureCurrentLogContext(loggers);
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => MessagingSetup.Connect(rabbit, settings));
        _ = StartAsync(bus);
        return bus;
    }

    // Publications wait for the connection by themselves.
    private async Task StartAsync(IBusControl bus)
    {
        try
        {
            await bus.StartAsync();
        }
        catch (Exception e)
        {
            LogNotStarted(e.GetType().Name);
        }
    }

    private void GiveUp(Lazy<IBusControl> bus)
    {
        lock (changing)
        {
            if (current != bus)
            {
                return; // somebody else has already
            }

            current = null;
        }

        LogGivenUp();
        _ = StopAsync(bus.Value);
    }

    private async Task StopAsync(IBusControl bus)
    {
        try
        {
            using var limit = new CancellationTokenSource(StopWithin);
            await bus.StopAsync(limit.Token);
        }
        catch (Exception e)
        {
            LogNotStopped(e.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker did not confirm in time: the next try goes over a new connection")]
    private partial void LogGivenUp();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection for publishing did not start: {Kind}")]
    private partial void LogNotStarted(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection for publishing did not end by itself: {Kind}")]
    private partial void LogNotStopped(string kind);
}
