using System.Text;

namespace Coc.Contracts.Tests;

/// <summary>Compares with a text somebody approved. <c>COC_APPROVE=1</c> writes the new text in its place, to be read in the diff before it is committed.</summary>
internal static class Approval
{
    /// <summary>Whether what is new is to be written down.</summary>
    public static bool Approving => Environment.GetEnvironmentVariable("COC_APPROVE") == "1";

    /// <summary>What is approved under a name; empty when nothing is.</summary>
    public static string Approved(string name) => Path.Combine(Folder(), name + ".txt") is var file && File.Exists(file) ? File.ReadAllText(file) : "";

    /// <summary>What differs, line by line; null when nothing does.</summary>
    public static string? Difference(string name, string now)
    {
        var file = Path.Combine(Folder(), name + ".txt");
        now = now.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Approving)
        {
            File.WriteAllText(file, now);
            return null;
        }

        return File.Exists(file)
            ? Compare(File.ReadAllText(file).ReplaceLineEndings("\n"), now)
            : $"nothing is approved under Approved/{name}.txt";
    }

    internal static string? Compare(string approved, string now)
    {
        if (approved == now)
        {
            return null;
        }

        var (before, after) = (approved.Split('\n'), now.Split('\n'));
        var difference = new StringBuilder("What others rely on changed. If that is meant, COC_APPROVE=1 approves it.\n");
        foreach (var line in before.Except(after))
        {
            difference.Append("- ").Append(line).Append('\n');
        }

        foreach (var line in after.Except(before))
        {
            difference.Append("+ ").Append(line).Append('\n');
        }

        return difference.ToString();
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CncfCocFederation.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests do not lie inside the checkout."), "tests", "Contracts", "Approved");
    }
}
