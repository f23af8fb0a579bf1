using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>A server of this system dies; what must go on goes on, and everything is there when it has come back.</summary>
public sealed class OutageTests(RunningSystem system)
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Without_the_broker_reports_and_commands_go_on_and_all_is_delivered_afterwards()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var before = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(before.Report);
        await system.KillAsync("rabbitmq");
        List<Reporter> during = [];
        try
        {
            during.Add(await Reporter.FileAsync(system, ["sextant"]));
            during.Add(await Reporter.FileAsync(system, ["gnomon"]));
            await work.AcknowledgeAsync();
            // Whom a reporter excludes reads nothing more, though no message says so yet (P11).
            await work.ReadAsync(sextant.Seats[2]);
            await before.SendAsync("exclusions", new { exclude = new[] { new { account = "github:kai-sextant" } } });
            (await sextant.Seats[2].GetAsync($"/api/cases/{work.Id}")).Expect(404, "notFound");
            await Eventually.TrueAsync(
                "ready, but degraded",
                async () => (await system.Anyone().GetAsync("/health/ready")) is var health && (int)health.Status == 200 && health.Json.Text("status") == "degraded", Recovery);
            (await during[0].LookAsync()).Json.Text("state").ShouldBe("haveIt");
            during.Add(await Reporter.FileAsync(system, ["sextant"]));
        }
        finally
        {
            await system.UpAsync();
        }

        await Eventually.TrueAsync("everything is well", async () => (await system.Anyone().GetAsync("/health/ready")).Text.Contains("\"ready\"", StringComparison.Ordinal), Recovery);
        await Eventually.TrueAsync("the acknowledgement arrives", async () => (await before.LookAsync()).Json["acknowledgedAt"] is not null, Recovery);
        foreach (var reporter in during)
        {
            await Eventually.TrueAsync("a report of the outage is routed", async () => (string?)(await reporter.LookAsync()).Json["body"] is "sextant" or "orrery", Recovery);
        }

        await sextant.TakeUpAsync(during[0].Report);
        await sextant.TakeUpAsync(during[2].Report, sextant.Chair);
    }

    [Fact]
    public async Task Without_the_database_answers_are_503_and_the_services_recover_by_themselves()
    {
        var pids = Pids();
        var sextant = await Committee.OfSextantAsync(system);
        await system.KillAsync("postgres");
        try
        {
            var refused = await Eventually.GetAsync("a 503", async () =>
                await system.Anyone().PostAsync("/api/reports", new { description = "while the database is away" }) is var answer && (int)answer.Status == 503 ? answer : null);
            refused.Code.ShouldBe("unavailable");
            refused.Headers.RetryAfter.ShouldNotBeNull();
            var read = await sextant.Chair.GetAsync("/api/bodies/sextant/cases");
            ((int)read.Status).ShouldBe(503, read.Text);
            read.Headers.RetryAfter.ShouldNotBeNull();
            ((int)(await system.Anyone().GetAsync("/health/ready")).Status).ShouldBe(503);
            (await system.Anyone().GetAsync("/health/live")).Expect(200);
        }
        finally
        {
            await system.UpAsync();
        }

        var reporter = await Eventually.GetAsync("reports are taken again", async () =>
            await system.Anyone().PostAsync("/api/reports", new { description = "afterwards", projects = new[] { "sextant" } }) is var answer && (int)answer.Status == 201 ? answer : null, Recovery);
        await sextant.TakeUpAsync(reporter.Json.Id("report"), sextant.Chair);
        Pids().ShouldBe(pids);
        await NothingIsLeftOfItAsync(sextant);
    }

    // Connections that died with the server must not answer for it any more.
    private static async Task NothingIsLeftOfItAsync(Committee sextant)
    {
        foreach (var path in new[] { "/api/identity/me", "/api/bodies/sextant", "/api/bodies/sextant/cases", "/api/bodies/sextant/sanctions", "/api/standing?account=github:nobody&body=sextant", "/api/bodies/sextant/conflict-requests" })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sextant.Chair.GetAsync(path)));
            answers.Select(a => (int)a.Status).Distinct().ShouldBe([200], path);
        }
    }

    private List<string> Pids() =>
        [.. new[] { "gateway", "identity", "intake", "cases", "sanctions", "liaison", "ledger" }.Select(s => system.Read("run", $"{s}.pid"))];
}
