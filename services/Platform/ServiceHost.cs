using System.Diagnostics;
using Coc.EventStore;
using Coc.EventStore.Projecting;
using Coc.Platform.Configuration;
using Coc.Platform.Health;
using Coc.Platform.Http;
using Coc.Platform.Maintenance;
using Coc.Platform.Projections;
using Coc.Platform.Security;
using Coc.Platform.Telemetry;
using Coc.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Coc.Platform;

/// <summary>What every host starts with: settings, telemetry, health, problems, tickets, clocks, database.</summary>
public static class ServiceHost
{
    /// <summary>Key of the data source that reads all tenants: relay, projections, due work.</summary>
    public const string DaemonDatabase = "daemon";

    private const string StreamingChannel = nameof(ServiceChannel) + ".streaming";

    /// <summary>Adds everything but the service's own modules. Gateways have neither database nor broker.</summary>
    public static ServiceSettings AddPlatform(this WebApplicationBuilder builder, string service, bool database = true, bool broker = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Activity.DefaultIdFormat = ActivityIdFormat.W3C;
        var settings = ServiceSettings.Read(service, builder.Configuration, database, broker);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 27L * 1024 * 1024; // the limits of api.md are answered by us, with a code
        });
        builder.Services.Configure<SocketTransportOptions>(o => o.CreateBoundListenSocket = Listening.Bind);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DomainClock>();
        builder.Services.AddSingleton(new Tickets(settings.Rings));
        builder.Services.Configure<RouteOptions>(o => o.SetParameterPolicy<IdInPath>("guid"));
        builder.Services.ConfigureHttpJsonOptions(o => Json.Configure(o.SerializerOptions));
        builder.Services.AddSingleton(p => Channel(p.GetRequiredService<IHttpClientFactory>(), settings));
        AddChannel(builder.Services, nameof(ServiceChannel), TimeSpan.FromSeconds(10));
        AddChannel(builder.Services, StreamingChannel, Timeout.InfiniteTimeSpan);
        builder.Services.AddOpenApi("v1");
        if (database)
        {
            builder.Services.AddSingleton(_ => EventStoreConnections.Open(settings.Database));
            builder.Services.AddKeyedSingleton(DaemonDatabase, (_, _) => EventStoreConnections.Open(settings.DaemonDatabase));
            builder.Services.AddSingleton<Idempotency>();
            builder.Services.AddHostedService<ClockKeeper>();
            builder.Services.AddHostedService<DatabaseWatch>();
        }

        builder.AddTelemetry(settings);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("MassTransit", LogLevel.Warning);
        return settings;
    }

    private static void AddChannel(IServiceCollection services, string name, TimeSpan timeout) => services
        .AddHttpClient(name, c => c.Timeout = timeout)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    private static ServiceChannel Channel(IHttpClientFactory clients, ServiceSettings settings) =>
        new(clients.CreateClient(nameof(ServiceChannel)), clients.CreateClient(StreamingChannel), settings, TimeProvider.System);

    /// <summary>Adds the event store with the service's event types and read models; a daemon keeps up those that are async, a watch tells when one has stopped.</summary>
    public static void AddEventStore(this WebApplicationBuilder builder, ServiceSettings settings, EventTypes types, params Projection[] projections)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        builder.Services.AddSingleton(types);
        builder.Services.AddSingleton(new ReadModels(projections));
        builder.Services.AddSingleton<IEventStore>(p => new PostgresEventStore(p.GetRequiredService<NpgsqlDataSource>(), types, settings.Master!, settings.Destroyed, projections));
        builder.Services.AddSingleton<ProjectionWatch>();
        if (projections.Length > 0 && !HostedSteps.Asked)
        {
            builder.Services.AddHostedService<ProjectionDaemon>().AddHostedService(p => p.GetRequiredService<ProjectionWatch>());
        }
    }

    /// <summary>The pipeline of every host, then its health routes; call before mapping the service's own.</summary>
    public static void UsePlatform(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<ProblemWriter>();
        app.UseRouting();
        app.UseMiddleware<CallerGuard>();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new OpenDoor());
        if (app.Services.GetRequiredService<ServiceSettings>().Demo && app.Services.GetService<NpgsqlDataSource>() is not null)
        {
            app.MapClock();
        }
    }
}
