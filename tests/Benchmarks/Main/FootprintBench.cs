using System.Diagnostics;
using System.Globalization;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>Memory of all idle services together, and the time from <c>./coc up</c> on published code to ready.</summary>
internal static class FootprintBench
{
    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        await system.CocAsync("down");
        var clock = Stopwatch.StartNew();
        await system.CocAsync("up");
        var up = clock.Elapsed.TotalSeconds;
        system.Connect();
        using (await system.SignInAsync("ira@sextant.example"))
        {
            await Task.Delay(TimeSpan.FromSeconds(10)); // idle means: what starting allocated had the time to go
        }

        return [Row.Under("from coc up to ready, published code", up, "s", 15), Row.Under("memory of all services, idle", ServicesMegabytes(), "MB", 1200)];
    }

    // Proportional set size counts what processes share once.
    private static double ServicesMegabytes()
    {
        var folder = Environment.GetEnvironmentVariable("COC_PUBLISHED")!;
        double kilobytes = 0;
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "cmdline")).Contains(folder, StringComparison.Ordinal))
                {
                    var line = File.ReadLines(Path.Combine(process, "smaps_rollup")).First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
                    kilobytes += double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
                }
            }
            catch (IOException)
            {
                // the process ended meanwhile
            }
        }

        return kilobytes / 1024;
    }
}
