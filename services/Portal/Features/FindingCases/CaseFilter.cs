using Microsoft.AspNetCore.WebUtilities;

namespace Coc.Portal.Features.FindingCases;

/// <summary>Which cases of a body are listed. It stands in the address, so that it can be bookmarked; what somebody searches for never does.</summary>
/// <param name="Assignee">me, or a seat</param>
/// <param name="Due">overdue</param>
public sealed record CaseFilter(string Body, string? State = null, string? Assignee = null, string? Due = null)
{
    /// <summary>Where a case can stand, in the order in which it does.</summary>
    public static IReadOnlyList<string> States { get; } =
        ["received", "conflictScreening", "acknowledged", "triaged", "investigating", "deliberating", "awaitingLegal", "decided", "communicated", "executing", "monitoring", "closed"];

    /// <summary>What an address says, as far as it can be meant.</summary>
    public static CaseFilter Of(string body, string? state, string? assignee, string? due) => new(
        body,
        States.Contains(state) ? state : null,
        assignee == "me" || Guid.TryParse(assignee, out _) ? assignee : null,
        due == "overdue" ? due : null);

    /// <summary>Views that are offered by name.</summary>
    public IReadOnlyList<(string Name, CaseFilter Filter)> Views =>
    [
        ("all", new(Body)), ("mine", new(Body, Assignee: "me")), ("overdue", new(Body, Due: "overdue")), ("new", new(Body, "conflictScreening")), ("acknowledged", new(Body, "acknowledged")),
        ("investigating", new(Body, "investigating")), ("deliberating", new(Body, "deliberating")), ("closed", new(Body, "closed")),
    ];

    /// <summary>Of the page.</summary>
    public string Address(string? cursor = null) => Query("cases", new() { ["body"] = Body }, cursor);

    /// <summary>Of the API.</summary>
    public string Asked(string? cursor, int limit) => Query($"/api/bodies/{Uri.EscapeDataString(Body)}/cases", new() { ["limit"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture) }, cursor);

    private string Query(string path, Dictionary<string, string?> said, string? cursor)
    {
        said["state"] = State;
        said["assignee"] = Assignee;
        said["due"] = Due;
        said["cursor"] = cursor;
        return QueryHelpers.AddQueryString(path, said.Where(s => s.Value is not null));
    }
}
