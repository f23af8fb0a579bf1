using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Steps 5, 6 and 8: from conflict requests to a measure that is in force, offered, carried out, and traced.</summary>
public sealed class MainFlowTests(RunningSystem system)
{
    [Fact]
    public async Task A_report_becomes_a_traced_and_executed_decision()
    {
        var run = await MainFlow.RunAsync(system, toTheEnd: true);

        await run.Sextant.Chair.TrailAsync(
            run.Work.Id, "filed", "identified", "routed", "opened", "conflictAnswered", "acknowledged", "triaged", "heard", "proposed", "voted", "decided", "told", "imposed", "offered",
            "answered", "orderIssued", "orderClosed");
        TrailShouldHold(await run.Sextant.Chair.TrailAsync(run.Work.Id));
        await Eventually.TrueAsync("the trail is the same from the case, the report and the sanction", async () =>
        {
            var (ofCase, ofReport, ofSanction) = (await IdsAsync(run, run.Work.Id), await IdsAsync(run, run.Reporter.Report), await IdsAsync(run, run.Sanction));
            return ofCase.SetEquals(ofReport) && ofCase.SetEquals(ofSanction);
        });
    }

    [Fact]
    public async Task The_trail_does_not_exist_for_others()
    {
        var run = await MainFlow.RunAsync(system, toTheEnd: false);
        await run.Sextant.Chair.TrailAsync(run.Work.Id, "filed", "triaged");

        var unknown = await (await system.AsAsync("vera@astrolabe.example")).GetAsync($"/api/trail/{Guid.NewGuid()}");
        foreach (var other in new[] { "vera@astrolabe.example", "ada@orrery.example", "github-owner@orrery.example", "admin@orrery.example", "counsel@meridian.example" })
        {
            var answer = (await (await system.AsAsync(other)).GetAsync($"/api/trail/{run.Work.Id}")).Expect(404, "notFound");
            Without(answer.Json, "traceId").ShouldBe(Without(unknown.Json, "traceId"));
        }

        (await system.Anyone().GetAsync($"/api/trail/{run.Work.Id}")).Expect(401);
        (await (await system.AsAsync("ira@sextant.example")).GetAsync("/api/trail/not-an-id")).Expect(404, "notFound");
    }

    [Fact]
    public async Task A_hard_conflicted_seat_never_learns_the_case()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var sextant = await Committee.OfSextantAsync(system);
        var mo = sextant.Seats[4];

        (await sextant.AnswerAsync(mo, reporter.Report, "hard")).Expect(204).Text.ShouldBeEmpty();

        var work = await sextant.TakeUpAsync(reporter.Report, [.. sextant.Seats.Take(4)]);
        (await mo.GetAsync($"/api/cases/{work.Id}")).Expect(404, "notFound");
        (await mo.GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(404, "notFound");
        (await mo.GetAsync($"/api/trail/{work.Id}")).Expect(404, "notFound");
        (await mo.GetAsync("/api/bodies/sextant/cases")).Expect(200).Text.ShouldNotContain(work.Id.ToString());
        (await mo.GetAsync("/api/bodies/sextant/conflict-requests")).Expect(200).Text.ShouldNotContain(reporter.Report.ToString());
    }

    [Fact]
    public async Task Who_has_not_answered_does_not_see_the_case()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var sextant = await Committee.OfSextantAsync(system);
        var work = await sextant.TakeUpAsync(reporter.Report, sextant.Seats[0]);

        (await sextant.Seats[1].GetAsync($"/api/cases/{work.Id}")).Expect(404, "notFound");
        (await sextant.Seats[0].GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Text.ShouldContain("He insulted me");
    }

    [Fact]
    public async Task Nobody_is_found_in_violation_unheard()
    {
        var run = await MainFlow.RunAsync(system, until: MainFlow.Until.Identified);

        var refused = await run.Work.DoAsync(run.Sextant.Chair, "proposals", run.Work.Suspension(run.Person, await system.NowAsync(), 42, new[] { "sextant" }));

        refused.Expect(409, "R40");
        refused.Json.Text("rule").ShouldBe("R40");
    }

    private static void TrailShouldHold(JsonNode trail)
    {
        var nodes = trail.List("nodes");
        nodes.Select(n => n.Instant("at")).ShouldBeInOrder();
        foreach (var node in nodes)
        {
            node.Text("what").ShouldNotBeNullOrEmpty();
            node.Text("hash").Length.ShouldBe(64);
            node.Text("body").ShouldNotBeNullOrEmpty();
        }

        var decided = nodes.Single(n => n.Text("kind") == "decided");
        ((int)decided["policyVersion"]!).ShouldBeGreaterThan(0);
        nodes.Single(n => n.Text("kind") == "routed").Text("rule").ShouldBe("J1");
        nodes.First(n => n.Text("kind") == "voted")["by"]!.Text("role").ShouldBe("member");
        nodes.First(n => n.Text("kind") == "filed")["by"]!.Text("role").ShouldBe("reporter");
        var order = nodes.Select((n, i) => (Id: n.Id(), i)).ToDictionary(x => x.Id, x => x.i);
        foreach (var edge in trail.List("edges"))
        {
            order[edge.Id("from")].ShouldBeLessThan(order[edge.Id("to")], edge.ToJsonString());
        }
    }

    private static async Task<HashSet<Guid>> IdsAsync(MainFlow run, Guid of) => [.. (await run.Sextant.Chair.TrailAsync(of)).List("nodes").Select(n => n.Id())];

    private static string Without(JsonNode problem, string member)
    {
        var copy = problem.DeepClone().AsObject();
        copy.Remove(member);
        return copy.ToJsonString();
    }
}
