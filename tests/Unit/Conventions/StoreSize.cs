namespace Coc.Unit.Conventions;

/// <summary>Lines of C# as issue 3 counts them: no blanks, no comments, no usings, nothing inside a literal of several lines, which here is SQL.</summary>
internal static class StoreSize
{
    public static int Of(IEnumerable<(string Path, string[] Lines)> sources, string folder) =>
        sources.Where(s => s.Path.StartsWith(folder, StringComparison.Ordinal)).Sum(s => Lines(s.Lines));

    public static int Lines(IEnumerable<string> lines)
    {
        var (count, inLiteral) = (0, false);
        foreach (var line in lines.Select(l => l.Trim()))
        {
            if (inLiteral)
            {
                inLiteral = !line.StartsWith("\"\"\"", StringComparison.Ordinal);
            }
            else if (line.TrimStart('$') == "\"\"\"")
            {
                inLiteral = true;
            }
            else if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal) && !IsUsing(line))
            {
                count++;
            }
        }

        return count;
    }

    // A using of a namespace, not of something that is disposed of.
    private static bool IsUsing(string line) => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=') && !line.Contains('(');
}
