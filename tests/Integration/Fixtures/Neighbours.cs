using System.Collections.Concurrent;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Coc.Integration.Fixtures;

/// <summary>
/// All other services, as far as the tested one can tell: a real HTTP server that gives out tickets as Identity does and answers the
/// <c>/internal</c> routes a test has set. What is not set is 404.
/// </summary>
public sealed class Neighbours : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task<object?>>> answers = new();
    private readonly ConcurrentDictionary<string, RequestDelegate> served = new();
    private readonly WebApplication app;

    private Neighbours(string service, Tickets tickets)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(context => AnswerAsync(context, service, tickets));
        Naming = new(this);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Whom Cases says that its cases set aside.</summary>
    public CasesNaming Naming { get; }

    /// <summary>Requests seen: method, path and body, in order.</summary>
    public ConcurrentQueue<(string Route, string Body)> Asked { get; } = new();

    /// <summary>Paths asked with their queries.</summary>
    public ConcurrentQueue<string> Queries { get; } = new();

    /// <summary>True: every call is cut off, as when the other side is down.</summary>
    public bool Silent { get; set; }

    public static async Task<Neighbours> StartAsync(string service, Tickets tickets)
    {
        var neighbours = new Neighbours(service, tickets);
        await neighbours.app.StartAsync();
        neighbours.Address = new Uri(neighbours.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return neighbours;
    }

    /// <summary>Sets the answer to a route such as <c>GET /internal/bodies/sextant/readers</c>; null answers 404.</summary>
    public void Answer(string route, object? answer) => answers[route] = _ => Task.FromResult(answer);

    /// <summary>Sets an answer that looks at the request.</summary>
    public void Answer<TRequest>(string route, Func<TRequest, object?> answer) => answers[route] = async context => answer(await context.ReadAsync<TRequest>());

    /// <summary>Sets an answer that is no JSON, or whose request is none.</summary>
    public void Serve(string route, RequestDelegate serve) => served[route] = serve;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, string service, Tickets tickets)
    {
        if (Silent)
        {
            context.Abort();
            return;
        }

        var route = $"{context.Request.Method} {context.Request.Path}";
        if (route == "POST /internal/service-tickets")
        {
            var wanted = await context.ReadAsync<ServiceTicketRequest>();
            await context.Response.WriteAsJsonAsync(
                new ServiceTicket(tickets.Mint(wanted.Audience, new Caller(CallerKind.Service, service, [], wanted.Acting)), 30), Json.Options);
            return;
        }

        Queries.Enqueue($"{context.Request.Path}{context.Request.QueryString}");

        if (served.TryGetValue(route, out var serve))
        {
            await serve(context);
            return;
        }

        Asked.Enqueue((route, context.Request.HasJsonContentType() ? System.Text.Encoding.UTF8.GetString(await RequestBody.BytesAsync(context)) : ""));
        var answer = answers.TryGetValue(route, out var set) ? await set(context) : null;
        context.Response.StatusCode = answer is null ? 404 : 200;
        if (answer is not null)
        {
            await context.Response.WriteAsJsonAsync(answer, answer.GetType(), Json.Options);
        }
    }
}
