using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Two projects with one incident, and hand-overs that are undone, as they read.</summary>
public sealed class HandOverTests(RunningSystem system)
{
    private static readonly string[] NoticeLevel = ["id", "codeName", "state", "to", "at"];

    [Fact]
    public async Task S3_an_incident_across_two_projects_becomes_one_case_of_the_foundation_with_the_reports_of_both()
    {
        var person = Person.New(system.Canary);
        var (first, second) = (await Reporter.FileAsync(system, ["sextant"], person), await Reporter.FileAsync(system, ["astrolabe"], person));
        var (sextant, astrolabe) = (await Committee.OfSextantAsync(system), await Committee.OfAstrolabeAsync(system));
        var (here, there) = (await sextant.TakeUpAsync(first.Report), await astrolabe.TakeUpAsync(second.Report));
        await here.AcknowledgeAsync();

        await here.DoneAsync(sextant.Chair, "projects", new { project = "astrolabe", concerned = true });

        await NeitherDecidesAsync(here, there);
        var offers = new[] { await OfferAsync(here, "Sextant's view."), await OfferAsync(there, "Astrolabe's view.") };
        await system.AdvanceAsync("P2D");
        var orrery = await Committee.OfOrreryAsync(system);
        await AcceptAsync(orrery.Chair, offers[0]);
        var one = await orrery.TakeUpAsync(first.Report);
        var mayJoin = (await orrery.Chair.GetAsync($"/api/transfers/{offers[1]}")).Expect(200).Json;
        mayJoin.ToJsonString().ShouldNotContain(system.Canary);
        mayJoin.List("mayJoin").ShouldHaveSingleItem().Id("case").ShouldBe(one.Id);
        await AcceptAsync(orrery.Chair, offers[1], new { into = one.Id });

        var seen = await one.ReadAsync();
        seen.List("reports").Select(r => r.Id("report")).ShouldBe([first.Report, second.Report]);
        seen.List("carried").Select(t => t.Text("text")).ShouldContain(t => t.StartsWith("Sextant's view.", StringComparison.Ordinal));
        seen.List("carried").Select(t => t.Text("text")).ShouldContain(t => t.StartsWith("Astrolabe's view.", StringComparison.Ordinal));
        (await orrery.Chair.GetAsync($"/api/cases/{one.Id}/reports/{second.Report}")).Expect(200);
        await NoticeOnlyAsync(sextant.Chair, here.Id, "orrery");
        await NoticeOnlyAsync(astrolabe.Chair, there.Id, "orrery");
        (await orrery.Chair.AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(second.Report.ToString()));
        await BothReportersAreServedAsync(one, first, second);
        await OneIncidentTwoReportsAsync(orrery.Chair, one, seen);
    }

    private async Task NeitherDecidesAsync(params CaseWork[] works)
    {
        foreach (var work in works)
        {
            var due = await work.ShowsAsync("that a transfer is due", c => c.List("flags").Any(f => (string?)f == "transferDue"));
            due["projects"]!.AsArray().Select(p => (string?)p).ShouldBe(["astrolabe", "sextant"], ignoreOrder: true);
            due.ToJsonString().ShouldNotContain(works.First(w => w != work).Id.ToString());
            await work.TriageAsync();
            var person = due.List("subjects")[0].Id("person");
            var refused = (await work.DoAsync(work.Committee.Chair, "proposals", work.Suspension(person, await system.NowAsync(), 10, new[] { work.Committee.Body }))).Expect(409, "R15");
            (refused.Json.Text("rule"), refused.Json.Text("detail").Contains("J2", StringComparison.Ordinal)).ShouldBe(("R15", true));
        }
    }

    private static async Task BothReportersAreServedAsync(CaseWork one, Reporter first, Reporter second)
    {
        foreach (var reporter in new[] { first, second })
        {
            await reporter.SeesAsync("who has it", r => (string?)r["body"] == "orrery");
        }

        (await second.LookAsync()).Json["acknowledgedAt"].ShouldBeNull("astrolabe had not told anybody yet");
        await one.AcknowledgeAsync();
        await second.SeesAsync("that it is taken up", r => r["acknowledgedAt"] is not null && r.List("messages").Any(m => m.Text("text").StartsWith("We have read it", StringComparison.Ordinal)));
        (await first.LookAsync()).Json.List("messages").Count(m => m.Text("text").StartsWith("We have read it", StringComparison.Ordinal)).ShouldBe(1, "sextant told that reporter");
    }

    private static async Task OneIncidentTwoReportsAsync(Client chair, CaseWork one, JsonNode seen)
    {
        var trail = await chair.TrailAsync(one.Id, "filed", "opened", "transferred", "casesJoined");
        World.Kinds(trail).Count(k => k == "filed").ShouldBe(2);
        World.Kinds(trail).Count(k => k == "casesJoined").ShouldBe(1);
        World.Kinds(await chair.TrailAsync(seen.Id("incident"), "filed", "casesJoined")).Count(k => k == "filed").ShouldBe(2, "one connected set");
        (await chair.AllAsync("/api/bodies/orrery/cases")).Count(c => c.Id() == one.Id).ShouldBe(1);
    }

