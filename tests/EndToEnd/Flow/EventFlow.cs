using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>S13 from the attendee's word at the desk to the foundation's follow-up; every step is checked on the way.</summary>
internal sealed class EventFlow(RunningSystem system)
{
    private readonly Person speaker = Person.New(system.Canary);
    private readonly string gathering = "orrerycon-" + Guid.NewGuid().ToString("N")[..8];

    private string Space => "event:" + gathering;

    public async Task RunAsync()
    {
        var staff = await system.AsAsync("events@meridian.example");
        await RegisterAsync(staff);
        var (forwarding, claimCode) = await TranscribeAsync(staff);
        var measure = await EjectAsync(staff, forwarding);

        var meridian = new Committee(system, "meridian", [await system.AsAsync("maya@meridian.example"), await system.AsAsync("milo@meridian.example")]);
        var report = await ReportOfAsync(meridian.Chair, "meridian");
        var lead = await meridian.TakeUpAsync(report);
        await ParentActedAloneAsync(lead, measure);
        await StaffWorksItAsync(staff, lead, report, measure);

        var orrery = await Committee.OfOrreryAsync(system);
        var informed = await orrery.TakeUpAsync(report);
        await FoundationKnowsTheGroundOnlyAsync(informed, lead, report);
        await lead.DoneAsync(meridian.Chair, "summary", new { text = $"A speaker cornered an attendee; we put him out. {system.Canary}" });
        await FollowUpAsync(informed, report);

        var attendee = await ClaimAsync(claimCode);
        await AttendeeIsNotAskedAgainAsync(attendee, staff, forwarding);
        await UndoneAtItsEndAsync(staff);
    }

    private async Task RegisterAsync(Client staff)
    {
        var admin = await system.AsAsync("admin@orrery.example");
        var now = await system.NowAsync();
        (await admin.PostAsync("/api/events", new
        {
            slug = gathering, name = "OrreryCon", producer = "parent", from = now.AddDays(-1), to = now.AddDays(3), bodies = new[] { "orrery" }, offHoursContact = $"night desk, door 3 {system.Canary}",
        })).Expect(201);
        (await staff.GetAsync($"/api/events/{gathering}")).Expect(200).Json.Text("offHoursContact").ShouldContain("door 3");

        var explained = (await staff.PostAsync("/api/jurisdiction/explain", new { @event = gathering })).Expect(200).Json;
        (explained.Text("body"), explained.Text("jointWith"), explained.Text("rule")).ShouldBe(("meridian", "orrery", "J10"));
    }

    // At the desk: marked transcribed, read back, with a witness; the preferred contact is asked once, here.
    private async Task<(Guid Forwarding, string ClaimCode)> TranscribeAsync(Client staff)
    {
        var draft = Reporter.Draft(system.Canary, [], speaker);
        draft["event"] = gathering;
        draft["as"] = "transcribed";
        draft["readBack"] = true;
        draft["witness"] = $"Second desk {system.Canary}";
        draft["reporter"] = new JsonObject { ["kind"] = "named", ["name"] = $"Ana {system.Canary}", ["contact"] = $"phone after six {system.Canary}", ["mayWrite"] = false };
        Answer? last = null;
        var brought = await Eventually.GetAsync(
            "the event is known at intake", async () => (int)(last = await staff.PostAsync("/api/bodies/meridian/reports", draft)).Status == 201 ? last.Json : null, otherwise: () => last?.Text ?? "");
        brought.AsObject().Select(m => m.Key).ShouldBe(["forwarding", "claimCode"], ignoreOrder: true);
        return (brought.Id("forwarding"), brought.Text("claimCode"));
    }

