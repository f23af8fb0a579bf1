namespace Coc.Unit.Conventions;

/// <summary>The source files of this checkout, found from the test's own folder upwards.</summary>
internal static class Sources
{
    private static readonly string[] Houses = ["contracts", "gateway", "services", "tests"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root with forward slashes, and their lines.</summary>
    public static IReadOnlyList<(string Path, string[] Lines)> All { get; } =
    [
        .. from house in Houses
           from file in Directory.EnumerateFiles(Path.Combine(Root, house), "*.cs", SearchOption.AllDirectories)
           let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
           where !path.Split('/').Any(p => p is "bin" or "obj" or "artifacts")
           orderby path
           select (path, File.ReadAllLines(file)),
    ];

    /// <summary>Namespaces a file uses, by <c>using</c> or written out in full.</summary>
    public static bool Names(string[] lines, string @namespace) =>
        lines.Any(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal) && l.Contains(@namespace + ".", StringComparison.Ordinal)
            || l.TrimStart().StartsWith($"using {@namespace};", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CncfCocFederation.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie inside the checkout.");
    }
}
