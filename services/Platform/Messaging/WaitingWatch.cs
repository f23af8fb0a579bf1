using System.Diagnostics.Metrics;
using Coc.Platform.Http;
using Coc.Platform.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Platform.Messaging;

/// <summary>Messages have waited for a predecessor for longer than that takes: it is lost, or lies with the dead letters.</summary>
/// <param name="Count">messages that wait in this service</param>
/// <param name="Contract">the one that waits longest</param>
/// <param name="Stream">its stream</param>
/// <param name="Needs">the version of that stream it waits for</param>
/// <param name="Since">since when, UTC</param>
public sealed record WaitingAlarm(long Count, string Contract, Guid Stream, long Needs, DateTimeOffset Since);

/// <summary>
/// Looks after the waiting table: alarms when a message waits too long, and handles what nobody is left to release, because its predecessor was
/// discarded or its releaser died.
/// </summary>
internal sealed partial class WaitingWatch : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(10);
    private static readonly Meter Meter = new(TelemetrySetup.Source.Name);
    private readonly WaitingTable waiting;
    private readonly InboxGate gate;
    private readonly TimeProvider time;
    private readonly ILogger<WaitingWatch> logger;
    private long count;
    private volatile WaitingTable.Longest? oldest;
    private volatile WaitingAlarm? alarm;

    public WaitingWatch(WaitingTable waiting, InboxGate gate, TimeProvider time, ILogger<WaitingWatch> logger)
    {
        (this.waiting, this.gate, this.time, this.logger) = (waiting, gate, time, logger);
        Meter.CreateObservableGauge("coc.messages.waiting", () => Interlocked.Read(ref count), description: "messages kept until their predecessor comes");
        Meter.CreateObservableGauge("coc.messages.waiting.longest", () => oldest is { } o ? (time.GetUtcNow() - o.Since).TotalSeconds : 0, "s", "how long the oldest of them has waited");
    }

    /// <summary>Set while something has waited for over ten minutes.</summary>
    public WaitingAlarm? Alarm => alarm;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await gate.ReleaseAsync(null, null, stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!ProblemWriter.IsOutage(e) && e is not NpgsqlException)
                {
                    LogFailed(e.GetType().Name); // an outage is told by others
                }
            }

            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var (waits, longest) = await waiting.OldestAsync(cancellationToken);
        Interlocked.Exchange(ref count, waits);
        oldest = longest;
        var found = longest is not null && time.GetUtcNow() - longest.Since > TooLong
            ? new WaitingAlarm(waits, longest.Contract, longest.Stream, longest.Needs, longest.Since)
            : null;
        if (found is not null && (alarm is null || found.Stream != alarm.Stream))
        {
            LogAlarm(found.Contract, found.Stream, found.Needs, found.Since, found.Count);
        }

        alarm = found;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Contract} of stream {Stream} has waited for version {Needs} since {Since:O}; {Count} messages wait")]
    private partial void LogAlarm(string contract, Guid stream, long needs, DateTimeOffset since, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting messages cannot be released: {Kind}")]
    private partial void LogFailed(string kind);
}
