using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Scenarios of the founding discussion, as they read: who gets a report, who never sees it, and what becomes of one that nobody can take.</summary>
public sealed class ScenarioTests(RunningSystem system)
{
    [Fact]
    public async Task S1_a_single_project_case_stays_in_the_project()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var sextant = await Committee.OfSextantAsync(system);
        var work = await sextant.TakeUpAsync(reporter.Report);
        (await work.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J1");
        var receipt = await reporter.SeesAsync("when it will be answered", r => r["acknowledgeDue"] is not null);
        (receipt.Json.Instant("acknowledgeDue") - await system.NowAsync()).ShouldBeInRange(TimeSpan.FromDays(2.9), TimeSpan.FromDays(5.1)); // three business days

        await work.AcknowledgeAsync();
        await work.TriageAsync("medium");
        await work.IdentifyAsync();

        var eun = await system.AsAsync("eun@orrery.example");
        var codeName = (await work.ReadAsync()).List("subjects")[0].Text("codeName");
        _ = codeName;
        var notice = await Eventually.GetAsync("the incident notice", async () =>
            (await eun.AllAsync("/api/bodies/orrery/incident-notices")).FirstOrDefault(n => n.Text("body") == "sextant" && n["category"] is not null));
        notice.ToJsonString().ShouldNotContain(system.Canary);
        (await eun.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await eun.GetAsync($"/api/trail/{reporter.Report}")).Expect(404);
    }

    [Fact]
    public async Task S4_a_project_without_a_committee_goes_to_the_foundation_and_the_reporter_chooses_who_reads()
    {
        var preview = (await system.Anyone().PostAsync("/api/reports/preview", new { projects = new[] { "gnomon" } })).Expect(200).Json;
        preview.Text("body").ShouldBe("orrery");
        var bo = preview.List("readers").Single(r => ((string?)r["name"])?.StartsWith("Bo ", StringComparison.Ordinal) == true);

        var reporter = await Reporter.FileAsync(system, ["gnomon"], change: r => r["exclude"] = new JsonArray(new JsonObject { ["seat"] = bo.Text("seat") }));

        var orrery = await Committee.OfOrreryAsync(system);
        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        (await work.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J6");
        (await (await system.AsAsync("bo@orrery.example")).AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        var gus = await system.AsAsync("gus@gnomon.example");
        (await gus.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await gus.GetAsync("/api/bodies/gnomon/conflict-requests")).Expect(404);
        (await gus.GetAsync("/api/bodies/gnomon/oversight")).Expect(200).Json.Text("handler").ShouldBe("orrery");
    }

    [Fact]
    public async Task S5_a_liaison_forwards_a_case_and_sees_received_and_accepted_and_nothing_later()
    {
        var nia = await system.AsAsync("nia@quadrant.example");
        var draft = Reporter.Draft(system.Canary, ["quadrant"], Person.New(system.Canary));
        draft["as"] = "forwarded";
        draft["reporterConsent"] = true;
        draft["context"] = $"A small list where everybody knows everybody. {system.Canary}";

        var answer = (await nia.PostAsync("/api/bodies/quadrant/reports", draft)).Expect(201).Json;

        var forwarding = answer.Id("forwarding");
        answer.ToJsonString().ShouldNotContain("receipt");
        (await nia.GetAsync($"/api/bodies/quadrant/reports/{forwarding}")).Expect(200).Json.Text("state").ShouldBe("received");
        var receipt = (string)(await system.Anyone().PostAsync("/api/codes/exchange", new { code = answer.Text("claimCode") })).Expect(200)["receipt"]!;
        (await system.Anyone().PostAsync("/api/codes/exchange", new { code = answer.Text("claimCode") })).Expect(404);

        var orrery = await Committee.OfOrreryAsync(system);
        var request = await Eventually.GetAsync("the request", async () => (await orrery.Chair.AllAsync("/api/bodies/orrery/conflict-requests")).FirstOrDefault(r =>
            r["subjects"] is JsonArray subjects && subjects.ToJsonString().Contains((string)draft["subjects"]![0]!["accounts"]![0]!, StringComparison.Ordinal)));
        var report = Guid.Parse((string)request["reports"]![0]!);
        var work = await orrery.TakeUpAsync(report, orrery.Chair);
        var read = (await orrery.Chair.GetAsync($"/api/cases/{work.Id}/reports/{report}")).Expect(200).Json;
        read["forwarded"]!.Text("as").ShouldBe("forwarded");
        read["reporter"]!.Text("name").ShouldContain("Ana");
        await work.AcknowledgeAsync();

        await Eventually.TrueAsync("accepted", async () => (await nia.GetAsync($"/api/bodies/quadrant/reports/{forwarding}")).Expect(200).Json.Text("state") == "accepted");
        (await nia.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await nia.GetAsync($"/api/trail/{report}")).Expect(404);
        await work.TriageAsync("high");
        (await nia.GetAsync($"/api/bodies/quadrant/reports/{forwarding}")).Expect(200).Json.AsObject().Select(m => m.Key).ShouldBe(["forwarding", "as", "at", "state"], ignoreOrder: true);

        (await system.Anyone().With("Receipt", receipt).PostAsync("/api/receipt/exclusions", new { exclude = new[] { new { name = "Nia Osei" } } })).Status.ShouldBeOneOf(
            System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.Created, System.Net.HttpStatusCode.Accepted, System.Net.HttpStatusCode.NoContent);
        (await nia.GetAsync($"/api/bodies/quadrant/reports/{forwarding}")).Expect(404);
    }

    [Fact]
    public async Task S6_a_majority_of_hard_conflicts_leaves_the_others_only_the_transfer()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var sextant = await Committee.OfSextantAsync(system);
        var work = await sextant.TakeUpAsync(reporter.Report, sextant.Seats[3], sextant.Seats[4]);
        foreach (var seat in sextant.Seats.Take(3))
        {
            (await sextant.AnswerAsync(seat, reporter.Report, "hard")).Expect(204);
        }

        var lou = sextant.Seats[3];
        var seen = (await lou.GetAsync($"/api/cases/{work.Id}")).Expect(200).Json;
        seen.List("flags").Select(f => (string)f!).ShouldContain("transferDue");
        seen.List("allowed").Select(a => (string)a!).ShouldContain("transfers");
        seen.List("allowed").Select(a => (string)a!).ShouldNotContain("proposals");
        var evaluated = await Eventually.GetAsync("the rules were asked again", async () =>
            (await lou.GetAsync($"/api/cases/{work.Id}")).Expect(200).Json["jurisdiction"]?["evaluated"] is { } e && e.Text("rule") == "J3" ? e : null);
        evaluated.Text("body").ShouldBe("orrery");
        foreach (var seat in sextant.Seats.Take(3))
        {
            (await seat.GetAsync($"/api/cases/{work.Id}")).Expect(404);
            (await seat.AllAsync("/api/bodies/sextant/cases")).ShouldNotContain(c => c.Id() == work.Id);
        }
    }

    [Fact]
    public async Task S10_when_everybody_recuses_the_foundations_rule_wins_and_the_contradiction_is_on_record()
    {
        var guild = await Guild.FoundAsync(system, new JsonObject { ["ownText"] = new JsonArray(new JsonObject { ["rule"] = "J3", ["to"] = "outsideMediator" }) });
        var committee = new Committee(system, guild.Slug, [.. guild.Members.Select(m => m.Client)]);
        var reporter = await Reporter.FileAsync(system, [guild.Slug]);
        foreach (var seat in committee.Seats)
        {
            (await committee.AnswerAsync(seat, reporter.Report, "hard")).Expect(204);
        }

        var orrery = await Committee.OfOrreryAsync(system);
        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);

        await reporter.SeesAsync("the foundation has it", r => (string?)r["body"] == "orrery");
        var note = await Eventually.GetAsync("the policy note", async () =>
            (await work.ReadAsync())["jurisdiction"]?["evaluated"]?["notes"] is JsonArray { Count: 1 } notes ? notes[0] : null);
        (note.Text("rule"), note.Text("project"), note.Text("says"), note.Text("wins")).ShouldBe(("J3", guild.Slug, "outsideMediator", "orrery"));
        ((int)note["projectPolicy"]!, (int)note["foundationPolicy"]!).ShouldSatisfyAllConditions(v => v.Item1.ShouldBe(1), v => v.Item2.ShouldBeGreaterThan(0));
    }

