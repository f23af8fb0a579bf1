using System.Diagnostics;

namespace Coc.Benchmarks.Measuring;

/// <summary>What a load run saw: how many calls succeeded, how long each took, how many failed.</summary>
/// <param name="Undisturbed">those of the times during which, and shortly before which, the machine itself was as fast as ever; of a run at a fixed rate</param>
internal sealed record LoadResult(double Seconds, IReadOnlyList<double> Milliseconds, int Failures, IReadOnlyList<double> Undisturbed)
{
    public double PerSecond => Milliseconds.Count / Seconds;

    public double Percentile(double share) => Percentile(Milliseconds, share);

    public static double Percentile(IEnumerable<double> times, double share)
    {
        var sorted = times.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}

/// <summary>Two ways to load: as fast as N connections go, or at a fixed rate whatever the answers take.</summary>
internal static class Load
{
    // What gathered while the machine stood still is done by then.
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(250);

    /// <summary>N workers, each calling again as soon as it has its answer, after a warm-up that is not counted.</summary>
    public static async Task<LoadResult> ClosedAsync(int workers, TimeSpan warmUp, TimeSpan duration, Func<int, Task<bool>> call)
    {
        await RunAsync(workers, warmUp, call);
        return await RunAsync(workers, duration, call);
    }

    /// <summary>Starts a call every 1/rate s. Time counts from when a call was due, so that a stall is not forgiven.</summary>
    public static async Task<LoadResult> OpenAsync(double perSecond, TimeSpan duration, Func<int, Task<bool>> call)
    {
        var total = (int)(perSecond * duration.TotalSeconds);
        using var pace = new MachinePace();
        var begun = Stopwatch.GetTimestamp();
        var clock = Stopwatch.StartNew();
        var calls = new List<Task<(bool Ok, double Ms)>>(total);
        for (var i = 0; i < total; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            if (due - clock.Elapsed is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait);
            }

            var number = i;
            calls.Add(Task.Run(async () => (await call(number), (clock.Elapsed - due).TotalMilliseconds)));
        }

        var results = await Task.WhenAll(calls);
        var elapsed = clock.Elapsed.TotalSeconds;
        var disturbed = pace.Disturbances();
        var undisturbed = results.Where((r, i) => r.Ok && !disturbed(At((i / perSecond) - Aftermath.TotalSeconds), At((i / perSecond) + (r.Ms / 1000))));
        return new(elapsed, [.. results.Where(r => r.Ok).Select(r => r.Ms)], results.Count(r => !r.Ok), [.. undisturbed.Select(r => r.Ms)]);

        long At(double seconds) => begun + (long)(seconds * Stopwatch.Frequency);
    }

    private static async Task<LoadResult> RunAsync(int workers, TimeSpan duration, Func<int, Task<bool>> call)
    {
        var clock = Stopwatch.StartNew();
        var results = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var times = new List<double>();
            var failures = 0;
            while (clock.Elapsed < duration)
            {
                var start = clock.Elapsed;
                if (await call(worker))
                {
                    times.Add((clock.Elapsed - start).TotalMilliseconds);
                }
                else
                {
                    failures++;
                }
            }

            return (times, failures);
        })));
        return new(clock.Elapsed.TotalSeconds, [.. results.SelectMany(r => r.times)], results.Sum(r => r.failures), []);
    }
}
