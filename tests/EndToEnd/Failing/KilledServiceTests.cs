using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>kill -9 of each service in turn while reports come in: whoever got a receipt has one report, and the report one case, whichever service died on the way.</summary>
public sealed class KilledServiceTests(RunningSystem system, ITestOutputHelper output)
{
    private const int ReportsEach = 3;
    private static readonly string[] Victims = ["intake", "sanctions", "liaison", "cases", "ledger", "identity", "gateway"];
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(120);

    private readonly ConcurrentBag<string> accounts = [];

    [Fact]
    public async Task Every_report_that_was_acknowledged_becomes_one_case_whichever_service_is_killed()
    {
        var seed = Random.Shared.Next(1_000_000);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var chair = (await Committee.OfSextantAsync(system)).Chair;
        var reports = new List<Guid>();
        foreach (var victim in Victims)
        {
            reports.Add(await FileAsync()); // acknowledged shortly before the kill, the others around it
            var filing = Enumerable.Range(1, ReportsEach - 1).Select(_ => FileAsync()).ToList();
            await PauseAsync(random.Next(1, 800));
            await system.KillAsync(victim);
            await system.UpAsync();
            reports.AddRange(await Task.WhenAll(filing));
        }

        reports.Distinct().Count().ShouldBe(Victims.Length * ReportsEach);
        var requests = await AllRequestedAsync(chair, reports);
        var cases = new List<Guid>();
        foreach (var (report, request) in requests)
        {
            cases.Add((await chair.PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "none" })).Expect(200).Json.Id("case"));
            World.Kinds(await chair.TrailAsync(report, "filed", "routed")).Count(k => k is "filed").ShouldBe(1);
            World.Kinds(await chair.TrailAsync(cases[^1], "opened")).Count(k => k is "opened").ShouldBe(1);
        }

        cases.Distinct().Count().ShouldBe(reports.Count);
        var listed = (await chair.AllAsync("/api/bodies/sextant/cases")).Select(c => c.Id()).ToList();
        cases.ShouldAllBe(id => listed.Count(l => l == id) == 1);
    }

    // As a reporter's browser would: the same report under the same key until somebody says that it was taken.
    private async Task<Guid> FileAsync()
    {
        var client = system.Anyone().With("Idempotency-Key", $"{Guid.NewGuid():N}{Guid.NewGuid():N}");
        var person = Person.New(system.Canary);
        accounts.Add(person.GitHub);
        var draft = Reporter.Draft(system.Canary, ["sextant"], person).ToJsonString();
        var taken = await Eventually.GetAsync("a report is taken", TryAsync, Recovery);
        return taken.Json.Id("report");

        async Task<Answer?> TryAsync()
        {
            try
            {
                var answer = await client.CallAsync(HttpMethod.Post, "/api/reports", draft);
                ((int)answer.Status).ShouldBeOneOf([201, 503], answer.Text);
                return (int)answer.Status == 201 ? answer : null;
            }
            catch (HttpRequestException)
            {
                return null; // it is the gateway that was killed
            }
        }
    }

    // One request for each report, and not one more: a second case would have asked again, and a report taken twice would be about the same person. What earlier tests
    // filed may arrive meanwhile, and is about others.
    private async Task<List<(Guid Report, Guid Request)>> AllRequestedAsync(Client chair, List<Guid> reports)
    {
        IReadOnlyList<JsonNode> ours = [];
        await Eventually.TrueAsync(
            "every report asks for conflicts",
            async () => (ours = [.. (await chair.AllAsync("/api/bodies/sextant/conflict-requests")).Where(IsOurs)]).Count >= reports.Count, Recovery, () => $"{ours.Count} of {reports.Count} do");
        ours.Count.ShouldBe(reports.Count);
        return reports.ConvertAll(report => (report, ours.Single(r => r["reports"]!.AsArray().Any(n => (string?)n == report.ToString())).Id("request")));
    }

    private bool IsOurs(JsonNode request) => request["subjects"]!.AsArray().SelectMany(s => s!["accounts"]!.AsArray()).Any(a => accounts.Contains((string)a!));

    private static async Task PauseAsync(int milliseconds)
    {
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        await moment.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }
}
