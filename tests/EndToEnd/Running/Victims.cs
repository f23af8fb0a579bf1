using System.Diagnostics;

namespace Coc.EndToEnd.Running;

/// <summary>Processes of the running system that a test takes away.</summary>
internal static class Victims
{
    /// <summary>Kills a service or server at once, without goodbye to its clients; PostgreSQL gets to end its children, or it would refuse to start beside them.</summary>
    public static async Task KillAsync(this RunningSystem system, string name)
    {
        var pid = int.Parse(system.Read("run", $"{name}.pid").Split(' ')[0]);
        using var kill = Process.Start("kill", ["-s", name == "postgres" ? "QUIT" : "KILL", pid.ToString()]);
        await Eventually.TrueAsync($"{name} is gone", () => Task.FromResult(!Directory.Exists($"/proc/{pid}") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal)));
    }
}
