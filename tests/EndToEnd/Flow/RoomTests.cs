using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>The accused person's side through the gateway: told, in the room, heard, decided; and in everything they see not a word of anybody else.</summary>
public sealed class RoomTests(RunningSystem system)
{
    [Fact]
    public async Task The_accused_is_told_answers_corrects_and_learns_the_decision()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var (work, person) = (run.Work, run.Person);
        var accused = await Accused.EnterAsync(system, work, person, "It is about a pull request of last week.");
        (await work.ReadAsync()).ToJsonString().ShouldNotContain(accused.OneTime);
        (await system.Anyone().PostAsync("/api/codes/exchange", new { code = accused.OneTime })).Expect(404);
        (await system.Anyone().With("Room", accused.OneTime).GetAsync("/api/room")).Expect(404);
        (await system.Anyone().With("Receipt", accused.Own).GetAsync("/api/receipt")).Expect(404);
        (await system.Anyone().With("Room", run.Reporter.Receipt).GetAsync("/api/room")).Expect(404);
        (await work.DoAsync(work.Committee.Seats[1], "accused-notice", new { person, when = "now", why = "again" })).Expect(409, "roomEntered");

        var told = await accused.SeesAsync("what it is about", r => r.List("messages").Count == 1);
        told.Json.Text("state").ShouldBe("told");
        told.Json.List("messages")[0].Text("text").ShouldBe("It is about a pull request of last week.");
        told.Json.List("deciders").Count.ShouldBe(5, "all who decide there: who stands aside is not said");
        Clean(told, run);

        var entry = await accused.SendAsync("responses", new { text = "I was tired, and I am sorry." });
        await work.ShowsAsync("the answer", c => c.List("rooms")[0].List("entries").Count == 1);
        var read = (await work.Committee.Seats[1].GetAsync($"/api/cases/{work.Id}/rooms/{accused.Room}")).Expect(200);
        read.Json.List("entries").ShouldHaveSingleItem().Text("text").ShouldBe("I was tired, and I am sorry.");
        (await (await system.AsAsync("vera@astrolabe.example")).GetAsync($"/api/cases/{work.Id}/rooms/{accused.Room}")).Expect(404, "notFound");
        var heard = await work.DoneAsync(work.Committee.Seats[1], "hearing", new { person, entry });
        heard.List("hearings")[0].Text("response").ShouldBe("I was tired, and I am sorry.");

        await work.DoneAsync(work.Committee.Seats[2], "hearing", new { person, response = "On the phone he said he had been ill.", transcribed = true });
        var shown = await accused.SeesAsync("what was written down", r => r.List("hearings").Any(h => (string?)h["state"] == "open"));
        var hearing = shown.Json.List("hearings")[0];
        (hearing.Instant("correctBy") - hearing.Instant("at")).ShouldBe(TimeSpan.FromHours(72), TimeSpan.FromMinutes(5));
        await accused.SendAsync("corrections", new { hearing = hearing.Id(), text = "I said I had been tired, not ill." });
        await work.ShowsAsync("the correction", c => c.List("hearings").Any(h => (string?)h["checked"] == "corrected"));

