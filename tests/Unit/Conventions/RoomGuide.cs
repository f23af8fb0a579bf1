using System.Text.RegularExpressions;

namespace Coc.Unit.Conventions;

/// <summary>The house rules as functions from sources to what breaks them, so that each can be tried on a planted breach.</summary>
internal static partial class RoomGuide
{
    private static readonly string[] BarredFolders = ["Core", "Common", "Shared", "Helpers", "Utils"];
    private static readonly string[] NotInDomain = ["Npgsql", "MassTransit", "Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net.Http"];

    public static IEnumerable<string> ImpureDomains(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        where source.Path.StartsWith("services/", StringComparison.Ordinal) && source.Path.Contains("/Domain/", StringComparison.Ordinal)
        from barred in NotInDomain
        where Sources.Names(source.Lines, barred)
        select $"{source.Path} uses {barred}";

    public static IEnumerable<string> BusOutsidePlatform(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        where !source.Path.StartsWith("services/Platform/", StringComparison.Ordinal) && !source.Path.StartsWith("tests/", StringComparison.Ordinal)
            && Sources.Names(source.Lines, "MassTransit")
        select $"{source.Path} names MassTransit";

    // An export is verified by what is in there alone.
    public static IEnumerable<string> FormatsWithDatabase(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        where source.Path.StartsWith("services/EventFormat/", StringComparison.Ordinal)
        from barred in NotInDomain.Append("Coc.EventStore").Append("Coc.EventMaintenance")
        where Sources.Names(source.Lines, barred)
        select $"{source.Path} uses {barred}";

    public static IEnumerable<string> LongFiles(IEnumerable<(string Path, string[] Lines)> sources) =>
        sources.Where(s => s.Lines.Length > 300).Select(s => $"{s.Path} has {s.Lines.Length} lines");

    public static IEnumerable<string> NamelessFolders(IEnumerable<(string Path, string[] Lines)> sources) =>
        sources.Where(s => s.Path.Split('/')[..^1].Any(p => BarredFolders.Contains(p, StringComparer.OrdinalIgnoreCase))).Select(s => s.Path);

    public static IEnumerable<string> OwnClocks(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        from line in source.Lines
        where Clock().IsMatch(line)
        select $"{source.Path}: {line.Trim()}";

    public static IEnumerable<string> SleepingTests(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        where source.Path.StartsWith("tests/", StringComparison.Ordinal) && !source.Path.StartsWith("tests/Benchmarks/", StringComparison.Ordinal)
        from line in source.Lines
        where Sleep().IsMatch(line)
        select $"{source.Path}: {line.Trim()}";

    /// <summary>Where nothing is there, what follows <c>?.</c> is not done, and nothing is asserted.</summary>
    public static IEnumerable<string> EmptyAssertions(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        where source.Path.StartsWith("tests/", StringComparison.Ordinal)
        from line in source.Lines
        where Skipped().IsMatch(line)
        select $"{source.Path}: {line.Trim()}";

    public static IEnumerable<string> LongPrograms(IEnumerable<(string Path, string[] Lines)> sources) =>
        sources.Where(s => s.Path.StartsWith("services/", StringComparison.Ordinal) && s.Path.EndsWith("/Program.cs", StringComparison.Ordinal) && s.Lines.Length >= 60)
            .Select(s => $"{s.Path} has {s.Lines.Length} lines");

    public static IEnumerable<string> StrayNamespaces(IEnumerable<(string Path, string[] Lines)> sources) =>
        from source in sources
        where source.Path.StartsWith("services/", StringComparison.Ordinal)
        from line in source.Lines
        where line.StartsWith("namespace ", StringComparison.Ordinal)
        let wanted = "Coc." + string.Join('.', source.Path.Split('/')[1..^1])
        where line.TrimEnd(';')["namespace ".Length..] != wanted
        select $"{source.Path}: {line}";

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bTask\.Delay\(|\bThread\.Sleep\(")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\?\.[A-Za-z.!]+(\([^()]*\))?\.Should[A-Z]")]
    private static partial Regex Skipped();
}