    private async Task<Guid> EjectAsync(Client staff, Guid forwarding)
    {
        var now = await system.NowAsync();
        object Measure(DateTimeOffset? until, string kind = "escortOut", string? space = null) => new
        {
            account = speaker.GitHub, space = space ?? Space, kind, until, whatHappened = $"He would not let her pass. {system.Canary}", alreadyDone = true, at = now, forwarding,
        };
        (await staff.PostAsync("/api/bodies/meridian/emergency", Measure(now.AddHours(73)))).Expect(409, "measureTooLong").Json.Text("rule").ShouldBe("P9");
        (await staff.PostAsync("/api/bodies/meridian/emergency", Measure(null))).Expect(400);
        (await staff.PostAsync("/api/bodies/meridian/emergency", Measure(now.AddHours(20), "scold"))).Expect(400);
        (await staff.PostAsync("/api/bodies/meridian/emergency", Measure(now.AddHours(20), space: "event:another"))).Expect(400);
        (await staff.PostAsync("/api/bodies/orrery/emergency", Measure(now.AddHours(20)))).Expect(404);

        var key = Guid.NewGuid().ToString("N");
        var first = (await staff.With("Idempotency-Key", key).PostAsync("/api/bodies/meridian/emergency", Measure(now.AddHours(20)))).Expect(201).Json.Id("measure");
        (await staff.With("Idempotency-Key", key).PostAsync("/api/bodies/meridian/emergency", Measure(now.AddHours(20)))).Expect(201).Json.Id("measure").ShouldBe(first, "a second click");
        return first;
    }

    private async Task<Guid> ReportOfAsync(Client seat, string body)
    {
        var request = await Eventually.GetAsync("the conflict request", async () =>
            (await seat.AllAsync($"/api/bodies/{body}/conflict-requests")).FirstOrDefault(r => r["subjects"]?.ToJsonString().Contains(speaker.GitHub, StringComparison.Ordinal) == true));
        request.ToJsonString().ShouldNotContain("would not let her pass");
        return Guid.Parse((string)request["reports"]![0]!);
    }

    private static async Task ParentActedAloneAsync(CaseWork lead, Guid measure)
    {
        var seen = await lead.ShowsAsync("the measure and what follows from it", c => c.List("interim").Any(m => m.Id() == measure) && c["joint"]!.Text("mode") == "alone");
        seen["jurisdiction"]!.Text("rule").ShouldBe("J10");
        (seen["joint"]!.Text("with"), seen["joint"]!.Text("mode"), seen["joint"]!.Text("ground")).ShouldBe(("orrery", "alone", "immediateHarm"));
        seen.List("interim").ShouldHaveSingleItem().Text("state").ShouldBe("running");
        var summary = seen.List("clocks").Single(c => c.Text("kind") == "summary");
        ((bool)summary["breached"]!).ShouldBeFalse();
        (summary.Instant("due") - seen["joint"]!.Instant("summaryDue")).ShouldBe(TimeSpan.Zero);
    }

    private async Task StaffWorksItAsync(Client staff, CaseWork lead, Guid report, Guid measure)
    {
        (await staff.GetAsync($"/api/cases/{lead.Id}")).Expect(404); // nobody reads before the conflict answer
        var request = (await staff.AllAsync("/api/bodies/meridian/conflict-requests")).Single(r => r["reports"]!.ToJsonString().Contains(report.ToString(), StringComparison.Ordinal));
        (await staff.PostAsync($"/api/conflict-requests/{request.Id("request")}/answer", new { answer = "none", seen = (string?)request["seen"] })).Expect(200).Json.Id("case").ShouldBe(lead.Id);

        (await staff.GetAsync($"/api/cases/{lead.Id}/reports/{report}")).Expect(200).Json["forwarded"]!.ShouldSatisfyAllConditions(
            f => f.Text("as").ShouldBe("transcribed"), f => ((bool)f["readBack"]!).ShouldBeTrue(), f => f.Text("witness").ShouldContain("Second desk"));
        await lead.DoneAsync(staff, "notes", new { text = $"He left by door 3. {system.Canary}" });
        (await lead.DoAsync(staff, $"interim-measures/{measure}/review", new { verdict = "confirm" })).Expect(409, "noVote");
        (await lead.DoAsync(staff, "joint", new { mode = "together" })).Expect(409, "noVote");
        await lead.DoneAsync(lead.Committee.Seats[1], $"interim-measures/{measure}/review", new { verdict = "confirm" });
        (await staff.GetAsync("/api/bodies/orrery/cases")).Expect(404);
    }

