using System.Collections.Concurrent;
using System.Diagnostics;
using Coc.Benchmarks.Measuring;
using Npgsql;

namespace Coc.Benchmarks.Main;

/// <summary>From report accepted (201 in the client's hands) to its conflict request visible in Cases, at 50 reports a second.</summary>
internal static class ConflictRequestBench
{
    private const int PerSecond = 50;
    private const long Behind = 200;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        var settings = await system.SettingsAsync("cases");
        await using var cases = NpgsqlDataSource.Create(settings["Database__Daemon"]);
        var clock = Stopwatch.StartNew();
        var accepted = new ConcurrentDictionary<Guid, TimeSpan>();
        var visible = new ConcurrentDictionary<Guid, TimeSpan>();
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(cases, clock, visible, stop.Token);
        await Load.OpenAsync(PerSecond, Duration, async _ =>
        {
            if (await Reports.FileAsync(system.Http) is not { } report)
            {
                return false;
            }

            accepted[report] = clock.Elapsed;
            return true;
        });

        var deadline = clock.Elapsed + TimeSpan.FromSeconds(60);
        while (clock.Elapsed < deadline && accepted.Keys.Any(r => !visible.ContainsKey(r)))
        {
            await Task.Delay(50);
        }

        await stop.CancelAsync();
        await watching;
        var lags = accepted.Where(a => visible.ContainsKey(a.Key)).Select(a => Math.Max(0, (visible[a.Key] - a.Value).TotalMilliseconds)).Order().ToList();
        return
        [
            Row.Under("report accepted to conflict request visible, median", lags[lags.Count / 2], "ms", 150),
            Row.Under("report accepted to conflict request visible, p99", lags[(int)(lags.Count * 0.99)], "ms", 500),
            Row.Under("reports without a conflict request after a minute", accepted.Count - lags.Count, "reports", 1),
        ];
    }

    private static async Task WatchAsync(NpgsqlDataSource cases, Stopwatch clock, ConcurrentDictionary<Guid, TimeSpan> visible, CancellationToken cancellationToken)
    {
        long after = 0;
        await using (var start = cases.CreateCommand("select coalesce(max(seq_id), 0) from mt.mt_events"))
        {
            after = (long)(await start.ExecuteScalarAsync(CancellationToken.None))!;
        }

        // Some numbers commit late: it looks a little behind the newest one, at what it has not seen. Watching must cost nothing beside what is watched.
        var seen = new Queue<long>();
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var command = cases.CreateCommand(
                "select seq_id, data ->> 'reports' from mt.mt_events where seq_id > $1 and type = 'conflict_requested' and seq_id <> all ($2) order by seq_id");
            command.Parameters.AddWithValue(after - Behind);
            command.Parameters.AddWithValue(seen.ToArray());
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            var now = clock.Elapsed;
            while (await reader.ReadAsync(CancellationToken.None))
            {
                after = Math.Max(after, reader.GetInt64(0));
                seen.Enqueue(reader.GetInt64(0));
                foreach (var report in System.Text.Json.JsonSerializer.Deserialize<Guid[]>(reader.GetString(1))!)
                {
                    visible.TryAdd(report, now);
                }
            }

            while (seen.TryPeek(out var old) && old < after - Behind)
            {
                seen.Dequeue();
            }

            await Task.Delay(5, CancellationToken.None);
        }
    }
}
