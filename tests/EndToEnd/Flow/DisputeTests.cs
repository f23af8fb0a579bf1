using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Scenarios of transfers, as they read: down to a project, and contested before the arbiter.</summary>
public sealed class DisputeTests(RunningSystem system)
{
    [Fact]
    public async Task S2_reported_to_the_wrong_body_it_goes_down_and_the_clock_keeps_running_from_first_receipt()
    {
        var ada = (await system.Anyone().GetAsync("/api/bodies/orrery")).Expect(200).Json.List("responders").First(r => r.Text("role") == "member").Text("seat");
        var reporter = await Reporter.FileAsync(system, ["sextant"], change: r => r["addressTo"] = ada);
        var orrery = await Committee.OfOrreryAsync(system);
        var old = await orrery.TakeUpAsync(reporter.Report);
        (await old.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J12");
        await old.TriageAsync("low");
        var due = (await old.ReadAsync()).List("clocks").Single(c => c.Text("kind") == "acknowledge").Instant("due");

        var transfer = (await old.DoneAsync(orrery.Chair, "transfers", new { to = "sextant", rule = "J12", share = "all" }))["transfer"]!;
        transfer.Text("rule").ShouldBe("J12");
        await system.AdvanceAsync("P2D");
        var ira = await system.AsAsync("ira@sextant.example");
        await ListedAsync(ira, "sextant", transfer.Id());
        (await ira.PostAsync($"/api/transfers/{transfer.Id()}/accept")).Expect(200).Json.Text("state").ShouldBe("accepted");

        var sextant = await Committee.OfSextantAsync(system);
        var work = await sextant.TakeUpAsync(reporter.Report);
        (await work.ReadAsync()).List("clocks").Single(c => c.Text("kind") == "acknowledge").Instant("due").ShouldBe(due);
        var evaluated = (await work.ShowsAsync("what the rules say of it here", c => (string?)c["jurisdiction"]?["evaluated"]?["rule"] == "J12"))["jurisdiction"]!["evaluated"]!;
        (evaluated.Text("body"), evaluated.Text("because")).ShouldBe(("sextant", "handedDown"));
        await reporter.SeesAsync("which body has it", r => (string?)r["body"] == "sextant" && r.List("messages").Any(m => m.Text("text").Contains("sextant", StringComparison.Ordinal)));
        (await reporter.LookAsync()).Json.Instant("acknowledgeDue").ShouldBe(due);
        var read = (await sextant.Chair.GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Json; // nobody agreed that the project knows the name
        (read["identitySealed"]!.GetValue<bool>(), read["reporter"]!["name"]).ShouldBe((true, null));
        var notice = (await orrery.Chair.GetAsync($"/api/cases/{old.Id}")).Expect(200).Json.AsObject();
        notice.Select(m => m.Key).ShouldBe(["id", "codeName", "state", "to", "at"], ignoreOrder: true);
        foreach (var path in new[] { $"/api/cases/{work.Id}", $"/api/cases/{old.Id}/history", $"/api/cases/{old.Id}/reads", $"/api/cases/{old.Id}/reports/{reporter.Report}", $"/api/trail/{work.Id}" })
        {
            (await orrery.Chair.GetAsync(path)).Expect(404);
        }
    }

    [Fact]
    public async Task A_refused_rule_goes_to_the_arbiter_who_sees_rules_and_codes_and_sends_it_on()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var old = await sextant.TakeUpAsync(reporter.Report);
        await old.DoneAsync(sextant.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var offered = (await old.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", rule = "J4", context = $"They called the police. {system.Canary}", share = "all" }))["transfer"]!.Id();
        var eun = await system.AsAsync("eun@orrery.example");
        await ListedAsync(eun, "orrery", offered);

        (await eun.PostAsync($"/api/transfers/{offered}/refuse", new { reason = "other" })).Expect(409, "mandatoryTransfer");
        (await eun.PostAsync($"/api/transfers/{offered}/refuse", new { reason = "ruleDoesNotHold", text = $"No law was broken. {system.Canary}" })).Expect(200).Json.Text("state").ShouldBe("disputed");

        var maya = await system.AsAsync("maya@meridian.example");
        await ListedAsync(maya, "meridian", offered);
        var seen = (await maya.GetAsync($"/api/transfers/{offered}")).Expect(200).Json;
        seen.ToJsonString().ShouldNotContain(system.Canary);
        seen.List("rules").Single(r => r.Text("rule") == "J4")["holds"]!.GetValue<bool>().ShouldBeTrue();
        (await maya.GetAsync($"/api/cases/{old.Id}")).Expect(404);
        (await maya.PostAsync($"/api/transfers/{offered}/settle", new { owner = "orrery" })).Expect(409, "P16");
        await system.AdvanceAsync("P2D");
        (await maya.PostAsync($"/api/transfers/{offered}/settle", new { owner = "orrery" })).Expect(200).Json.Text("state").ShouldBe("accepted");

        var orrery = await Committee.OfOrreryAsync(system);
        (await orrery.TakeUpAsync(reporter.Report)).Id.ShouldNotBe(old.Id);
        (await sextant.Chair.GetAsync($"/api/cases/{old.Id}")).Expect(200).Json.Text("state").ShouldBe("transferred");
    }

    [Fact]
    public async Task A_rule_the_arbiter_overrules_reads_so_and_the_project_decides()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.TriageAsync();
        await work.DoneAsync(sextant.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var offered = (await work.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", rule = "J2", context = $"They called the police. {system.Canary}", share = "all" }))["transfer"]!.Id();
        var eun = await system.AsAsync("eun@orrery.example");
        await ListedAsync(eun, "orrery", offered);
        (await eun.PostAsync($"/api/transfers/{offered}/refuse", new { reason = "ruleDoesNotHold" })).Expect(200).Json.Text("state").ShouldBe("disputed");
        var maya = await system.AsAsync("maya@meridian.example");
        await ListedAsync(maya, "meridian", offered);

        (await maya.PostAsync($"/api/transfers/{offered}/settle", new { owner = "sextant" })).Expect(200).Json.Text("state").ShouldBe("settled");

        var evaluated = (await work.ShowsAsync("the arbiter's word among the rules", c =>
            c["jurisdiction"]?["evaluated"]?.List("rules").Any(r => r.Text("rule") == "J4" && r.Text("code") == "arbiterOverruled") == true))["jurisdiction"]!["evaluated"]!;
        var j4 = evaluated.List("rules").Single(r => r.Text("rule") == "J4");
        ((bool)j4["holds"]!, j4.Text("by")).ShouldBe((false, "meridian"));
        j4.Text("because").ShouldBe($"does not hold: overruled by the arbiter of meridian on {j4.Instant("at"):yyyy-MM-dd}");
        (evaluated.Text("body"), evaluated.Text("rule")).ShouldBe(("sextant", "J1"));
        var person = await work.IdentifyAsync();
        await work.HearAsync(person);
        await work.ProposeAsync(person, work.Suspension(person, await system.NowAsync(), 10, new[] { "sextant" }));
    }

    private static Task<JsonNode> ListedAsync(Client who, string body, Guid transfer) => Eventually.GetAsync(
        $"the transfer in {body}", async () => (await who.AllAsync($"/api/bodies/{body}/transfers")).FirstOrDefault(t => t.Text("id") == transfer.ToString()));
}
