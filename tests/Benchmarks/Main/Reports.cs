using System.Net.Http.Json;

namespace Coc.Benchmarks.Main;

/// <summary>The report the benchmarks file: of ordinary length, with one subject and one affected person.</summary>
internal static class Reports
{
    private static readonly string Description = string.Concat(Enumerable.Repeat("Something happened in the weekly call and I would like somebody to look at it. ", 10));

    /// <summary>Files one; true when it was accepted.</summary>
    public static async Task<Guid?> FileAsync(HttpClient client, string project = "sextant")
    {
        using var answer = await client.PostAsJsonAsync("/api/reports", new
        {
            projects = new[] { project },
            subjects = new[] { new { accounts = new[] { $"github:bench-{Guid.NewGuid():n}" } } },
            affected = new[] { new { self = true } },
            description = Description,
            reporter = new { kind = "anonymous" },
        });
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        var body = await answer.Content.ReadFromJsonAsync<Filed>();
        return body?.Report;
    }

    /// <summary>One about somebody with these accounts; its id.</summary>
    public static async Task<Guid> FileAsync(HttpClient client, IReadOnlyList<string> accounts, params string[] projects)
    {
        using var answer = await client.PostAsJsonAsync(
            "/api/reports", new { projects, subjects = new[] { new { accounts } }, affected = new[] { new { self = true } }, description = "It happened in the weekly call." });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Filed>())!.Report;
    }

    private sealed record Filed(Guid Report, string Receipt);
}
