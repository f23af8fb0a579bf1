using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Scenarios of deciding, as they read: who has to agree, what waits for counsel, and what one person may do at night.</summary>
public sealed class DecidingScenarioTests(RunningSystem system)
{
    [Fact]
    public async Task S11_a_permanent_ban_takes_three_of_four_and_one_wish_for_a_meeting_voids_what_was_agreed_in_writing()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant", "astrolabe"]);
        var orrery = await Committee.OfOrreryAsync(system);
        var (ada, bo, cleo, dev, eun) = (orrery.Seats[0], orrery.Seats[1], orrery.Seats[2], orrery.Seats[3], orrery.Seats[4]);
        (await orrery.AnswerAsync(dev, reporter.Report, "hard")).Expect(204);
        var work = await orrery.TakeUpAsync(reporter.Report, ada, bo, cleo, eun);
        (await work.ReadAsync()).List("panel").Count(p => p.Text("role") == "alternate").ShouldBe(0, "nobody stands by for an appointed seat");
        await work.AcknowledgeAsync();
        await work.TriageAsync("high");
        var person = await work.IdentifyAsync();
        await work.HearAsync(person);

        var first = await ProposeAsync("meeting");
        await VoteAsync(first, "yes", ada, bo);
        await VoteAsync(first, "no", cleo);
        var met = await work.DoneAsync(eun, $"proposals/{first}/close", new { });
        StateOf(met, first).ShouldBe("failed", "quorum was there, three of four were not");

        var written = await ProposeAsync("written");
        await VoteAsync(written, "yes", ada, bo, cleo);
        await system.AdvanceAsync("PT20H");
        StateOf(await work.DoneAsync(eun, $"proposals/{written}/objections", new { kind = "meetingRequested" }), written).ShouldBe("void");
        await system.AdvanceAsync("PT5H");
        var later = await work.ReadAsync();
        (StateOf(later, written), later["decision"]).ShouldBe(("void", null), "time adopts nothing that is void");

        var second = await ProposeAsync("meeting");
        await VoteAsync(second, "yes", ada, bo, cleo);
        var passed = await work.DoneAsync(eun, $"proposals/{second}/close", new { });
        StateOf(passed, second).ShouldBe("awaitingLegal");
        passed.List("proposals").Single(p => p.Id() == second)["legalReasons"]!.AsArray().Select(r => (string)r!).ShouldBe(["permanent"]);
        await work.AskCounselAsync(second, "noExposure");
        var decided = await work.ShowsAsync("the decision", c => c["decision"] is not null);
        decided["decision"]!.List("measures").ShouldHaveSingleItem()["until"].ShouldBeNull("for good");

        async Task<Guid> ProposeAsync(string route) => await work.ProposeAsync(person, new
        {
            route, findings = new[] { new { person, finding = "violation", category = "harassment" } },
            remedies = new[] { new { person, type = "ban", permanent = true, scope = new { bodies = new[] { "sextant" }, spaces = Array.Empty<string>() } } },
            rationale = new { forPanel = $"Again and again. {system.Canary}" },
        });

