using System.Diagnostics;
using System.Globalization;

namespace Coc.Benchmarks.Measuring;

/// <summary>
/// Contenders for the same work, in turns of short slices, so that whatever else the machine does happens to all of them. A repeat is several
/// slices of each; what counts is the median of the repeats.
/// </summary>
internal sealed class Contest(int workers, int repeats, int slices, TimeSpan slice)
{
    /// <summary>Operations per second of each contender, in the order given.</summary>
    public async Task<IReadOnlyList<double>> RunAsync(string work, params (string Name, Func<int, Task> Call)[] contenders)
    {
        var rates = contenders.Select(_ => new List<double>()).ToList();
        var cpu = new (double Here, double Server)[contenders.Length];
        var all = new long[contenders.Length];
        // Long enough for the just-in-time compiler to have made up its mind.
        foreach (var (_, call) in Enumerable.Repeat(contenders, 3).SelectMany(c => c))
        {
            await SliceAsync(call);
        }

        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var calls = new long[contenders.Length];
            var seconds = new double[contenders.Length];
            for (var turn = 0; turn < slices * contenders.Length; turn++)
            {
                // Each slice begins with the next contender: nobody always follows the same one.
                var who = (turn + (turn / contenders.Length)) % contenders.Length;
                var before = Cpu.Used();
                var result = await SliceAsync(contenders[who].Call);
                calls[who] += result.Calls;
                seconds[who] += result.Seconds;
                var after = Cpu.Used();
                cpu[who] = (cpu[who].Here + after.Here - before.Here, cpu[who].Server + after.Server - before.Server);
                all[who] += result.Calls;
            }

            for (var who = 0; who < contenders.Length; who++)
            {
                rates[who].Add(calls[who] / seconds[who]);
            }
        }

        var medians = rates.ConvertAll(Median);
        Console.WriteLine($"  {work}, {workers} at a time: " + string.Join(", ", contenders.Select((c, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{c.Name} {medians[i]:0}/s ({cpu[i].Here / all[i]:0} + {cpu[i].Server / all[i]:0} µs of CPU here and in the server)"))));
        return medians;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private async Task<(long Calls, double Seconds)> SliceAsync(Func<int, Task> call)
    {
        var clock = Stopwatch.StartNew();
        var calls = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var done = 0L;
            while (clock.Elapsed < slice)
            {
                await call(worker);
                done++;
            }

            return done;
        })));
        return (calls.Sum(), clock.Elapsed.TotalSeconds);
    }
}