    private async Task FoundationKnowsTheGroundOnlyAsync(CaseWork informed, CaseWork lead, Guid report)
    {
        informed.Id.ShouldNotBe(lead.Id);
        foreach (var (half, body) in new[] { (informed, "orrery"), (lead, "meridian") })
        {
            await half.ShowsAsync($"that by the rules it is {body}'s half", c => c["jurisdiction"]?["evaluated"] is { } e && e.Text("body") == body && e.Text("rule") == "J10");
        }

        var seen = await informed.ReadAsync();
        seen.Text("body").ShouldBe("orrery");
        (seen["joint"]!.Text("with"), seen["joint"]!.Text("ground")).ShouldBe(("meridian", "immediateHarm"));
        seen.List("interim").ShouldBeEmpty();
        seen.ToJsonString().ShouldNotContain(system.Canary);
        (await informed.Committee.Chair.GetAsync($"/api/cases/{informed.Id}/reports/{report}")).Expect(404);
        (await informed.DoAsync(informed.Committee.Chair, "triage", new { impact = "low", risk = "low" })).Expect(409, "informedOnly");

        (await informed.Committee.Chair.GetAsync($"/api/cases/{lead.Id}")).Expect(404);
        (await informed.Committee.Chair.GetAsync($"/api/trail/{lead.Id}")).Expect(404);
        (await lead.Committee.Chair.GetAsync($"/api/cases/{informed.Id}")).Expect(404);
        (await lead.Committee.Chair.GetAsync($"/api/trail/{informed.Id}")).Expect(404);
    }

    private async Task FollowUpAsync(CaseWork informed, Guid report)
    {
        (await informed.ReadAsync())["joint"]!.List("summaries").ShouldHaveSingleItem().Text("text").ShouldContain("put him out");
        var open = await informed.DoneAsync(informed.Committee.Chair, "follow-up");
        open["joint"]!.Text("limitedTo").ShouldBe("onlineSpaces");
        (await informed.DoAsync(informed.Committee.Chair, "follow-up")).Expect(409, "alreadyFollowedUp");

        // The story and the preferred contact are there: nobody asks again.
        var read = (await informed.Committee.Chair.GetAsync($"/api/cases/{informed.Id}/reports/{report}")).Expect(200).Json;
        read.Text("description").ShouldContain("insulted me");
        read["reporter"]!.Text("contact").ShouldContain("phone after six");
        (await informed.DoAsync(informed.Committee.Chair, "acknowledge", new { message = "again" })).Expect(409, "alreadyAcknowledged");

        await informed.TriageAsync();
        var until = (await system.NowAsync()).AddDays(3);
        (await informed.DoAsync(informed.Committee.Chair, "interim-measures", new { kind = "eventBan", spaces = Array.Empty<string>(), until, reason = system.Canary })).Expect(409, "onlineSpacesOnly");
        await informed.DoneAsync(informed.Committee.Chair, "interim-measures", new { kind = "mute", spaces = new[] { "chat:sextant" }, until, reason = system.Canary });
    }

    private async Task<Client> ClaimAsync(string claimCode)
    {
        var receipt = (string)(await system.Anyone().PostAsync("/api/codes/exchange", new { code = claimCode })).Expect(200)["receipt"]!;
        (await system.Anyone().PostAsync("/api/codes/exchange", new { code = claimCode })).Expect(404);
        return system.Anyone().With("Receipt", receipt);
    }

    private static async Task AttendeeIsNotAskedAgainAsync(Client attendee, Client staff, Guid forwarding)
    {
        var seen = await Eventually.GetAsync("the foundation's word in the thread", async () => (await attendee.GetAsync("/api/receipt")).Expect(200).Json is { } r
            && r.List("messages").Any(m => m.Text("text").Contains("need not tell it again", StringComparison.Ordinal)) ? r : null);
        seen.Text("body").ShouldBe("meridian");
        var readers = seen.List("readers").Select(r => (string?)r["name"] ?? "").ToList();
        readers.ShouldContain(r => r.StartsWith("Maya", StringComparison.Ordinal));
        readers.ShouldContain(r => r.StartsWith("Eun", StringComparison.Ordinal));
        readers.ShouldContain("Meridian Events"); // the desk it was told to
        var shown = (await staff.GetAsync($"/api/bodies/meridian/reports/{forwarding}")).Expect(200).Json;
        shown.AsObject().Select(m => m.Key).ShouldBe(["forwarding", "as", "at", "state"], ignoreOrder: true);
    }

    private async Task UndoneAtItsEndAsync(Client staff)
    {
        await system.AdvanceAsync("PT21H");
        await Eventually.TrueAsync("he may come back, and the desk is told", async () =>
            (await staff.AllAsync("/api/orders?assignee=me")).Any(o => o.Text("space") == Space && o.Text("action") == "restore" && o.Text("account") == speaker.GitHub));
    }
}
