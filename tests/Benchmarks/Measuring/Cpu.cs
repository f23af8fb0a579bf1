using System.Globalization;

namespace Coc.Benchmarks.Measuring;

/// <summary>
/// Processor time used by this process and by the measured PostgreSQL. How fast something goes depends on who else uses the machine; what it takes hardly does.
/// </summary>
internal static class Cpu
{
    private static readonly string Server = File.ReadAllText(Path.Combine(Environment.GetEnvironmentVariable("COC_HOME")!, "run", "postgres.pid")).Split(' ')[0];

    /// <summary>In microseconds.</summary>
    public static (double Here, double Server) Used() => (
        Environment.CpuUsage.TotalTime.TotalMicroseconds,
        File.ReadAllText($"/proc/{Server}/task/{Server}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(Server).Sum(Microseconds));

    private static double Microseconds(string process)
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{process}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0;
        }
        catch (IOException)
        {
            return 0; // It has ended meanwhile.
        }
    }
}
