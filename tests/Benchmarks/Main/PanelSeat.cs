using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Coc.Benchmarks.Main;

/// <summary>Somebody on a panel without a conflict, who works the way people do: through the gateway.</summary>
internal sealed class PanelSeat(HttpClient member, string body)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public string Body => body;

    /// <summary>Declares no conflict once the case has come by message; the case's id.</summary>
    public async Task<Guid> TakeAsync(Guid report)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            foreach (var asked in (await member.GetFromJsonAsync<JsonElement>($"/api/bodies/{body}/conflict-requests?limit=100")).GetProperty("items").EnumerateArray())
            {
                if (asked.TryGetProperty("reports", out var reports) && reports.EnumerateArray().Any(r => r.GetGuid() == report))
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

    /// <summary>A command on a case; the case behind it.</summary>
    public Task<JsonElement> DoAsync(Guid id, string command, object request) => PostAsync($"/api/cases/{id}/{command}", request);

    /// <summary>What the answer says; throws with it when it is a refusal.</summary>
    public async Task<JsonElement> PostAsync(string path, object? request)
    {
        using var answer = await member.PostAsJsonAsync(path, request);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    public Task<JsonElement> GetAsync(string path) => member.GetFromJsonAsync<JsonElement>(path);

    private async Task<Guid> FoundAsync(Guid report)
    {
        using var answer = await member.PostAsJsonAsync($"/api/bodies/{body}/cases/search", new { q = report });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0].GetProperty("id").GetGuid();
    }
}
