using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Coc.Benchmarks.Measuring;

/// <summary>
/// Notices when the machine itself gives less than its processors: hosts shared by many guests stop or slow all of a guest's processors for some tens of milliseconds, and the guest is not told. A thread does the
/// same small piece of work again and again and looks at what it took of its own processor time. Waiting for a processor does not count there: nothing that runs beside it, the measured services least of all,
/// can make the work take several times as long (decision 72).
/// </summary>
internal sealed class MachinePace : IDisposable
{
    private const int Work = 20_000;
    private const int ThreadProcessorTime = 3;

    // Two threads of one core, or a cold cache, cost less than that.
    private const double Slow = 4;

    private readonly List<(long From, long To, long Cost)> samples = [];
    private readonly Thread watcher;
    private readonly ManualResetEvent over = new(false);

    public MachinePace()
    {
        watcher = new Thread(Watch) { IsBackground = true };
        watcher.Start();
    }

    /// <summary>Was the machine itself slow between two timestamps? To be asked when the measurement is over.</summary>
    public Func<long, long, bool> Disturbances()
    {
        Dispose();
        var usual = samples.Select(s => s.Cost).Order().ElementAt(samples.Count / 2);
        var slow = samples.Where(s => s.Cost > Slow * usual).ToList();
        return (from, to) => slow.Exists(s => s.From <= to && s.To >= from);
    }

    public void Dispose()
    {
        over.Set();
        watcher.Join();
    }

    private void Watch()
    {
        while (!over.WaitOne(2))
        {
            var (from, before) = (Stopwatch.GetTimestamp(), Used());
            DoWork();
            samples.Add((from, Stopwatch.GetTimestamp(), Used() - before));
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization | System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static uint DoWork()
    {
        var x = 2463534242u;
        for (var i = 0; i < Work; i++)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
        }

        return x;
    }

    private static long Used() => GetTime(ThreadProcessorTime, out var time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : throw new InvalidOperationException("The processor time of a thread cannot be read here.");

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Time time);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
