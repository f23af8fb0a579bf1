using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Telemetry;

/// <summary>What the services of a running system wrote to their logs.</summary>
internal static class Logs
{
    /// <summary>In which logs a text occurs.</summary>
    public static IReadOnlyList<string> WhereIs(RunningSystem system, string text) =>
        [.. Directory.EnumerateFiles(Path.Combine(system.Home, "log")).Where(f => ReadShared(f).Contains(text, StringComparison.Ordinal)).Select(f => Path.GetFileName(f))];

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
