using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Step 4: who gets the report, and why.</summary>
public sealed class JurisdictionTests(RunningSystem system)
{
    [Fact]
    public async Task J1_a_project_with_its_own_committee_gets_it()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var committee = await Committee.OfSextantAsync(system);

        var work = await committee.TakeUpAsync(reporter.Report, committee.Seats[0]);

        var jurisdiction = (await work.ReadAsync())["jurisdiction"]!;
        jurisdiction.Text("rule").ShouldBe("J1");
        jurisdiction.Text("because").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("J2", "sextant", "astrolabe")]
    [InlineData("J6", "gnomon")]
    [InlineData("J6", "kubernetes")]
    public async Task The_foundation_gets_it(string rule, params string[] projects)
    {
        var reporter = await Reporter.FileAsync(system, projects);
        var committee = await Committee.OfOrreryAsync(system);

        var work = await committee.TakeUpAsync(reporter.Report, committee.Chair);

        var seen = await work.ReadAsync();
        seen.Text("body").ShouldBe("orrery");
        seen["jurisdiction"]!.Text("rule").ShouldBe(rule);
    }

    [Fact]
    public async Task Too_few_seats_left_beside_the_reporters_exclusions_counts_as_no_committee()
    {
        var reporter = await Reporter.FileAsync(system, ["astrolabe"], change: r => r["exclude"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["name"] = "Vera Kowalczyk" }, new System.Text.Json.Nodes.JsonObject { ["name"] = "Wim Jansen" }));
        var committee = await Committee.OfOrreryAsync(system);

        var work = await committee.TakeUpAsync(reporter.Report, committee.Chair);

        (await work.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J6");
    }

    [Fact]
    public async Task A_seat_the_reporter_excluded_is_never_asked()
    {
        var reporter = await Reporter.FileAsync(system, ["astrolabe"], change: r => r["exclude"] = new System.Text.Json.Nodes.JsonArray(
            new System.Text.Json.Nodes.JsonObject { ["name"] = "Vera Kowalczyk" }));
        var committee = await Committee.OfAstrolabeAsync(system);

        await committee.RequestAsync(committee.Seats[1], reporter.Report);
        (await committee.Chair.AllAsync("/api/bodies/astrolabe/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
    }

    [Fact]
    public async Task The_rules_explain_themselves_without_a_report()
    {
        var seat = await system.AsAsync("ira@sextant.example");

        var explained = (await seat.PostAsync("/api/jurisdiction/explain", new { projects = new[] { "sextant", "astrolabe" } })).Expect(200).Json;

        explained.Text("body").ShouldBe("orrery");
        explained.List("rules").ShouldContain(r => r.Text("rule") == "J2" && (bool)r["holds"]!);
    }

    [Fact]
    public async Task In_a_case_every_rule_explains_itself_and_again_when_the_facts_change()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var committee = await Committee.OfSextantAsync(system);
        var work = await committee.TakeUpAsync(reporter.Report, committee.Seats[0], committee.Seats[1]);
        var seen = await ExplainedAsync(work, "J1", true);
        seen.List("rules").Select(r => r.Text("rule")).ShouldBe(Enumerable.Range(1, 12).Select(n => $"J{n}"));
        seen.List("rules").ShouldAllBe(r => r.Text("because").StartsWith(r["holds"]!.GetValue<bool>() ? "holds because " : "does not hold because ", StringComparison.Ordinal));
        (await work.DoneAsync(committee.Chair, "jurisdiction", new { confirm = true }))["jurisdiction"]!["confirmed"]!.GetValue<bool>().ShouldBeTrue();

        await work.DoneAsync(committee.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        (await ExplainedAsync(work, "J4", true)).Text("body").ShouldBe("orrery");
        (await work.ReadAsync())["jurisdiction"]!["confirmed"]!.GetValue<bool>().ShouldBeFalse(); // another rule, to be looked at anew
        await work.DoneAsync(committee.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = false });
        await ExplainedAsync(work, "J4", false);

        await work.DoneAsync(committee.Chair, "projects", new { project = "astrolabe", concerned = true });
        (await ExplainedAsync(work, "J2", true)).List("rules").Single(r => r.Text("rule") == "J2").Text("because").ShouldBe("holds because several projects are concerned");
        await work.TriageAsync();
        var refused = (await work.DoAsync(committee.Chair, "proposals", new
        {
            route = "meeting", findings = new[] { new { finding = "noViolation" } }, remedies = Array.Empty<object>(), rationale = new { forPanel = $"Nothing. {system.Canary}" },
        })).Expect(409, "R15").Json;
        (refused.Text("rule"), refused.Text("detail")).ShouldSatisfyAllConditions(r => r.Item1.ShouldBe("R15"), r => r.Item2.ShouldContain("Rule J2"));

        foreach (var stranger in new[] { committee.Seats[2], await system.AsAsync("eun@orrery.example"), await system.AsAsync("admin@orrery.example") })
        {
            (await stranger.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        }
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> ExplainedAsync(CaseWork work, string rule, bool holds)
    {
        var seen = await work.ShowsAsync($"that {rule} {(holds ? "holds" : "does not hold")}", c =>
            c["jurisdiction"]?["evaluated"] is { } e && e.List("rules").Any(r => r.Text("rule") == rule && r["holds"]!.GetValue<bool>() == holds));
        return seen["jurisdiction"]!["evaluated"]!;
    }
}
