using System.Diagnostics.Metrics;
using Coc.EventStore.Projecting;
using Coc.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;

namespace Coc.Platform.Projections;

/// <summary>Raises the alarm when a projection has stopped, in whichever process: a log entry, the gauge <c>coc.projections.stopped</c>, health degraded.</summary>
internal sealed partial class ProjectionWatch : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly ProjectionFailures failures;
    private readonly TimeProvider time;
    private readonly ILogger<ProjectionWatch> logger;
    private readonly Meter meter = new(TelemetrySetup.Source.Name);
    private volatile IReadOnlyList<ProjectionFailure> stopped = [];

    public ProjectionWatch([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, TimeProvider time, ILogger<ProjectionWatch> logger)
    {
        (failures, this.time, this.logger) = (new ProjectionFailures(daemon), time, logger);
        meter.CreateObservableGauge("coc.projections.stopped", () => stopped.Count, description: "Projections that an event has stopped");
    }

    public bool AnyStopped => stopped.Count > 0;

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var quiet = SuppressInstrumentationScope.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = await failures.ListAsync(stoppingToken);
                foreach (var failure in now.Except(stopped))
                {
                    LogStopped(failure.Projection, failure.EventId, failure.Sequence, failure.EventType, failure.Reason);
                }

                stopped = now;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                // The database is away: its own watch says so.
            }

            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Projection {Projection} has stopped at event {EventId} ({Sequence}, {EventType}): {Reason}. Repair what is wrong, then ./coc projections retry")]
    private partial void LogStopped(string projection, Guid eventId, long sequence, string eventType, string reason);
}
