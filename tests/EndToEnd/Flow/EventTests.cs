using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Scenarios at events, as they read; and who stands above a body (P7).</summary>
public sealed class EventTests(RunningSystem system)
{
    [Fact]
    public Task S13_at_the_parents_event_it_acts_at_once_owes_a_summary_and_the_foundation_follows_up_online() => new EventFlow(system).RunAsync();

    [Fact]
    public async Task S14_at_a_meetup_the_foundation_has_it_and_the_organiser_learns_only_what_the_venue_needs()
    {
        var meetup = "meetup-" + Guid.NewGuid().ToString("N")[..8];
        var now = await system.NowAsync();
        (await (await system.AsAsync("admin@orrery.example")).PostAsync("/api/events", new
        {
            slug = meetup, name = "A bar", producer = "other", from = now.AddDays(-1), to = now.AddDays(1), bodies = new[] { "orrery" },
        })).Expect(201);
        Reporter? reporter = null;
        await Eventually.TrueAsync("the event is known at intake", async () =>
        {
            var draft = Reporter.Draft(system.Canary, [], Person.New(system.Canary));
            draft["event"] = meetup;
            var preview = await system.Anyone().PostAsync("/api/reports", draft);
            return (int)preview.Status == 201;
        });
        reporter = await Reporter.FileAsync(system, [], change: r => r["event"] = meetup);

        var orrery = await Committee.OfOrreryAsync(system);
        var work = await orrery.TakeUpAsync(reporter.Report);
        (await work.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J11");

        var staff = await system.AsAsync("events@meridian.example");
        (await staff.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await staff.GetAsync($"/api/trail/{reporter.Report}")).Expect(404);
        (await staff.AllAsync("/api/bodies/meridian/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        (await (await system.AsAsync("maya@meridian.example")).AllAsync("/api/bodies/meridian/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));

        await work.AcknowledgeAsync();
        await work.TriageAsync();
        var person = await work.IdentifyAsync();
        await work.HearAsync(person);
        (await work.DoAsync(orrery.Chair, "communications", new { to = "organiser" })).Expect(409, "nothingForTheVenue");
        var decision = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(work.Suspension(person, now, 30, new[] { "orrery" }), System.Text.Json.JsonSerializerOptions.Web))!;
        decision["remedies"]!.AsArray().Add(new JsonObject
        {
            ["person"] = person, ["type"] = "eventBan", ["scope"] = new JsonObject { ["bodies"] = new JsonArray("orrery"), ["spaces"] = new JsonArray() }, ["from"] = now, ["until"] = now.AddDays(40),
        });
        await work.VoteAsync(await work.ProposeAsync(person, decision));
        (await work.DoAsync(orrery.Chair, "communications", new { to = "organiser", text = "Everything." })).Expect(400);
        var draft = (await work.DoneAsync(orrery.Chair, "communications", new { to = "organiser" })).List("communications")[^1];
        (await work.DoAsync(orrery.Chair, $"communications/{draft.Id()}/approve")).Expect(409, "ownDraft");
        await work.DoneAsync(orrery.Seats[0], $"communications/{draft.Id()}/approve");

        var told = await reporter.SeesAsync("what holds at the venue", r => r.List("messages").Any(m => m.Text("text").StartsWith("For your event", StringComparison.Ordinal)));
        var text = told.Json.List("messages").Single(m => m.Text("text").StartsWith("For your event", StringComparison.Ordinal)).Text("text");
        text.ShouldContain("no attendance");
        text.ShouldNotContain("suspension");
        text.ShouldNotContain(system.Canary);
    }

    [Fact]
    public async Task A_report_about_who_stands_above_the_foundations_seats_goes_to_the_parent()
    {
        var boss = Person.New(system.Canary);
        var eun = await system.AsAsync("eun@orrery.example");
        var proposed = (await eun.PostAsync("/api/bodies/orrery/oversight", new { name = boss.Name, accounts = boss.Accounts, relation = "employs" })).Expect(202).Json;
        proposed.ToJsonString().ShouldNotContain(system.Canary);
        (await eun.PostAsync($"/api/bodies/orrery/pending-changes/{proposed.Text("pendingChange")}/confirm")).Expect(409, "secondSeatNeeded");
        (await (await system.AsAsync("ada@orrery.example")).PostAsync($"/api/bodies/orrery/pending-changes/{proposed.Text("pendingChange")}/confirm")).Expect(200);
        (await eun.GetAsync("/api/bodies/orrery/oversight")).Expect(200).Items.ShouldContain(i => ((string?)i["name"]) == boss.Name);
        (await (await system.AsAsync("ira@sextant.example")).GetAsync("/api/bodies/orrery/oversight")).Expect(404);

        var reporter = await Reporter.FileAsync(system, ["gnomon"], boss);

        await reporter.SeesAsync("the parent", r => (string?)r["body"] == "meridian");
        (await eun.AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        var work = await new Committee(system, "meridian", [await system.AsAsync("maya@meridian.example"), await system.AsAsync("milo@meridian.example")]).TakeUpAsync(reporter.Report);
        (await work.ReadAsync())["jurisdiction"]!.Text("rule").ShouldBe("J8");
    }
}