    [Fact]
    public async Task S10_a_contradiction_is_on_record_from_the_first_moment_where_a_rule_held_at_intake()
    {
        var guild = await Guild.FoundAsync(system, new JsonObject { ["ownText"] = new JsonArray(new JsonObject { ["rule"] = "J2", ["to"] = "outsideMediator" }) });
        var reporter = await Reporter.FileAsync(system, [guild.Slug, "sextant"]);
        var orrery = await Committee.OfOrreryAsync(system);

        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);

        var evaluated = (await work.ReadAsync())["jurisdiction"]!["evaluated"]!;
        var note = evaluated.List("notes").ShouldHaveSingleItem();
        (note.Text("rule"), note.Text("project"), note.Text("says"), note.Text("wins"), evaluated.Text("body")).ShouldBe(("J2", guild.Slug, "outsideMediator", "orrery", "orrery"));
    }

    [Fact]
    public async Task S5_a_liaison_whom_the_committee_names_later_loses_all_sight_of_it()
    {
        var gus = await system.AsAsync("gus@gnomon.example");
        var draft = Reporter.Draft(system.Canary, ["gnomon"], Person.New(system.Canary));
        draft["as"] = "forwarded";
        draft["reporterConsent"] = true;
        var forwarding = (await gus.PostAsync("/api/bodies/gnomon/reports", draft)).Expect(201).Json.Id("forwarding");
        var orrery = await Committee.OfOrreryAsync(system);
        var request = await Eventually.GetAsync("the request", async () => (await orrery.Chair.AllAsync("/api/bodies/orrery/conflict-requests")).FirstOrDefault(r =>
            r["subjects"] is JsonArray subjects && subjects.ToJsonString().Contains((string)draft["subjects"]![0]!["accounts"]![0]!, StringComparison.Ordinal)));
        var work = await orrery.TakeUpAsync(Guid.Parse((string)request["reports"]![0]!), orrery.Chair);
        (await gus.GetAsync($"/api/bodies/gnomon/reports/{forwarding}")).Expect(200);

        await work.DoneAsync(orrery.Chair, "subjects", new { add = true, accounts = new[] { "chat:gus.gnomon" }, identification = "claimed" });

        (await gus.GetAsync($"/api/bodies/gnomon/reports/{forwarding}")).Expect(404);
        (await gus.AllAsync("/api/bodies/gnomon/reports")).ShouldNotContain(f => f.Id("forwarding") == forwarding);
        (await gus.GetAsync("/api/bodies/gnomon/oversight")).Expect(200).Json.ToJsonString().ShouldNotContain(forwarding.ToString());
    }
}
