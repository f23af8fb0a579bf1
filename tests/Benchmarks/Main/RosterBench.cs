using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>From the answer that ends a seat until no service lets its holder in any more, and until no receipt names them as a reader: the slowest of some rounds.</summary>
internal static class RosterBench
{
    private const int Rounds = 5;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        using var admin = await system.SignInAsync("admin@orrery.example");
        using var leaving = await system.SignInAsync("ira@sextant.example");
        var (filled, ended) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (joins, leaves) = await RoundAsync(system, admin, leaving);
            (filled, ended) = (Math.Max(filled, joins), Math.Max(ended, leaves));
        }

        return [Row.Under("a filled seat works in every service", filled, "s", 2), Row.Under("an ended seat opens nothing in any service", ended, "s", 2)];
    }

    private static async Task<(double Filled, double Ended)> RoundAsync(RunningSystem system, HttpClient admin, HttpClient leaving)
    {
        var slug = $"bench-roster-{Guid.NewGuid():n}"[..30];
        await PostAsync(admin, "/api/bodies", new { slug, name = slug, kind = "project", handling = "own" });
        var seat = (await PostAsync(admin, $"/api/bodies/{slug}/seats", new { account = "ira@sextant.example", role = "member" })).GetProperty("id").GetGuid();
        var clock = Stopwatch.StartNew();
        string[] doors = [$"/api/bodies/{slug}/cases", $"/api/bodies/{slug}/conflict-requests", $"/api/bodies/{slug}/seats", $"/api/bodies/{slug}/sanctions", $"/api/bodies/{slug}/orders"];
        await UntilAsync(async () => await AllAsync(leaving, doors, HttpStatusCode.OK) && await HoldsAsync(leaving, seat));
        var filled = clock.Elapsed.TotalSeconds;

        await PostAsync(admin, $"/api/bodies/{slug}/seats", new { account = "juno@sextant.example", role = "member" });
        var receipt = await ReceiptAsync(system, slug);
        await UntilAsync(async () => (await ReadersAsync(system, receipt)).Contains(seat));
        await PostAsync(leaving, $"/api/seats/{seat}/end", new { });
        clock.Restart();
        await UntilAsync(async () => await AllAsync(leaving, doors, HttpStatusCode.NotFound) && !await HoldsAsync(leaving, seat) && !(await ReadersAsync(system, receipt)).Contains(seat));
        return (filled, clock.Elapsed.TotalSeconds);
    }

    private static async Task<string> ReceiptAsync(RunningSystem system, string slug)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            // Intake hears of a new body by message.
            using var answer = await system.Http.PostAsJsonAsync("/api/reports", new { projects = new[] { slug }, description = "Something happened." });
            if (answer.IsSuccessStatusCode)
            {
                return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;
            }

            await WaitAsync(deadline);
        }
    }

    private static async Task<IReadOnlyList<Guid>> ReadersAsync(RunningSystem system, string receipt)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/receipt");
        request.Headers.Add("Receipt", receipt);
        using var answer = await system.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("readers").EnumerateArray().Select(r => r.GetProperty("seat").GetGuid())];
    }

    private static async Task<bool> HoldsAsync(HttpClient client, Guid seat) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("seats").EnumerateArray().Any(s => s.GetProperty("id").GetGuid() == seat);

    private static async Task<bool> AllAsync(HttpClient client, string[] doors, HttpStatusCode status)
    {
        foreach (var door in doors)
        {
            using var answer = await client.GetAsync(door);
            if (answer.StatusCode != status)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var deadline = Stopwatch.StartNew();
        while (!await holds())
        {
            await WaitAsync(deadline);
        }
    }

    private static async Task WaitAsync(Stopwatch deadline)
    {
        if (deadline.Elapsed > Deadline)
        {
            throw new TimeoutException($"A roster change did not arrive within {Deadline.TotalSeconds:0} s.");
        }

        await Task.Delay(10);
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
