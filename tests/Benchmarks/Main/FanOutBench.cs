using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Benchmarks.Measuring;
using Npgsql;

namespace Coc.Benchmarks.Main;

/// <summary>
/// What a foundation decides for 250 bodies of four spaces each: from the approval in the second seat's hands until a thousand orders are there and the person is out everywhere; and from the second seat's lift until
/// what was carried out of it is ordered back, the rest is withdrawn and the person is in. The slowest of some rounds. Only some are carried out: each is a message to the case, which follows them one by one.
/// </summary>
internal static class FanOutBench
{
    private const int Bodies = 250;
    private const int Rounds = 3;
    private const int AtOnce = 8;
    private const int CarriedOut = 100;
    private static readonly string[] Platforms = ["github", "chat", "list", "forum"];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Row>> RunAsync(RunningSystem system)
    {
        var settings = await system.SettingsAsync("sanctions");
        await using var sanctions = NpgsqlDataSource.Create(settings["Database__Daemon"]);
        using var executor = await system.SignInAsync("github-owner@orrery.example");
        await SpacesAsync(system, executor, sanctions);
        using var bot = await system.SignInAsync("ira@sextant.example");
        var clients = new List<HttpClient>();
        foreach (var name in (string[])["ada", "bo", "cleo", "dev", "eun"])
        {
            clients.Add(await system.SignInAsync($"{name}@orrery.example"));
        }

        var panel = clients.ConvertAll(c => new PanelSeat(c, "orrery"));
        var (imposed, lifted) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            string[] accounts = [.. Platforms.Select(p => $"{p}:fan-{Guid.NewGuid():n}")];
            var (sanction, approval) = await new FoundationBan(system, panel).DecideAsync(accounts);
            await ServiceProcesses.RestAsync();
            imposed = Math.Max(imposed, await TimedAsync(panel[0], approval, async () => await OrdersAsync(sanctions, sanction) == Bodies * Platforms.Length && await IsAsync(bot, accounts[0], "banned")));
            var done = await CarryOutAsync(executor, accounts);
            await panel[0].PostAsync($"/api/sanctions/{sanction}/lift", null);
            await ServiceProcesses.RestAsync();
            lifted = Math.Max(lifted, await TimedAsync(
                panel[1], $"/api/sanctions/{sanction}/lift", async () => await OrdersAsync(sanctions, sanction) == (Bodies * Platforms.Length) + done && await IsAsync(bot, accounts[0], "clear")));
        }

        clients.ForEach(c => c.Dispose());
        return [Row.Under("a foundation's ban, told to 1,000 orders", imposed, "s", 3), Row.Under("its lift: up to 100 orders back, the rest withdrawn", lifted, "s", 3)];
    }

    private static async Task<double> TimedAsync(PanelSeat seat, string path, Func<Task<bool>> holds)
    {
        var clock = Stopwatch.StartNew();
        await seat.PostAsync(path, path.EndsWith("lift", StringComparison.Ordinal) ? null : new { });
        while (!await holds())
        {
            if (clock.Elapsed > Deadline)
            {
                throw new TimeoutException($"{path} did not reach every space.");
            }

            await Task.Delay(10);
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> OrdersAsync(NpgsqlDataSource sanctions, Guid sanction)
    {
        await using var command = sanctions.CreateCommand("select count(*) from app.orders where sanction = $1");
        command.Parameters.AddWithValue(sanction);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<bool> IsAsync(HttpClient client, string account, string standing) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/standing?account={account}&body=sextant")).GetProperty("standing").GetString() == standing;

    // One who looks after everything does what stands on the first page of it; how many that were.
    private static async Task<int> CarryOutAsync(HttpClient executor, string[] accounts)
    {
        var page = await executor.GetFromJsonAsync<JsonElement>("/api/orders?assignee=me&limit=200");
        var orders = page.GetProperty("items").EnumerateArray().Where(o => accounts.Contains(o.GetProperty("account").GetString())).Select(o => o.GetProperty("id").GetGuid()).Take(CarriedOut).ToList();
        await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (order, cancellationToken) =>
        {
            using var done = await executor.PostAsJsonAsync($"/api/orders/{order}/done", new { }, cancellationToken);
            done.EnsureSuccessStatusCode();
        });
        return orders.Count;
    }

    // Of the foundation's projects as many as there are to be, with four spaces each, and the others with none.
    private static async Task SpacesAsync(RunningSystem system, HttpClient executor, NpgsqlDataSource sanctions)
    {
        using var admin = await system.SignInAsync("admin@orrery.example");
        var seat = (await executor.GetFromJsonAsync<JsonElement>("/api/identity/me")).GetProperty("seats")[0].GetProperty("id").GetGuid();
        var projects = await ProjectsAsync(sanctions);
        for (var i = projects.Count; i < Bodies; i++)
        {
            using var made = await admin.PostAsJsonAsync("/api/bodies", new { slug = $"bench-fan-{i}", name = $"bench-fan-{i}", kind = "project", handling = "own" });
            made.EnsureSuccessStatusCode();
        }

        var clock = Stopwatch.StartNew();
        while ((projects = await ProjectsAsync(sanctions)).Count < Bodies && clock.Elapsed < Deadline)
        {
            await Task.Delay(50); // Sanctions hears of new bodies by message
        }

        foreach (var (slug, i) in projects.Select((slug, i) => (slug, i)))
        {
            var spaces = i < Bodies ? Platforms.Select(p => new { space = $"{p}:{slug}", executors = new[] { seat } }) : [];
            using var kept = await admin.PutAsJsonAsync($"/api/bodies/{slug}/spaces", spaces);
            kept.EnsureSuccessStatusCode();
        }
    }

    private static async Task<List<string>> ProjectsAsync(NpgsqlDataSource sanctions)
    {
        await using var command = sanctions.CreateCommand("select slug from app.bodies where foundation = 'orrery' and kind = 'project' order by slug");
        await using var reader = await command.ExecuteReaderAsync();
        var slugs = new List<string>();
        while (await reader.ReadAsync())
        {
            slugs.Add(reader.GetString(0));
        }

        return slugs;
    }
}
