using System.Collections.Concurrent;
using System.Text.Json;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coc.Integration.Gateway;

/// <summary>Stands behind the gateway in place of a service and answers with what reached it; whose ticket it got it finds out with every ring.</summary>
internal sealed class Mirror : IAsyncDisposable
{
    private static readonly string[] Services = ["intake", "liaison", "cases", "sanctions", "ledger"];
    private readonly WebApplication app;

    private Mirror(Tickets tickets)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        app = builder.Build();
        app.Run(context => AnswerAsync(context, tickets));
    }

    /// <summary>Ready, degraded or unavailable.</summary>
    public string Condition { get; set; } = "ready";

    public ConcurrentDictionary<string, int> StatusOf { get; } = new();

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<Mirror> StartAsync(Tickets tickets)
    {
        var mirror = new Mirror(tickets);
        await mirror.app.StartAsync();
        return mirror;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, Tickets tickets)
    {
        if (context.Request.Path == "/health/ready")
        {
            context.Response.StatusCode = Condition == "unavailable" ? 503 : 200;
            return context.Response.WriteAsJsonAsync(new { status = Condition });
        }

        if (StatusOf.TryGetValue(context.Request.Path, out var status))
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsJsonAsync(new { }, Json.Options);
        }

        var ticket = context.Request.Headers[Tickets.Header].ToString();
        var service = Services.FirstOrDefault(s => tickets.Read(s, ticket) is not null);
        return context.Response.WriteAsJsonAsync(
            new Reflection(
                context.Request.Path, context.Request.QueryString.Value, context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()),
                service, service is null ? null : tickets.Read(service, ticket)),
            JsonSerializerOptions.Web);
    }
}

/// <summary>What reached the service.</summary>
internal sealed record Reflection(string Path, string? Query, Dictionary<string, string> Headers, string? Service, Caller? Caller);