        await DecideAsync(work, person);
        (await accused.LookAsync()).Json["decision"].ShouldBeNull("it is not told yet");
        await TellAsync(work, person);
        var decided = await accused.SeesAsync("the decision", r => (string?)r["state"] == "decided" && r["decision"]!.List("measures").Count == 1);
        var decision = decided.Json["decision"]!;
        (decision.Text("finding"), decision.Text("text")).ShouldBe(("violation", "You insulted people in a pull request."));
        decision.List("measures")[0].Text("type").ShouldBe("suspension");
        (decided.Json.Instant("appealBy") - await system.NowAsync()).ShouldBeGreaterThan(TimeSpan.FromDays(1));
        await accused.SeesAsync("that the measure holds", r => (string?)r["decision"]!.List("measures")[0]["state"] == "active");
        Clean(decided, run);
        await work.Committee.Chair.TrailAsync(work.Id, "accusedNotice", "roomEntered", "accusedAnswered", "hearingChecked");
    }

    [Fact]
    public async Task From_the_room_come_files_objections_and_complaints_each_for_who_may_read_it()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var (work, seats) = (run.Work, run.Sextant.Seats);
        var accused = await Accused.EnterAsync(system, work, run.Person);
        var file = (await accused.InRoom.UploadAsync("/api/room/evidence", new ByteArrayContent("the whole thread"u8.ToArray()), "thread.txt")).Expect(201).Json.Id();
        await work.ShowsAsync("the file", c => c.List("rooms")[0].List("entries").Any(e => (string?)e["kind"] == "evidence"));
        var (status, content, _) = await seats[1].DownloadAsync($"/api/cases/{work.Id}/evidence/{file}/original");
        (status, System.Text.Encoding.UTF8.GetString(content)).ShouldBe((200, "the whole thread"));
        (await (await system.AsAsync("vera@astrolabe.example")).GetAsync($"/api/cases/{work.Id}/evidence/{file}/original")).Expect(404);

        var against = (await accused.LookAsync()).Json.List("deciders")[1].Id("seat");
        var judged = seats[1];
        (await judged.GetAsync("/api/identity/me")).Json.List("seats").ShouldContain((JsonNode s) => s.Id() == against, "the deciders are in the order of seats");
        var objection = await accused.SendAsync("objections", new { seat = against, text = "We shared a flat for years." });
        await accused.SendAsync("complaints", new { ground = "delay", text = "Nobody told me for weeks." });
        await work.ShowsAsync("the objection", c => c.List("objections").Any(o => o.Id() == objection));
        (await judged.GetAsync($"/api/cases/{work.Id}")).Expect(200).Json.List("objections").ShouldBeEmpty();
        var read = (await seats[2].GetAsync($"/api/cases/{work.Id}/rooms/{accused.Room}")).Expect(200).Text;
        read.ShouldContain("shared a flat");
        read.ShouldNotContain("Nobody told me");
        foreach (var judge in new[] { seats[0], seats[2], seats[3] })
        {
            await work.DoneAsync(judge, "conflict-confirmations", new { seat = against, agree = true });
        }

        await accused.SeesAsync("that the seat stays", r => r.List("answers").Any(a => a.Id() == objection && (string?)a["state"] == "dismissed"));
        Clean(await accused.LookAsync(), run);
    }

    [Fact]
    public async Task A_complaint_from_the_room_is_heard_above_and_by_nobody_it_is_about()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var accused = await Accused.EnterAsync(system, run.Work, run.Person);
        await accused.SendAsync("complaints", new { ground = "silence", text = $"Nobody answers me. {system.Canary}" });
        var complaint = (await accused.LookAsync()).Json.List("complaints").ShouldHaveSingleItem().Id("report");

        var orrery = await Committee.OfOrreryAsync(system);
        var above = await orrery.TakeUpAsync(complaint, orrery.Chair, orrery.Seats[0]);

        var seen = await above.ReadAsync();
        (seen["jurisdiction"]!.Text("rule"), seen.List("reports")[0].Text("kind"), seen.List("subjects").Count, seen.List("links").Count).ShouldBe(("P21", "complaint", 0, 0));
        var read = (await orrery.Chair.GetAsync($"/api/cases/{above.Id}/reports/{complaint}")).Expect(200).Json;
        (read["complaint"]!.Text("ground"), read["complaint"]!.Text("body")).ShouldBe(("silence", "sextant"));
        foreach (var seat in run.Sextant.Seats)
        {
            foreach (var path in new[] { $"/api/cases/{above.Id}", $"/api/cases/{above.Id}/reports/{complaint}", $"/api/cases/{run.Work.Id}/reports/{complaint}", $"/api/trail/{complaint}", $"/api/trail/{above.Id}" })
            {
                (await seat.GetAsync(path)).Expect(404, "notFound");
            }
        }

        (await orrery.Chair.GetAsync($"/api/cases/{run.Work.Id}")).Expect(404, "notFound");
        await above.AcknowledgeAsync();
        await accused.SeesAsync("their answer", r => r.List("complaints")[0].List("messages").Count == 1 && r.List("complaints")[0].Text("state") == "beingRead");
        await accused.SendAsync($"complaints/{complaint}/messages", new { text = "Thank you." });
        (await orrery.Chair.GetAsync($"/api/cases/{above.Id}/reports/{complaint}")).Expect(200).Json.List("thread").ShouldContain((JsonNode e) => e.Text("text") == "Thank you.");
        (await run.Work.ReadAsync()).ToJsonString().ShouldNotContain(complaint.ToString());
    }

    [Fact]
    public async Task Who_is_not_told_yet_has_no_room_and_the_case_shows_why_and_until_when()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var look = (await system.NowAsync()).AddDays(5);

        var put = await run.Work.DoneAsync(run.Sextant.Chair, "accused-notice", new { run.Person, when = "later", why = "He may delete what he wrote.", lookAgain = look });

        put.List("rooms").ShouldBeEmpty();
        put["room"].ShouldBeNull();
        put.List("clocks").Single(c => c.Text("kind") == "accusedNotice").Instant("due").ShouldBe(look, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task While_an_affected_person_does_not_know_of_the_report_their_safety_and_wish_come_first()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"], change: body => body["affected"] = new JsonArray(new JsonObject { ["self"] = false, ["name"] = $"Ana {system.Canary}", ["knowsOfReport"] = "no" }));
        var work = await sextant.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.TriageAsync();

        (await work.DoAsync(sextant.Chair, "accused-notice", new { when = "now", why = "x" })).Expect(409, "P4");
        var told = await work.DoneAsync(sextant.Chair, "accused-notice", new { when = "now", why = "x", considered = new { safety = $"They share an office. {system.Canary}", wish = $"Nobody could ask. {system.Canary}" } });

        told.Text("room").ShouldNotBeNullOrEmpty();
    }

    private static async Task DecideAsync(CaseWork work, Guid person)
    {
        var now = DateTimeOffset.Parse((await work.ReadAsync()).List("hearings")[^1].Text("at"), System.Globalization.CultureInfo.InvariantCulture);
        var proposal = await work.ProposeAsync(person, new
        {
            route = "meeting",
            findings = new[] { new { person, finding = "violation", category = "harassment" } },
            remedies = new[] { new { person, type = "suspension", scope = new { bodies = new[] { "sextant" }, spaces = new[] { "github:sextant" } }, until = now.AddDays(42), readmission = "automatic" } },
            rationale = new { forPanel = "Three witnesses. PANELWORDS", forAccused = "You insulted people in a pull request.", forReporter = "We saw what you saw. PANELWORDS" },
        });
        await work.VoteAsync(proposal);
    }

    private static async Task TellAsync(CaseWork work, Guid person)
    {
        var drafted = await work.DoneAsync(work.Committee.Chair, "communications", new { to = "accused", person, text = "We have decided. Please read it here." });
        await work.DoneAsync(work.Committee.Seats[1], $"communications/{drafted.List("communications")[^1].Id()}/approve", new { });
    }

    // What reporter and panel wrote in this run carries the canary; nothing the person sees does.
    private void Clean(Answer room, MainFlow run)
    {
        foreach (var word in new[] { system.Canary, "PANELWORDS", "Ana", run.Reporter.Report.ToString(), run.Reporter.Receipt })
        {
            room.Text.ShouldNotContain(word, Case.Sensitive); // some decider is called Dana
        }
    }
}
