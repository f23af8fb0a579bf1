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
}
