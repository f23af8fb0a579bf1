using Coc.Platform.Security;

namespace Coc.Sanctions.Features.CheckingAttendees;

/// <summary>Judges the rows of a list one by one. What a refused list said is never repeated: its header may be somebody's name.</summary>
internal sealed class AttendeeLines
{
    private const int MostAccounts = 20;
    private static readonly string[] Known = ["account", "accounts"];
    private static readonly char[] Between = [' ', ';', '\t', '\n', '\r'];

    private readonly List<AttendeeLine> lines = [];
    private readonly List<UnreadableLine> unreadable = [];
    private string[]? header;

    public void Take(int line, IReadOnlyList<string> row)
    {
        if (row.Count == 0)
        {
            return;
        }

        if (header is null)
        {
            header = Header(row);
        }
        else if (lines.Count + unreadable.Count == AttendeeList.MostLines)
        {
            throw AttendeeList.Refused("lines", $"must be at most {AttendeeList.MostLines}");
        }
        else if (Wrong(row, out var accounts) is { } problem)
        {
            unreadable.Add(new UnreadableLine(line, problem));
        }
        else
        {
            lines.Add(new AttendeeLine(line, accounts));
        }
    }

    public AttendeeList Ended(byte[] hash) => header is null ? throw AttendeeList.Refused("header", "is missing") : new(lines, unreadable, hash);

    private static string[] Header(IReadOnlyList<string> row)
    {
        string[] names = [.. row.Select(n => n.Trim().ToLowerInvariant())];
        return Array.FindIndex(names, n => !Known.Contains(n)) is var unknown and >= 0
            ? throw AttendeeList.Refused("header", $"column {unknown + 1} is not known; possible are {string.Join(", ", Known)}")
            : names.Distinct().Count() != names.Length ? throw AttendeeList.Refused("header", "names a column twice") : names;
    }

    private string? Wrong(IReadOnlyList<string> row, out IReadOnlyList<string> accounts)
    {
        accounts = [];
        if (row.Count != header!.Length)
        {
            return "fields";
        }

        List<string> stated = [.. row.Zip(header).SelectMany(c => c.Second == "accounts" ? c.First.Split(Between, StringSplitOptions.RemoveEmptyEntries) : [c.First.Trim()]).Where(a => a.Length > 0)];
        if (stated.Count is 0 or > MostAccounts)
        {
            return stated.Count == 0 ? "empty" : "tooMany";
        }

        var problem = stated.Select(AccountSyntax.Wrong).FirstOrDefault(p => p is not null);
        accounts = problem is null ? [.. stated.Select(BlindIndex.NormalAccount).Distinct()] : [];
        return problem;
    }
}
