using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Coc.EndToEnd.Telemetry;

/// <summary>Receives OTLP over HTTP and keeps everything it was sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Bytes)> received = [];
    private readonly WebApplication app;

    private Collector(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    public Uri Address { get; }

    public IEnumerable<Span> Spans => received.Where(r => r.Signal == "traces").SelectMany(r => OtlpTraces.Read(r.Bytes));

    /// <summary>traces, metrics, logs: those something came for.</summary>
    public IReadOnlySet<string> Signals => received.Select(r => r.Signal).ToHashSet();

    public static async Task<Collector> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var collector = new Collector(builder.Build(), new Uri($"http://127.0.0.1:{port}"));
        collector.app.MapPost("/v1/{signal}", (Delegate)collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>In which signals a text occurs, in whatever field.</summary>
    public IReadOnlyList<string> WhereIs(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return [.. received.Where(r => r.Bytes.AsSpan().IndexOf(wanted) >= 0).Select(r => r.Signal).Distinct()];
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(string signal, HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        received.Enqueue((signal, bytes.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
