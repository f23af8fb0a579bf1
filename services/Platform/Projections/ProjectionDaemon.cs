using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Platform.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;

namespace Coc.Platform.Projections;

/// <summary>Keeps the async projections of this service up with its log. One that stops does not hold up the others.</summary>
internal sealed partial class ProjectionDaemon(
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, EventTypes types, ReadModels models, ServiceSettings settings, TimeProvider time,
    ILogger<ProjectionDaemon> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var quiet = SuppressInstrumentationScope.Begin(); // or every look at the log would be a trace
        return Task.WhenAll(models.All.Where(p => p.Kind == ProjectionKind.Async).Select(projection =>
            new ProjectionRunner(daemon, types, projection, settings.Master!, time)
                .RunAsync(outage => LogPaused(projection.Name, outage.GetType().Name), stoppingToken)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Projection {Projection} pauses: {Kind}")]
    private partial void LogPaused(string projection, string kind);
}

/// <summary>The projections of a service.</summary>
internal sealed record ReadModels(IReadOnlyList<Projection> All);