    [Fact]
    public async Task Given_back_within_seven_days_the_project_goes_on_and_the_foundation_keeps_the_notice()
    {
        var (reporter, here, there, transfer) = await HandedOverAsync();
        var (ira, eun) = (here.Committee.Chair, there.Committee.Chair);
        await there.DoneAsync(eun, "notes", new { text = $"It is about their release process. {system.Canary}" });
        (await ira.PostAsync($"/api/transfers/{transfer}/recall")).Expect(409, "takenUp");
        (await eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "perhaps" })).Expect(400);

        (await eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody", text = $"Yours after all. {system.Canary}" })).Expect(200).Json.Text("state").ShouldBe("returned");

        var seen = await here.ReadAsync();
        seen.List("carried").Select(t => t.Text("text")[..4]).ShouldBe(["Your", "It i"]);
        seen["cameBack"]!.Text("by").ShouldBe("receiver");
        await here.DoneAsync(ira, "messages", new { report = reporter.Report, text = $"We go on. {system.Canary}" });
        var receipt = await reporter.SeesAsync("who has it and what they say", r => (string?)r["body"] == "sextant" && r.List("messages").Any(m => m.Text("text").StartsWith("We go on", StringComparison.Ordinal)));
        receipt.Json.List("messages").ShouldContain(m => m.Text("text").StartsWith("sextant has your report again", StringComparison.Ordinal));
        await reporter.WriteAsync($"Good. {system.Canary}");
        await NoticeOnlyAsync(eun, there.Id, "sextant");
        (await eun.GetAsync($"/api/cases/{here.Id}")).Expect(404);
        (await eun.GetAsync($"/api/trail/{here.Id}")).Expect(404, "notFound");
        World.Kinds(await ira.TrailAsync(here.Id, "transferred", "returned", "takenBack")).Count(k => k == "takenBack").ShouldBe(1);
        (await eun.PostAsync($"/api/transfers/{transfer}/return", new { reason = "wrongBody" })).Expect(409, "transferClosed");
    }

    [Fact]
    public async Task After_seven_days_nothing_is_given_back_any_more()
    {
        var (reporter, here, there, transfer) = await HandedOverAsync();
        await system.AdvanceAsync("P7D");

        foreach (var (who, what, body) in new (Client, string, object?)[]
        {
            (there.Committee.Chair, "return", new { reason = "wrongBody" }), (here.Committee.Chair, "recall", null), (here.Committee.Chair, "dispute", null),
        })
        {
            (await who.PostAsync($"/api/transfers/{transfer}/{what}", body)).Expect(409, "recallWindowOver");
        }

        await NoticeOnlyAsync(here.Committee.Chair, here.Id, "orrery");
        (await reporter.LookAsync()).Json.Text("body").ShouldBe("orrery");
    }

    [Fact]
    public async Task Disputed_after_the_hand_over_nothing_is_decided_until_the_arbiter_sends_it_back()
    {
        var (reporter, here, there, transfer) = await HandedOverAsync();
        await there.TriageAsync();
        var person = (await there.ReadAsync()).List("subjects")[0].Id("person");
        await there.HearAsync(person);
        (await here.Committee.Chair.PostAsync($"/api/transfers/{transfer}/dispute")).Expect(200).Json.Text("state").ShouldBe("contested");

        (await there.DoAsync(there.Committee.Chair, "proposals", there.Suspension(person, await system.NowAsync(), 10, new[] { "sextant" }))).Expect(409, "transferDisputed");
        var maya = await system.AsAsync("maya@meridian.example");
        var listed = await Eventually.GetAsync("the dispute", async () => (await maya.AllAsync("/api/bodies/meridian/transfers")).FirstOrDefault(t => t.Id() == transfer));
        listed.ToJsonString().ShouldNotContain(system.Canary);
        (await maya.GetAsync($"/api/cases/{there.Id}")).Expect(404);
        (await maya.PostAsync($"/api/transfers/{transfer}/settle", new { owner = "sextant" })).Expect(200).Json.Text("state").ShouldBe("returned");

        await here.DoneAsync(here.Committee.Chair, "notes", new { text = $"Ours. {system.Canary}" });
        await NoticeOnlyAsync(there.Committee.Chair, there.Id, "sextant");
        await reporter.SeesAsync("who has it", r => (string?)r["body"] == "sextant");
    }

    /// <summary>Sextant gave a case to orrery that no rule demands, and orrery took it up.</summary>
    private async Task<(Reporter Reporter, CaseWork Here, CaseWork There, Guid Transfer)> HandedOverAsync()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var here = await (await Committee.OfSextantAsync(system)).TakeUpAsync(reporter.Report);
        await here.AcknowledgeAsync();
        var transfer = await OfferAsync(here, "Please take it.");
        await system.AdvanceAsync("P2D");
        var orrery = await Committee.OfOrreryAsync(system);
        await AcceptAsync(orrery.Chair, transfer);
        return (reporter, here, await orrery.TakeUpAsync(reporter.Report), transfer);
    }

    private async Task<Guid> OfferAsync(CaseWork work, string context) =>
        (await work.DoneAsync(work.Committee.Chair, "transfers", new { to = "orrery", context = $"{context} {system.Canary}", share = "all" }))["transfer"]!.Id();

    private static async Task AcceptAsync(Client chair, Guid transfer, object? body = null)
    {
        await Eventually.GetAsync("the offer", async () => (await chair.AllAsync("/api/bodies/orrery/transfers")).FirstOrDefault(t => t.Id() == transfer));
        (await chair.PostAsync($"/api/transfers/{transfer}/accept", body)).Expect(200).Json.Text("state").ShouldBe("accepted");
    }

    private static async Task NoticeOnlyAsync(Client who, Guid id, string to)
    {
        var notice = (await who.GetAsync($"/api/cases/{id}")).Expect(200).Json.AsObject();
        notice.Select(m => m.Key).ShouldBe(NoticeLevel, ignoreOrder: true);
        (notice.Text("state"), notice.Text("to")).ShouldBe(("transferred", to));
        (await who.PostAsync($"/api/cases/{id}/notes", new { text = "too late" })).Expect(404);
        (await who.GetAsync($"/api/cases/{id}/history")).Expect(404);
    }
}
