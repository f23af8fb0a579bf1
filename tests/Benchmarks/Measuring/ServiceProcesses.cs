using System.Diagnostics;
using System.Globalization;

namespace Coc.Benchmarks.Measuring;

/// <summary>The services of the running system as processes.</summary>
internal static class ServiceProcesses
{
    // Ticks of ten milliseconds.
    private const double Tick = 10;
    private const double Resting = 0.1;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>Processor time of a service since it started, in milliseconds.</summary>
    public static double Milliseconds(string service) => Milliseconds(new FileInfo(Path.Combine(Folder, $"{service}.pid")));

    /// <summary>Memory of a service's process, of shared pages its share.</summary>
    public static double Megabytes(string service)
    {
        var process = File.ReadAllText(Path.Combine(Folder, $"{service}.pid")).Split(' ')[0].Trim();
        var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Waits until what was asked before is digested: two seconds in which all services together use less than a tenth of a processor.</summary>
    public static async Task RestAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var (quiet, last) = (0, All()); quiet < 2;)
        {
            var begun = clock.Elapsed;
            await Task.Delay(1000);
            var now = All();
            quiet = now - last < Resting * (clock.Elapsed - begun).TotalMilliseconds ? quiet + 1 : 0;
            last = now;
            if (clock.Elapsed > Deadline)
            {
                throw new TimeoutException("The services do not come to rest.");
            }
        }
    }

    private static string Folder => Path.Combine(Environment.GetEnvironmentVariable("COC_HOME")!, "run");

    private static double All() => new DirectoryInfo(Folder).GetFiles("*.pid").Sum(Milliseconds);

    private static double Milliseconds(FileInfo pid)
    {
        var process = File.ReadAllText(pid.FullName).Split(' ')[0].Trim();
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * Tick;
    }
}
