using System.Diagnostics;
using Coc.Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Coc.Benchmarks.Main;

/// <summary><c>GET /api/standing</c> through the gateway against a Kestrel endpoint answering a constant through the same gateway.</summary>
internal static class StandingBench
{
    private const int Workers = 32;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        await using var constant = await StartConstantAsync();
        using var gateway = await StartGatewayAsync(system, constant.Urls.First());
        try
        {
            using var real = await system.SignInAsync("ira@sextant.example");
            using var raw = await system.SignInAsync("ira@sextant.example", gateway.Address);
            var ours = new List<double>();
            var theirs = new List<double>();
            for (var repeat = 0; repeat < 3; repeat++)
            {
                theirs.Add((await MeasureAsync(raw)).PerSecond);
                ours.Add((await MeasureAsync(real)).PerSecond);
            }

            return [Row.AtLeast("standing through the gateway, 32 connections", Median(ours), "1/s", Median(theirs), 0.5)];
        }
        finally
        {
            gateway.Process.Kill(entireProcessTree: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Task<LoadResult> MeasureAsync(HttpClient client) => Load.ClosedAsync(Workers, WarmUp, Duration, async worker =>
    {
        using var answer = await client.GetAsync(new Uri($"/api/standing?account=github:bench-{worker}&body=sextant", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return true;
    });

    private static async Task<WebApplication> StartConstantAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{**path}", () => Results.Json(new { standing = "clear" }));
        await app.StartAsync();
        return app;
    }

    // A second gateway of the same build, whose Sanctions is the constant endpoint.
    private static async Task<(Process Process, Uri Address)> StartedAsync(ProcessStartInfo start, Uri address)
    {
        var process = Process.Start(start)!;
        using var http = RunningSystem.NewClient(address);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(30))
        {
            try
            {
                using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (ready.IsSuccessStatusCode)
                {
                    return (process, address);
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException("The second gateway did not get ready.");
    }

    private static async Task<Gateway> StartGatewayAsync(RunningSystem system, string constant)
    {
        var settings = await system.SettingsAsync("gateway");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [RunningSystem.Published("Gateway")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Services__Sanctions"] = constant;
        var (process, at) = await StartedAsync(start, address);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, at);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Gateway(Process Process, Uri Address) : IDisposable
    {
        public void Dispose() => Process.Dispose();
    }
}