        async Task VoteAsync(Guid proposal, string vote, params Client[] seats)
        {
            foreach (var seat in seats)
            {
                await work.DoneAsync(seat, $"proposals/{proposal}/votes", new { vote });
            }
        }
    }

    [Fact]
    public async Task S12_one_member_acts_at_night_others_review_it_and_what_nobody_reviews_ends_and_is_overdue()
    {
        var astrolabe = await Committee.OfAstrolabeAsync(system);
        var (vera, xia) = (astrolabe.Seats[0], astrolabe.Seats[2]);
        var about = Person.New(system.Canary);
        var (work, measure) = await RemoveAsync(astrolabe, xia, about, await system.NowAsync());

        var seen = await work.ShowsAsync("the measure", c => c.List("interim").Any(m => m.Id() == measure));
        var interim = seen.List("interim").Single();
        (interim.Text("state"), interim.Text("kind")).ShouldBe(("running", "removeAccount"));
        seen.List("clocks").Single(c => c.Text("kind") == "measureReview").Instant("due").ShouldBe(interim.Instant("until"), "a review is due before it ends");
        (await vera.StandingAsync(about.Chat, "astrolabe", "chat:astrolabe")).ShouldNotBe("clear");

        await work.AcknowledgeAsync();
        await work.TriageAsync("high");
        var person = (await work.ReadAsync()).List("subjects").Single().Id("person");
        var accused = await Accused.EnterAsync(system, work, person);
        var room = await accused.SeesAsync("what is temporary", r => r.List("temporary").Count == 1);
        (room.Json.List("temporary")[0].Text("type"), room.Json.List("temporary")[0].Text("state")).ShouldBe(("removeAccount", "running"));
        room.Text.ShouldNotContain("WROTETHREATS");
        room.Text.ShouldNotContain(work.Id.ToString());
        room.Json.List("temporary")[0].ToJsonString().ShouldNotContain(interim.Text("by"), Case.Insensitive, "not who acted");

        (await work.DoAsync(xia, $"interim-measures/{measure}/review", new { verdict = "confirm" })).Expect(409, "ownAct");
        var shorter = (await system.NowAsync()).AddHours(10);
        var narrowed = await work.DoneAsync(vera, $"interim-measures/{measure}/review", new { verdict = "narrow", until = shorter });
        narrowed.List("interim").Single().Text("state").ShouldBe("narrowed");
        await accused.SeesAsync("that it is shorter", r => r.List("temporary")[0].Instant("until") == shorter);

        var other = Person.New(system.Canary);
        var (forgotten, unreviewed) = await RemoveAsync(astrolabe, xia, other, await system.NowAsync());
        await forgotten.ShowsAsync("the measure", c => c.List("interim").Any(m => m.Id() == unreviewed));
        await system.AdvanceAsync("P3DT1H");
        (await vera.AllAsync("/api/bodies/astrolabe/cases?due=overdue")).Select(c => c.Id()).ShouldContain(forgotten.Id);
        (await forgotten.ReadAsync()).List("interim").Single().Text("state").ShouldBe("lapsed", "it is not continued silently");
        await vera.BecomesAsync(other.Chat, "astrolabe", "clear");
    }

    [Fact]
    public async Task S15_ten_weeks_and_a_lawyer_wait_for_counsel_and_what_exposes_the_body_goes_up_and_up()
    {
        var astrolabe = await Committee.OfAstrolabeAsync(system);
        var reporter = await Reporter.FileAsync(system, ["astrolabe"]);
        var work = await astrolabe.TakeUpAsync(reporter.Report);
        var (person, proposal) = await SuspendAsync(work, now => now.AddDays(70), ["astrolabe"]);
        ReasonsOf(await work.ReadAsync(), proposal).ShouldBe(["longerThanTwoMonths", "riskFactor"]);
        (await work.ReadAsync()).Text("state").ShouldBe("awaitingLegal");

        await work.AskCounselAsync(proposal, "exposureLikely");
        var exposed = await work.ShowsAsync("that it has to go", c => c.List("flags").Any(f => (string?)f == "transferDue"));
        StateOf(exposed, proposal).ShouldBe("void");
        (await work.DoAsync(astrolabe.Chair, "proposals", work.Suspension(person, await system.NowAsync(), 20, new[] { "astrolabe" }))).Expect(409, "R15");

        await work.DoneAsync(astrolabe.Chair, "transfers", new { to = "orrery", rule = "J5", share = "all" });
        var eun = await system.AsAsync("eun@orrery.example");
        var codeName = exposed.Text("codeName");
        var offered = await Eventually.GetAsync("the offer", async () => (await eun.AllAsync("/api/bodies/orrery/transfers")).FirstOrDefault(t => t.Text("codeName") == codeName && t.Text("state") == "offered"));
        offered.Text("rule").ShouldBe("J5");
        await system.AdvanceAsync("P2D");
        (await eun.PostAsync($"/api/transfers/{offered.Id()}/accept")).Expect(200);

        var orrery = await Committee.OfOrreryAsync(system);
        var there = await orrery.TakeUpAsync(reporter.Report);
        var (_, again) = await SuspendAsync(there, now => now.AddDays(70), ["astrolabe"]);
        await there.AskCounselAsync(again, "exposureLikely");
        await there.ShowsAsync("that it has to go on", c => c.List("flags").Any(f => (string?)f == "transferDue"));
        (await there.DoAsync(orrery.Chair, "proposals", there.Suspension(person, await system.NowAsync(), 20, new[] { "astrolabe" }))).Expect(409, "R15");
        (await there.DoneAsync(orrery.Chair, "transfers", new { to = "meridian", rule = "J5", share = "all" }))["transfer"]!.Text("to").ShouldBe("meridian");
    }

    [Fact]
    public async Task S15_exactly_two_months_are_not_longer_than_two_months()
    {
        var astrolabe = await Committee.OfAstrolabeAsync(system);
        var reporter = await Reporter.FileAsync(system, ["astrolabe"]);
        var work = await astrolabe.TakeUpAsync(reporter.Report);

        var (_, proposal) = await SuspendAsync(work, now => now.AddMonths(2), ["astrolabe"]);

        ReasonsOf(await work.ReadAsync(), proposal).ShouldBe(["riskFactor"], "the lawyer alone");
    }

    /// <summary>Xia removes an account from the chat and writes down why; the case that holds it, taken up by the others.</summary>
    private async Task<(CaseWork Work, Guid Measure)> RemoveAsync(Committee astrolabe, Client xia, Person about, DateTimeOffset now)
    {
        var taken = (await xia.PostAsync("/api/bodies/astrolabe/emergency", new
        {
            account = about.Chat, space = "chat:astrolabe", kind = "removeAccount", until = now.AddHours(71), whatHappened = $"WROTETHREATS of violence, live. {system.Canary}", alreadyDone = true, at = now,
        })).Expect(201).Json;
        var request = await Eventually.GetAsync("the request", async () => (await astrolabe.Chair.AllAsync("/api/bodies/astrolabe/conflict-requests")).FirstOrDefault(r => r.ToJsonString().Contains(about.Chat, StringComparison.Ordinal)));
        return (await astrolabe.TakeUpAsync(Guid.Parse((string)request["reports"]![0]!)), taken.Id("measure"));
    }

    /// <summary>The lawyer has written; the committee agrees on a suspension, which waits.</summary>
    private async Task<(Guid Person, Guid Proposal)> SuspendAsync(CaseWork work, Func<DateTimeOffset, DateTimeOffset> until, string[] bodies)
    {
        if ((await work.ReadAsync())["clocks"]!.AsArray().Any(c => c!.Text("kind") == "acknowledge" && c!["met"] is null))
        {
            await work.AcknowledgeAsync();
        }

        await work.TriageAsync("high");
        var subject = (await work.ReadAsync()).List("subjects")[0];
        var person = subject.Text("identification") == "confirmed" ? subject.Id("person") : await work.IdentifyAsync();
        await work.HearAsync(person);
        if (!(await work.ReadAsync()).List("riskFactors").Any(f => (string?)f == "attorneyHired"))
        {
            await work.DoneAsync(work.Committee.Chair, "risk-factors", new { factor = "attorneyHired", present = true });
        }

        var now = await system.NowAsync();
        var proposal = await work.ProposeAsync(person, new
        {
            route = "meeting", findings = new[] { new { person, finding = "violation", category = "harassment" } },
            remedies = new[] { new { person, type = "suspension", scope = new { bodies, spaces = Array.Empty<string>() }, from = now, until = until(now), readmission = "automatic" } },
            rationale = new { forPanel = $"Three witnesses. {system.Canary}" },
        });
        StateOf(await work.VoteAsync(proposal), proposal).ShouldBe("awaitingLegal");
        return (person, proposal);
    }

    private static string StateOf(JsonNode seen, Guid proposal) => seen.List("proposals").Single(p => p.Id() == proposal).Text("state");

    private static IEnumerable<string> ReasonsOf(JsonNode seen, Guid proposal) => seen.List("proposals").Single(p => p.Id() == proposal)["legalReasons"]!.AsArray().Select(r => (string)r!);
}
