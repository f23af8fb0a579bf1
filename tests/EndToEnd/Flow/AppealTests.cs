using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>The accused appeals from the room (P15, S21): the foundation decides with a panel of its own, what was overturned is gone, and who adopted it decides anew.</summary>
public sealed class AppealTests(RunningSystem system)
{
    [Fact]
    public async Task An_appeal_is_a_case_of_its_own_and_what_it_overturns_is_gone()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Decided);
        var accused = await Accused.EnterAsync(system, run.Work, run.Person);
        (await accused.InRoom.PostAsync("/api/room/appeals", new { text = "too early" })).Expect(409, "notDecided");
        (await run.Reporter.WithReceipt.PostAsync("/api/receipt/appeals", new { text = "too early" })).Expect(409, "notDecided");
        var drafted = await run.Work.DoneAsync(run.Sextant.Chair, "communications", new { to = "accused", run.Person, text = "We have decided. Please read it here." });
        await run.Work.DoneAsync(run.Sextant.Seats[1], $"communications/{drafted.List("communications")[^1].Id()}/approve", new { });
        await run.Sextant.Chair.BecomesAsync(run.Reporter.About.GitHub, "sextant", "suspended");
        await accused.SeesAsync("until when it can be appealed", r => r["appealBy"] is not null);
        var vera = await system.AsAsync("vera@astrolabe.example");
        var notice = await run.NoticeAsync(vera, "astrolabe");
        (await vera.PostAsync($"/api/notices/{notice}/adopt")).Expect(200);
        await vera.BecomesAsync(run.Reporter.About.GitHub, "astrolabe", "suspended");

        var entry = await accused.SendAsync("appeals", new { text = "Two of them are her friends.", grounds = new[] { "conflictedDeciders" } });
        (await accused.InRoom.PostAsync("/api/room/appeals", new { text = "again" })).Expect(409, "appealPending");
        var first = await run.Work.ShowsAsync("the appeal", c => c.List("appeals").Count == 1);
        first.List("flags").ShouldContain((JsonNode f) => (string?)f == "appealed");
        first.ToJsonString().ShouldNotContain("her friends");
        (await run.Sextant.Chair.StandingAsync(run.Reporter.About.GitHub, "sextant")).ShouldBe("suspended", "nothing is stayed");

        var orrery = await Committee.OfOrreryAsync(system);
        var there = await orrery.TakeUpAsync(run.Reporter.Report);
        var seen = await there.ReadAsync();
        seen["appealOf"]!.Text("by").ShouldBe("accused");
        var evaluated = (await there.ShowsAsync("by which rule it is here", c => c["jurisdiction"]?["evaluated"] is not null))["jurisdiction"]!["evaluated"]!;
        (evaluated.Text("body"), evaluated.Text("rule"), evaluated.List("rules").Count).ShouldBe(("orrery", "P15", 1), "none of J1 to J12");
        seen.List("carried").ShouldContain((JsonNode c) => (string?)c["text"] == "Two of them are her friends.");
        (await run.Sextant.Chair.GetAsync($"/api/cases/{there.Id}")).Expect(404, "notFound");
        (await orrery.Chair.GetAsync($"/api/cases/{run.Work.Id}")).Expect(404, "notFound");
        await there.TriageAsync();
        var proposal = await there.ProposeAsync(run.Person, new
        {
            route = "meeting", appealOutcome = "overturn", findings = new[] { new { person = run.Person, finding = "notEstablished" } },
            rationale = new { forPanel = $"Two were not clean. {system.Canary}", forAccused = "It was not decided rightly.", forReporter = "Others looked at it again." },
        });
        await there.VoteAsync(proposal);

        await run.Sextant.Chair.BecomesAsync(run.Reporter.About.GitHub, "sextant", "clear");
        await Eventually.TrueAsync(
            "who adopted it is asked anew", async () => (await vera.AllAsync("/api/bodies/astrolabe/notices?state=redecide")).Any(n => n.Id() == notice), otherwise: () => "");
        (await vera.StandingAsync(run.Reporter.About.GitHub, "astrolabe")).ShouldBe("suspended", "it is theirs to decide");
        (await vera.PostAsync($"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = false })).Expect(200);
        await vera.BecomesAsync(run.Reporter.About.GitHub, "astrolabe", "clear");
        (await vera.PostAsync($"/api/notices/{notice}/acknowledge-correction")).Expect(200).Json["correction"]!["acknowledged"]!.GetValue<bool>().ShouldBeTrue();
        await run.Work.ShowsAsync("how it ended", c => c.List("appeals").Any(a => a.Id() == entry && (string?)a["state"] == "overturn") && c.List("sanctions").All(s => (string?)s["state"] == "overturned"));
        (await accused.LookAsync()).Json["decision"]!["appeal"].ShouldBeNull("who decided it tells it");
        var told = await there.DoneAsync(orrery.Chair, "communications", new { to = "accused", run.Person, text = "The first decision is gone." });
        await there.DoneAsync(orrery.Seats[0], $"communications/{told.List("communications")[^1].Id()}/approve", new { });
        var room = await accused.SeesAsync("the outcome", r => (string?)r["decision"]!["appeal"] == "overturn");
        room.Json["decision"]!.Text("text").ShouldBe("It was not decided rightly.");
        room.Text.ShouldNotContain("Two were not clean");
    }

    [Fact]
    public async Task A_reporter_appeals_by_receipt_and_the_accused_learns_nothing_of_it()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Decided);
        var accused = await Accused.EnterAsync(system, run.Work, run.Person);
        (await run.Reporter.LookAsync()).Json["appealBy"].ShouldBeNull("not told yet");
        var drafted = await run.Work.DoneAsync(run.Sextant.Chair, "communications", new { to = "reporter", report = run.Reporter.Report, text = "We have decided." });
        await run.Work.DoneAsync(run.Sextant.Seats[1], $"communications/{drafted.List("communications")[^1].Id()}/approve", new { });
        await run.Reporter.SeesAsync("until when it can be appealed", r => r["appealBy"] is not null);
        var before = (await accused.SeesAsync("what was written down of what they said", r => r.List("hearings") is [var heard] && heard["state"] is not null)).Json.ToJsonString();

        await run.Reporter.SendAsync("appeals", new { text = $"It is far too little. {system.Canary}", grounds = new[] { "tooLittle" } });

        (await run.Reporter.LookAsync()).Json.List("appeals").ShouldHaveSingleItem().Text("text").ShouldStartWith("It is far too little.");
        var first = await run.Work.ShowsAsync("the appeal", c => c.List("appeals").Count == 1);
        first.ToJsonString().ShouldNotContain("far too little");
        var there = await (await Committee.OfOrreryAsync(system)).TakeUpAsync(run.Reporter.Report);
        (await there.ReadAsync())["appealOf"]!.Text("by").ShouldBe("reporter");
        (await accused.LookAsync()).Json.ToJsonString().ShouldBe(before);
    }
}
