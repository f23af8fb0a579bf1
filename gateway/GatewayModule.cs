using System.Diagnostics;
using Coc.Gateway.Asking;
using Coc.Gateway.Documenting;
using Coc.Gateway.Health;
using Coc.Gateway.Limiting;
using Coc.Gateway.Routing;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Gateway;

/// <summary>What the gateway is made of.</summary>
internal static class GatewayModule
{
    public static void AddGateway(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        RequireAddresses(settings);
        builder.Logging.AddFilter("Yarp", LogLevel.None); // it logs addresses of requests; failures are logged by name of the service
        var services = builder.Services;
        services.AddSingleton<DistributedContextPropagator>(new NewTraceRoot());
        services.AddHttpForwarder();
        services.AddSingleton(new AccessTokens(settings.Rings));
        services.AddSingleton<AccessFeed>();
        services.AddHostedService(p => p.GetRequiredService<AccessFeed>());
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<TicketDesk>();
        services.AddSingleton<Visits>();
        services.AddSingleton<Limits>();
        services.AddSingleton<Connections>();
        services.AddSingleton<Forwarding>();
        services.AddSingleton<Parts>();
        services.AddSingleton<JoinedDocument>();
    }

    public static void UseGateway(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemWriter>();
        app.UseRouting();
    }

    public static void MapGateway(this WebApplication app)
    {
        app.MapParts();
        app.MapDocument();
        var forwarding = app.Services.GetRequiredService<Forwarding>();
        foreach (var route in RouteMap.All)
        {
            app.Map(route.Pattern, context => forwarding.RunAsync(context, route)).ExcludeFromDescription();
        }

        app.MapFallback("/{**page}", forwarding.ShowAsync).ExcludeFromDescription();
    }

    private static void RequireAddresses(ServiceSettings settings)
    {
        var missing = RouteMap.All.Select(w => w.Service).Append(RouteMap.Pages).Distinct().Where(s => !settings.Services.ContainsKey(s)).Select(s => $"{Environment.NewLine}- Services__{s} is not set or no address").ToList();
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"gateway cannot start:{string.Concat(missing)}");
        }
    }
}
