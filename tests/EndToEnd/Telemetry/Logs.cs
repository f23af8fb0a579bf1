using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Telemetry;

/// <summary>What the services of a running system wrote to their logs.</summary>
internal static class Logs
{
    /// <summary>In which logs a text occurs.</summary>
    public static IReadOnlyList<string> WhereIs(RunningSystem system, string text) =>
        [.. Directory.EnumerateFiles(Path.Combine(system.Home, "log")).Where(f => ReadShared(f).Contains(text, StringComparison.Ordinal)).Select(f => Path.GetFileName(f))];

    /// <summary>The last lines of all logs, in order of time, that hold one of these texts.</summary>
    public static IReadOnlyList<string> Last(RunningSystem system, int lines, params string[] texts) =>
        [.. Directory.EnumerateFiles(Path.Combine(system.Home, "log"))
            .SelectMany(f => ReadShared(f).Split('\n').Where(l => texts.Any(t => l.Contains(t, StringComparison.Ordinal))).Select(l => (Line: l, Log: Path.GetFileName(f))))
            .OrderBy(l => l.Line, StringComparer.Ordinal).TakeLast(lines).Select(l => $"{l.Log}: {l.Line}")];

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
