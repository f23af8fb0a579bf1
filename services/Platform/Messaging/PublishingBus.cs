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
    private Started? current;

    /// <summary>For observers; another one after a connection was given up.</summary>
    public IBus Now => Current.Bus;

    private Started Current
    {
        get
        {
            lock (changing)
            {
                return current ??= Start();
            }
        }
    }

    /// <summary>Sends what <paramref name="publish"/> sends. It may take ten seconds, then its token is cancelled.</summary>
    public async Task PublishAsync(Func<IBus, CancellationToken, Task> publish, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmWithin);
        var over = Current;
        try
        {
            await publish(over.Bus, limit.Token);
        }
        finally
        {
            if (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                GiveUp(over);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (current is { } last)
        {
            await StopAsync(last);
        }
    }

    private Started Start()
    {
        LogContext.ConfigureCurrentLogContext(loggers);
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit => MessagingSetup.Connect(rabbit, settings));
        var starting = new CancellationTokenSource();
        return new(bus, starting, StartAsync(bus, starting.Token));
    }

    // Publications wait for the connection by themselves.
    private async Task StartAsync(IBusControl bus, CancellationToken cancellationToken)
    {
        try
        {
            await bus.StartAsync(cancellationToken);
        }
        catch (Exception e)
        {
            LogNotStarted(e.GetType().Name); // given up meanwhile
        }
    }

    private void GiveUp(Started over)
    {
        lock (changing)
        {
            if (current != over)
            {
                return; // somebody else has already
            }

            current = null;
        }

        LogGivenUp();
        _ = StopAsync(over);
    }

    // One that is still connecting would otherwise stay, unseen, when the broker is back.
    private async Task StopAsync(Started over)
    {
        try
        {
            await over.Starting.CancelAsync();
            await over.Start;
            using var limit = new CancellationTokenSource(StopWithin);
            await over.Bus.StopAsync(limit.Token);
        }
        catch (Exception e)
        {
            LogNotStopped(e.GetType().Name);
        }
    }

    private sealed record Started(IBusControl Bus, CancellationTokenSource Starting, Task Start);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker did not confirm in time: the next try goes over a new connection")]
    private partial void LogGivenUp();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection for publishing did not start: {Kind}")]
    private partial void LogNotStarted(string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection for publishing did not end by itself: {Kind}")]
    private partial void LogNotStopped(string kind);
}
