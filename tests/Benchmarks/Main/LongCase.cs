using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>A case that many reported and that was long worked on, made the way a panel makes it.</summary>
internal sealed class LongCase(RunningSystem system, HttpClient member, string body)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>The case's id.</summary>
    public async Task<Guid> BuildAsync(int events, int reports, int messages, string account)
    {
        var first = await FileAsync(account);
        var id = await TakeAsync(first);
        for (var i = 1; i < reports; i++)
        {
            var report = await FileAsync(account);
            await TakeAsync(report);
            await DoAsync(id, "link-reports", new { report });
        }

        for (var i = 0; i < messages; i++)
        {
            await DoAsync(id, "messages", new { report = first, text = "We are looking into it, and we will write again on Friday." });
        }

        while (await DoAsync(id, "notes", new { text = "Talked to the two who were there; both remember the same sentence." }) < events)
        {
        }

        return id;
    }

    private async Task<Guid> FileAsync(string account)
    {
        using var answer = await system.Http.PostAsJsonAsync(
            "/api/reports", new { projects = new[] { body }, subjects = new[] { new { accounts = new[] { account } } }, affected = new[] { new { self = true } }, description = "It happened in the weekly call." });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("report").GetGuid();
    }

    // The case comes by message; this member has no conflict.
    private async Task<Guid> TakeAsync(Guid report)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            foreach (var asked in (await member.GetFromJsonAsync<JsonElement>($"/api/bodies/{body}/conflict-requests?limit=100")).GetProperty("items").EnumerateArray())
            {
                if (asked.GetProperty("reports").EnumerateArray().Any(r => r.GetGuid() == report))
                {
                    using var answer = await member.PostAsJsonAsync($"/api/conflict-requests/{asked.GetProperty("request").GetGuid()}/answer", new { answer = "none", seen = asked.GetProperty("seen").GetString() });
                    answer.EnsureSuccessStatusCode();
                    return await FoundAsync(report);
                }
            }

            if (clock.Elapsed > Deadline)
            {
                throw new TimeoutException("A report did not become a case.");
            }

            await Task.Delay(20);
        }
    }

    private async Task<Guid> FoundAsync(Guid report)
    {
        using var answer = await member.PostAsJsonAsync($"/api/bodies/{body}/cases/search", new { q = report });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0].GetProperty("id").GetGuid();
    }

    private async Task<long> DoAsync(Guid id, string command, object request)
    {
        using var answer = await member.PostAsJsonAsync($"/api/cases/{id}/{command}", request);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64()
            : throw new InvalidOperationException($"{command}: {await answer.Content.ReadAsStringAsync()}");
    }
}
