using System.Diagnostics;
using Coc.Benchmarks.Measuring;
using Npgsql;

namespace Coc.Benchmarks.Main;

/// <summary>Report intake through the gateway: throughput with the consumers stopped, the time to drain afterwards, latency with everything running.</summary>
internal static class IntakeBench
{
    private const int Workers = 32;
    private static readonly string[] Consumers = ["sanctions", "liaison", "cases", "ledger"];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        var settings = await system.SettingsAsync("intake");
        await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings["Database__Owner"]) { MaxPoolSize = Workers, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true });
        var raw = new RawReports(owner);
        await raw.PrepareAsync(await Reports.FileAsync(system.Http) ?? throw new InvalidOperationException("The first report was not accepted."));
        foreach (var consumer in Consumers)
        {
            await system.CocAsync("down", consumer);
        }

        var ours = new List<double>();
        var theirs = new List<double>();
        for (var repeat = 0; repeat < 3; repeat++)
        {
            theirs.Add((await raw.MeasureAsync(Workers, WarmUp, Duration)).PerSecond);
            ours.Add((await Load.ClosedAsync(Workers, WarmUp, Duration, async _ => await Reports.FileAsync(system.Http) is not null)).PerSecond);
        }

        await raw.RemoveAsync();
        var drained = await DrainAsync(system, owner);
        var latency = await Load.OpenAsync(100, TimeSpan.FromSeconds(20), async _ => await Reports.FileAsync(system.Http) is not null);
        return
        [
            Row.AtLeast("report intake through the gateway, 32 connections", Median(ours), "1/s", Median(theirs), 0.35),
            Row.Figure("reports waiting when the consumers came back", drained.Waiting, "reports"),
            Row.Figure("time until each had its case", drained.Seconds, "s"),
            Row.Under("report intake p99 at 100/s, everything running", latency.Percentile(0.99), "ms", 100),
            Row.Under("report intake refused at 100/s", latency.Failures, "requests", 1),
        ];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(double Waiting, double Seconds)> DrainAsync(RunningSystem system, NpgsqlDataSource intake)
    {
        var settings = await system.SettingsAsync("cases");
        await using var cases = NpgsqlDataSource.Create(settings["Database__Daemon"]);
        var filed = await CountAsync(intake, "report_filed");
        var waiting = filed - await CountAsync(cases, "case_opened");
        var clock = Stopwatch.StartNew();
        await system.CocAsync("up");
        while (await CountAsync(cases, "case_opened") < filed && clock.Elapsed < TimeSpan.FromMinutes(10))
        {
            await Task.Delay(500);
        }

        return (waiting, clock.Elapsed.TotalSeconds);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string type)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("select set_config('coc.tenant', '*intake*', true)"));
        batch.BatchCommands.Add(new("select count(*) from mt.mt_events where type = $1") { Parameters = { new() { Value = type } } });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }
}
