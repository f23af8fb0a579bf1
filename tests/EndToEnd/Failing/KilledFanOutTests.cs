using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>kill -9 of Sanctions while what the foundation decided spreads over many spaces, and while it is taken back: no order is missing and none is there twice.</summary>
public sealed class KilledFanOutTests(RunningSystem system, ITestOutputHelper output)
{
    private const int Projects = 40;
    private const int Kills = 3;
    private static readonly string[] Platforms = ["github", "chat"];
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_ban_everywhere_and_its_lift_reach_every_space_once_whenever_Sanctions_is_killed()
    {
        var seed = Random.Shared.Next(1_000_000);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var projects = await ProjectsAsync();
        await KeepAsync(projects, await SeatAsync("github-owner@orrery.example"));
        try
        {
            var (work, person, about) = await HeardAsync();
            var sanction = (await work.VoteAsync(await work.ProposeAsync(person, Ban(person, await system.NowAsync())))).List("sanctions").Single().Id();
            await KilledMeanwhileAsync(random, () => work.TellAsync(person));

            await (await system.AsAsync("ira@sextant.example")).BecomesAsync(about.GitHub, "sextant", "banned");
            var ours = projects.SelectMany(p => Platforms.Select(platform => $"{platform}:{p}")).ToList();
            var orders = await OrdersAsync(about, "an order in every space", all => ours.All(space => all.Any(o => o.Text("space") == space)));
            orders.GroupBy(o => o.Text("space")).ShouldAllBe(g => g.Count() == 1);
            await CarryOutAsync(orders.Take(12));

            (await work.Committee.Seats[0].PostAsync($"/api/sanctions/{sanction}/lift")).Expect(202);
            await KilledMeanwhileAsync(random, () => LiftAsync(work.Committee.Seats[1], sanction));

            await (await system.AsAsync("ira@sextant.example")).BecomesAsync(about.GitHub, "sextant", "clear");
            var back = await OrdersAsync(about, "what was carried out is ordered back and the rest is withdrawn", all => all.Count == 12 && all.All(o => o.Text("action") == "restore"));
            back.Select(o => o.Text("space")).ShouldBe(orders.Take(12).Select(o => o.Text("space")), ignoreOrder: true);
        }
        finally
        {
            await KeepAsync(projects, null);
        }
    }

    private async Task<(CaseWork Work, Guid Person, Person About)> HeardAsync()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant", "astrolabe"]);
        var work = await (await Committee.OfOrreryAsync(system)).TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.TriageAsync("high");
        var person = await work.IdentifyAsync();
        await work.HearAsync(person);
        return (work, person, reporter.About);
    }

    private async Task KilledMeanwhileAsync(Random random, Func<Task> callAsync)
    {
        var calling = callAsync();
        for (var i = 0; i < Kills; i++)
        {
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(1, 400)));
            await moment.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await system.KillAsync("sanctions");
            await system.UpAsync();
        }

        await calling;
    }

    // As a browser would, with one key until it is answered.
    private static Task LiftAsync(Client seat, Guid sanction)
    {
        var client = seat.With("Idempotency-Key", Guid.NewGuid().ToString());
        return Eventually.TrueAsync("the lift is answered", async () =>
        {
            try
            {
                var answer = await client.PostAsync($"/api/sanctions/{sanction}/lift");
                ((int)answer.Status).ShouldBeOneOf([200, 500, 502, 503], answer.Text);
                return (int)answer.Status == 200;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, Recovery);
    }

    private async Task CarryOutAsync(IEnumerable<JsonNode> orders)
    {
        var executor = await system.AsAsync("github-owner@orrery.example");
        foreach (var order in orders)
        {
            (await executor.PostAsync($"/api/orders/{order.Id()}/done", new { proof = $"Removed. {system.Canary}" })).Expect(200);
        }
    }

    private async Task<List<JsonNode>> OrdersAsync(Person about, string what, Func<List<JsonNode>, bool> complete)
    {
        var executor = await system.AsAsync("github-owner@orrery.example");
        List<JsonNode> last = [];
        return await Eventually.GetAsync(what, async () => complete(last = [.. (await executor.AllAsync("/api/orders?assignee=me")).Where(o => about.Accounts.Contains((string?)o["account"]))]) ? last : null,
            Recovery, () => $"{last.Count} orders: {string.Join(' ', last.Take(20).Select(o => $"{o.Text("space")}={o.Text("action")}/{o.Text("state")}"))}");
    }

    private async Task<IReadOnlyList<string>> ProjectsAsync() =>
        [.. (await system.Anyone().AllAsync("/api/bodies")).Where(b => b.Text("kind") == "project").Select(b => b.Text("slug"))
            .Where(slug => slug is not ("sextant" or "astrolabe" or "gnomon" or "quadrant")).Order(StringComparer.Ordinal).Take(Projects)];

    private async Task<Guid> SeatAsync(string email) => (await (await system.AsAsync(email)).GetAsync("/api/identity/me")).Expect(200).Json.List("seats")[0].Id();

    private async Task KeepAsync(IReadOnlyList<string> projects, Guid? executor)
    {
        var admin = await system.AsAsync("admin@orrery.example");
        foreach (var project in projects)
        {
            object[] spaces = executor is { } seat ? [.. Platforms.Select(p => new { space = $"{p}:{project}", executors = new[] { seat } })] : [];
            (await admin.PutAsync($"/api/bodies/{project}/spaces", spaces)).Expect(200);
        }
    }

    private object Ban(Guid person, DateTimeOffset now) => new
    {
        route = "meeting",
        findings = new[] { new { person, finding = "violation", category = "harassment" } },
        remedies = new[] { new { person, type = "ban", scope = new { bodies = "all", spaces = Array.Empty<string>() }, from = now, until = now.AddDays(42), readmission = "automatic" } },
        rationale = new { forPanel = $"Three witnesses. {system.Canary}", forAccused = $"You threatened people. {system.Canary}", forReporter = $"We saw what you saw. {system.Canary}" },
    };
}
