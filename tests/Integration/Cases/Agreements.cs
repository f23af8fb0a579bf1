using System.Text.Json.Nodes;
using Coc.Integration.Fixtures;

namespace Coc.Integration.Cases;

/// <summary>P12, over HTTP and by the clock: what is agreed is followed in the case, and nothing of it leaves the case.</summary>
public sealed class Agreements(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task Steps_are_checked_missed_extended_and_looked_at()
    {
        var canary = $"canary{Guid.NewGuid():N}";
        var (id, seen) = await AgreedAsync(canary);
        var agreement = seen["agreements"]![0]!;
        var (first, second) = ((Guid)agreement["steps"]![0]!["id"]!, (Guid)agreement["steps"]![1]!["id"]!);
        var path = $"agreements/{agreement["id"]}/steps";
        ((string?)agreement["steps"]![0]!["what"]).ShouldBe(canary);
        seen["sanctions"]!.AsArray().ShouldBeEmpty();
        seen["clocks"]!.AsArray().Count(c => (string?)c!["kind"] == "agreementStep").ShouldBe(2);
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{canary}%'")).ShouldBe(0L);

        (await cases.As("kai").RefusedAsync(id, $"{path}/{first}", new { state = "done" })).ShouldBe("notTheChecker");
        await cases.As("juno").DoAsync(id, $"{path}/{first}", new { state = "done" });
        foreach (var bad in new object[] { new { }, new { state = "forgotten" }, new { state = "extended" }, new { state = "extended", until = "2020-01-01T00:00:00Z" }, new { state = "done", until = cases.Now.AddDays(3) } })
        {
            (await cases.As("juno").PostAsync($"/api/cases/{id}/{path}/{second}", bad)).Status.ShouldBe(400);
        }

        (await cases.As("juno").PostAsync($"/api/cases/{id}/agreements/{Guid.NewGuid()}/steps/{second}", new { state = "done" })).Status.ShouldBe(404);
        (await cases.As("vera", "astrolabe").PostAsync($"/api/cases/{id}/{path}/{second}", new { state = "done" })).Status.ShouldBe(404);
        (await cases.As("kai").RefusedAsync(id, $"{path}/{second}", new { state = "extended", until = cases.Now.AddMinutes(1) })).ShouldBe("notLater");
        await cases.As("kai").DoAsync(id, $"{path}/{second}", new { state = "extended", until = cases.Now.AddDays(30) });
    }

    [Fact]
    public async Task What_nobody_checked_in_time_is_missed_and_overdue_until_somebody_looked_at_it()
    {
        var (id, seen) = await AgreedAsync("writes to us");
        var agreement = seen["agreements"]![0]!["id"];

        cases.Advance(TimeSpan.FromDays(11));

        await Eventually.TrueAsync(async () => (string?)(await ReadAsync(id))["agreements"]![0]!["state"] == "review", "the step never fell due");
        ((string?)(await ReadAsync(id))["agreements"]![0]!["steps"]![0]!["state"]).ShouldBe("missed");
        (await cases.As("ira").GetAsync("/api/bodies/sextant/cases?due=overdue&limit=200")).Json["items"]!.AsArray().Select(i => (Guid)i!["id"]!).ShouldContain(id);
        (await cases.As("ira").PostAsync($"/api/cases/{id}/agreements/{agreement}/review", new { outcome = "punished" })).Status.ShouldBe(400);
        var reviewed = await cases.As("ira").DoAsync(id, $"agreements/{agreement}/review", new { outcome = "ended", note = "he left" });
        ((string?)reviewed["agreements"]![0]!["state"]).ShouldBe("ended");
    }

    private async Task<JsonNode> ReadAsync(Guid id) => (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json;

    private async Task<(Guid Id, JsonNode Seen)> AgreedAsync(string what)
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        var after = await ira.DoAsync(id, "proposals", new
        {
            route = "meeting",
            findings = new[] { new { person, finding = "resolvedWithoutFinding" } },
            remedies = new[]
            {
                new
                {
                    person, type = "agreement",
                    steps = new object[]
                    {
                        new { who = "the person", what, due = cases.Now.AddDays(10), checks = CasesApp.SeatOf("juno", "sextant") },
                        new { who = "the person", what = "takes a training", due = cases.Now.AddDays(20), sees = new[] { "panel", "affected" } },
                    },
                },
            },
            rationale = new { forPanel = "both agree" },
        });
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{after["proposals"]![0]!["id"]}/votes", new { vote = "yes" });
        }

        return (id, await ira.DoAsync(id, $"proposals/{after["proposals"]![0]!["id"]}/close"));
    }
}
