using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Scenarios of the founding discussion, as they read: who gets a report, who never sees it, and what becomes of one that nobody can take.</summary>
public sealed partial class ScenarioTests(RunningSystem system)
{
    [Fact]
    public async Task S1_a_single_project_case_stays_in_the_project()
    {
        await AtNineOnAMondayAsync();
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var filed = await system.NowAsync();
        var sextant = await Committee.OfSextantAsync(system);
        var work = await sextant.TakeUpAsync(reporter.Report);
        (await work.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J1");
        var due = (await reporter.SeesAsync("when it will be answered", r => r["acknowledgeDue"] is not null)).Json.Instant("acknowledgeDue");
        (due.DayOfWeek, due - filed).ShouldSatisfyAllConditions(d => d.DayOfWeek.ShouldBe(DayOfWeek.Thursday), d => d.Item2.ShouldBeInRange(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(2), TimeSpan.FromDays(3)));

        await work.AcknowledgeAsync();
        await work.DoneAsync(sextant.Chair, "triage", new { impact = "medium", risk = "medium", category = "harassment", note = $"Two screenshots. {system.Canary}" });
        var person = await work.IdentifyAsync();

        var eun = await system.AsAsync("eun@orrery.example");
        var notice = await Eventually.GetAsync("the incident notice", async () =>
            (await eun.AllAsync("/api/bodies/orrery/incident-notices")).FirstOrDefault(n => n.Text("body") == "sextant" && n["category"] is not null && (string?)n["person"] == person.ToString()));
        notice.AsObject().Select(m => m.Key).ShouldBe(["id", "body", "person", "codeName", "category", "at", "state"], ignoreOrder: true);
        (notice.Text("category"), notice.Text("state")).ShouldBe(("harassment", "open"));
        notice.Text("codeName").ShouldNotBeNullOrEmpty();
        notice.ToJsonString().ShouldNotContain(system.Canary);
        var asked = (await sextant.Chair.PostAsync("/api/prior-violations", new { @case = work.Id, person, immediateSafety = true })).Expect(200).Json;
        asked.Text("answer").ShouldBe("none");
        foreach (var seat in (await Committee.OfOrreryAsync(system)).Seats)
        {
            foreach (var path in new[] { $"/api/cases/{work.Id}", $"/api/cases/{work.Id}/reports/{reporter.Report}", $"/api/trail/{reporter.Report}", $"/api/trail/{work.Id}" })
            {
                (await seat.GetAsync(path)).Expect(404);
            }
        }
    }

    // On a Monday, where the calendar of the demo has no holiday.
    private async Task AtNineOnAMondayAsync()
    {
        var now = await system.NowAsync();
        var monday = now.Date.AddDays((8 - (int)now.DayOfWeek) % 7).AddHours(9);
        var wait = (monday < now.UtcDateTime ? monday.AddDays(7) : monday) - now.UtcDateTime;
        await system.AdvanceAsync($"P{wait.Days}DT{wait.Hours}H{wait.Minutes + 1}M");
    }

    [Fact]
    public async Task S4_a_project_without_a_committee_goes_to_the_foundation_and_the_reporter_chooses_who_reads()
    {
        var preview = (await system.Anyone().PostAsync("/api/reports/preview", new { projects = new[] { "gnomon" } })).Expect(200).Json;
        preview.Text("body").ShouldBe("orrery");
        preview.List("readers").Select(r => ((string?)r["name"])?.Split(' ')[0]).ShouldBe(["Ada", "Bo", "Cleo", "Dev", "Eun", "Finn", "Gia", "Hugo"], ignoreOrder: true);
        var bo = preview.List("readers").Single(r => ((string?)r["name"])?.StartsWith("Bo ", StringComparison.Ordinal) == true);
        var gus = await system.AsAsync("gus@gnomon.example");
        var before = (await gus.GetAsync("/api/bodies/gnomon/oversight")).Expect(200).Text;

        // It accuses Gnomon's own maintainer.
        var reporter = await Reporter.FileAsync(system, ["gnomon"], change: r =>
        {
            r["subjects"]!.AsArray().Add(new JsonObject { ["accounts"] = new JsonArray("github:gus-gnomon"), ["name"] = "Gus Tamm" });
            r["exclude"] = new JsonArray(new JsonObject { ["seat"] = bo.Text("seat") });
        });

        var orrery = await Committee.OfOrreryAsync(system);
        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        (await work.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J6");
        var readers = (await reporter.SeesAsync("who reads it", r => (string?)r["body"] == "orrery")).Json.List("readers").Select(r => (string?)r["name"] ?? "").ToList();
        readers.ShouldContain(r => r.StartsWith("Eun ", StringComparison.Ordinal));
        readers.ShouldNotContain(r => r.StartsWith("Bo ", StringComparison.Ordinal));
        (await (await system.AsAsync("bo@orrery.example")).AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        foreach (var path in new[] { $"/api/cases/{work.Id}", $"/api/trail/{reporter.Report}", "/api/bodies/gnomon/conflict-requests", "/api/bodies/gnomon/cases", "/api/bodies/gnomon/incident-notices" })
        {
            (await gus.GetAsync(path)).Expect(404);
        }

        (await gus.AllAsync("/api/bodies/gnomon/reports")).ShouldNotContain(f => f.ToJsonString().Contains(reporter.Report.ToString()));
        (await gus.GetAsync("/api/bodies/gnomon/oversight")).Expect(200).ShouldSatisfyAllConditions(o => o.Json.Text("handler").ShouldBe("orrery"), o => o.Text.ShouldBe(before, "nothing he sees has changed"));
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
        (await nia.GetAsync($"/api/bodies/quadrant/reports/{forwarding}")).Json.Text("state").ShouldBe("accepted", "triage is later");
        var person = (await work.ReadAsync()).List("subjects")[0].Id("person");
        await work.HearAsync(person, orrery.Chair);
        var proposal = await work.ProposeAsync(person, work.Suspension(person, await system.NowAsync(), 10, new[] { "orrery" }));
        (await work.DoAsync(nia, $"proposals/{proposal}/votes", new { vote = "yes" })).Expect(404);

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
        await work.AcknowledgeAsync(lou);
        await work.DoneAsync(lou, "triage", new { impact = "medium", risk = "medium" });
        var person = seen.List("subjects")[0].Id("person");
        (await work.DoAsync(lou, "proposals", work.Suspension(person, await system.NowAsync(), 10, new[] { "sextant" }))).Expect(409, "R15");
        (await work.DoAsync(lou, "transfers", new { to = "meridian", share = "all" })).Expect(409, "wrongReceiver");
        var evaluated = await Eventually.GetAsync("the rules were asked again", async () =>
            (await lou.GetAsync($"/api/cases/{work.Id}")).Expect(200).Json["jurisdiction"]?["evaluated"] is { } e && e.Text("rule") == "J3" ? e : null);
        evaluated.Text("body").ShouldBe("orrery");
        var codeName = seen.Text("codeName");
        await NothingOfItAsync(sextant.Seats.Take(3), work, reporter, codeName);

        // The two who are left complete the transfer, and that is all.
        var transfer = (await work.DoneAsync(lou, "transfers", new { to = "orrery", rule = "J3", context = $"Three of us know him. {system.Canary}", share = "all" }))["transfer"]!;
        transfer.Text("rule").ShouldBe("J3");
        await system.AdvanceAsync("P2D");
        var orrery = await Committee.OfOrreryAsync(system);
        await Eventually.TrueAsync("the offer", async () => (await orrery.Chair.AllAsync("/api/bodies/orrery/transfers")).Any(t => t.Id() == transfer.Id()));
        (await orrery.Chair.PostAsync($"/api/transfers/{transfer.Id()}/accept")).Expect(200).Json.Text("state").ShouldBe("accepted");
        var taken = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        (await taken.ReadAsync())["jurisdiction"]!.Text("because").ShouldBe("J3");
        (await lou.GetAsync($"/api/cases/{work.Id}")).Expect(200).Json.Text("state").ShouldBe("transferred");
        await NothingOfItAsync(sextant.Seats.Take(3), work, reporter, codeName);
        await NothingOfItAsync(sextant.Seats, taken, reporter, (await taken.ReadAsync()).Text("codeName"));
    }

    private static async Task NothingOfItAsync(IEnumerable<Client> seats, CaseWork work, Reporter reporter, string codeName)
    {
        foreach (var seat in seats)
        {
            foreach (var path in new[] { $"/api/cases/{work.Id}", $"/api/cases/{work.Id}/history", $"/api/cases/{work.Id}/reads", $"/api/cases/{work.Id}/reports/{reporter.Report}", $"/api/trail/{work.Id}" }.Where(p => work.Committee.Body == "sextant" || !p.EndsWith("/history", StringComparison.Ordinal)))
            {
                (await seat.GetAsync(path)).Expect(404, "notFound");
            }

            (await seat.AllAsync("/api/bodies/sextant/cases")).ShouldNotContain(c => c.Id() == work.Id);
            (await seat.AllAsync("/api/bodies/sextant/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
            (await seat.PostAsync("/api/bodies/sextant/cases/search", new { account = reporter.About.GitHub })).Expect(200).Items.ShouldNotContain(c => c.Id() == work.Id);
            (await seat.PostAsync("/api/bodies/sextant/cases/search", new { q = codeName })).Expect(200).Items.ShouldNotContain(c => c.Id() == work.Id);
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
        await reporter.SeesAsync("to whom it moves", r => r.List("messages").Any(m => m.Text("text").Contains("moves to orrery", StringComparison.Ordinal))); // and may exclude people (P16)
        await system.AdvanceAsync("P2D");
        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);

        await reporter.SeesAsync("the foundation has it", r => (string?)r["body"] == "orrery");
        var note = await Eventually.GetAsync("the policy note", async () =>
            (await work.ReadAsync())["jurisdiction"]?["evaluated"]?["notes"] is JsonArray { Count: 1 } notes ? notes[0] : null);
        (note.Text("rule"), note.Text("project"), note.Text("says"), note.Text("wins")).ShouldBe(("J3", guild.Slug, "outsideMediator", "orrery"));
        ((int)note["projectPolicy"]!, (int)note["foundationPolicy"]!).ShouldSatisfyAllConditions(v => v.Item1.ShouldBe(1), v => v.Item2.ShouldBeGreaterThan(0));
        (await work.ReadAsync())["jurisdiction"]!["evaluated"]!.Text("body").ShouldBe("orrery");
        await TheFoundationMayEngageAMediatorAsync(work, reporter);
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
        (await orrery.Chair.GetAsync($"/api/cases/{work.Id}/reports/{request["reports"]![0]}")).Expect(200).Json["forwarded"]!.Text("as").ShouldBe("forwarded", "that he brought it stays on record");
    }
}
