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
    private static readonly TimeSpan LongWarmUp = TimeSpan.FromSeconds(15);
    private const int PerSecond = 500;
    private static readonly TimeSpan Steadily = TimeSpan.FromSeconds(40);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        await using var constant = await StartConstantAsync();
        using var gateway = await StartGatewayAsync(system, constant.Urls.First());
        try
        {
            using var real = await system.SignInAsync("ira@sextant.example");
            using var raw = await system.SignInAsync("ira@sextant.example", gateway.Address);
            var accounts = await AccountsAsync(system, real);
            var ours = new List<double>();
            var theirs = new List<double>();
            foreach (var client in (HttpClient[])[raw, real])
            {
                await Load.ClosedAsync(Workers, WarmUp, LongWarmUp, worker => AskAsync(client, accounts[worker % accounts.Count])); // services that have run for a while have compiled what they need
            }

            for (var repeat = 0; repeat < 3; repeat++)
            {
                theirs.Add((await MeasureAsync(raw, accounts)).PerSecond);
                ours.Add((await MeasureAsync(real, accounts)).PerSecond);
            }

            var (least, steady) = (await SteadyAsync(raw, accounts), await SteadyAsync(real, accounts));
            return
            [
                Row.AtLeast("standing through the gateway, 32 connections", Median(ours), "1/s", Median(theirs), 0.5),
                Row.Under("standing p99 at 500/s", LoadResult.Percentile(steady.Undisturbed, 0.99), "ms", 5, LoadResult.Percentile(least.Undisturbed, 0.99)),
                Row.Beside("of these while the machine kept its pace", steady.Undisturbed.Count, "calls", steady.Milliseconds.Count),
                Row.Beside("standing p99 at 500/s, all calls", steady.Percentile(0.99), "ms", least.Percentile(0.99)),
            ];
        }
        finally
        {
            gateway.Process.Kill(entireProcessTree: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    // Every second one is somebody against whom there is something.
    private static async Task<IReadOnlyList<string>> AccountsAsync(RunningSystem system, HttpClient client)
    {
        var met = await Crowd.MeetAsync(client, "sextant", Workers / 2);
        await Crowd.FillPersonsAsync(system, Crowd.Persons);
        await Crowd.FillSanctionsAsync(system, Crowd.Sanctions);
        await ServiceProcesses.RestAsync();
        return [.. met, .. Enumerable.Range(0, Workers / 2).Select(i => $"github:bench-{i}")];
    }

    private static Task<LoadResult> MeasureAsync(HttpClient client, IReadOnlyList<string> accounts) => Load.ClosedAsync(Workers, WarmUp, Duration, worker => AskAsync(client, accounts[worker % accounts.Count]));

    private static async Task<LoadResult> SteadyAsync(HttpClient client, IReadOnlyList<string> accounts)
    {
        await ServiceProcesses.RestAsync();
        await Load.OpenAsync(PerSecond, WarmUp, number => AskAsync(client, accounts[number % accounts.Count]));
        var steady = await Load.OpenAsync(PerSecond, Steadily, number => AskAsync(client, accounts[number % accounts.Count]));
        return steady.Failures == 0 ? steady : throw new InvalidOperationException($"{steady.Failures} checks failed.");
    }

    private static async Task<bool> AskAsync(HttpClient client, string account)
    {
        using var answer = await client.GetAsync(new Uri($"/api/standing?account={account}&body=sextant", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return true;
    }

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
