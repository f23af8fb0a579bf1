using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Step 7: a case that the project may no longer decide, from its report to a suspension in all projects; every step is checked on the way.</summary>
internal sealed class TransferFlow(RunningSystem system)
{
    public async Task<(Committee Sextant, Committee Orrery, CaseWork Work)> RunAsync()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var old = await sextant.TakeUpAsync(reporter.Report);
        await old.AcknowledgeAsync();
        await old.TriageAsync("high");
        var person = await old.IdentifyAsync();
        await old.HearAsync(person);

        await ProjectMayNotDecideAsync(old, person);
        var (offered, transfer) = await OfferAsync(old);
        await HandOverAsync(transfer, offered);

        var orrery = await Committee.OfOrreryAsync(system);
        var work = await orrery.TakeUpAsync(reporter.Report);
        work.Id.ShouldNotBe(old.Id);
        await OldOwnerKeepsTheNoticeAsync(sextant, old.Id, work);
        await ReceiptGoesOnAsync(reporter, work);
        await SuspendEverywhereAsync(work, reporter);

        return (sextant, orrery, work);
    }

    private async Task ProjectMayNotDecideAsync(CaseWork old, Guid person)
    {
        var after = await old.DoneAsync(old.Committee.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        after.List("flags").Select(f => (string)f!).ShouldContain("transferDue");

        var refused = (await old.DoAsync(old.Committee.Chair, "proposals", old.Suspension(person, await system.NowAsync(), 42, new[] { "sextant" }))).Expect(409, "R15");
        refused.Json.Text("rule").ShouldBe("R15");
    }

    private async Task<(DateTimeOffset NotBefore, Guid Transfer)> OfferAsync(CaseWork old)
    {
        await old.DoneAsync(old.Committee.Chair, "transfers", new { to = "orrery", rule = "J4", context = $"The police were called. {system.Canary}", share = "all" });
        var eun = await system.AsAsync("eun@orrery.example");
        var codeName = (await old.ReadAsync()).Text("codeName");
        var item = await Eventually.GetAsync("the offer", async () =>
            (await eun.AllAsync("/api/bodies/orrery/transfers")).FirstOrDefault(t => t.Text("from") == "sextant" && t.Text("codeName") == codeName && t.Text("state") == "offered"));
        item.Text("rule").ShouldBe("J4");
        item.ToJsonString().ShouldNotContain(system.Canary);
        (await eun.PostAsync($"/api/transfers/{item.Id()}/accept")).Expect(409, "P16");
        return (item.Instant("notBefore"), item.Id());
    }

    private async Task HandOverAsync(Guid transfer, DateTimeOffset notBefore)
    {
        (notBefore - await system.NowAsync()).ShouldBeInRange(TimeSpan.FromHours(47), TimeSpan.FromHours(48));
        await system.AdvanceAsync("P2D");
        var eun = await system.AsAsync("eun@orrery.example");
        var accepted = (await eun.PostAsync($"/api/transfers/{transfer}/accept")).Expect(200).Json;
        accepted.Id("transfer").ShouldBe(transfer);
        accepted.Text("state").ShouldBe("accepted");
    }

    private static async Task OldOwnerKeepsTheNoticeAsync(Committee sextant, Guid old, CaseWork work)
    {
        var notice = (await sextant.Chair.GetAsync($"/api/cases/{old}")).Expect(200).Json.AsObject();

        notice.Select(m => m.Key).ShouldBe(["id", "codeName", "state", "to", "at"], ignoreOrder: true);
        notice.Text("state").ShouldBe("transferred");
        notice.Text("to").ShouldBe("orrery");
        (await sextant.Chair.GetAsync($"/api/cases/{work.Id}")).Expect(404);
        (await sextant.Chair.PostAsync($"/api/cases/{old}/acknowledge", new { message = "too late" })).Expect(404);
    }

    private async Task ReceiptGoesOnAsync(Reporter reporter, CaseWork work)
    {
        await reporter.SeesAsync("the new reader", r => (string?)r["body"] == "orrery");
        await reporter.WriteAsync($"Thank you for taking it. {system.Canary}");
        await work.DoneAsync(work.Committee.Chair, "messages", new { report = reporter.Report, text = $"We have it now. {system.Canary}" });
        await reporter.SeesAsync("the new committee's message", r => r.List("messages").Any(m => m.Text("text").StartsWith("We have it now", StringComparison.Ordinal)));
    }

    private async Task SuspendEverywhereAsync(CaseWork work, Reporter reporter)
    {
        await work.TriageAsync("high");
        var subject = (await work.ReadAsync()).List("subjects")[0];
        var person = subject.Text("identification") == "confirmed" ? subject.Id("person") : await work.IdentifyAsync();
        await work.HearAsync(person);
        var proposal = await work.ProposeAsync(person, work.Suspension(person, await system.NowAsync(), 84, "all"));
        var voted = await work.VoteAsync(proposal);
        voted.Text("state").ShouldBe("awaitingLegal");
        await work.AskCounselAsync(proposal);
        await work.ShowsAsync("the decision", c => c["decision"] is not null && c.Text("state") is "decided");
        await work.TellAsync(person);

        await work.Committee.Chair.BecomesAsync(reporter.About.GitHub, "orrery", "suspended");
        foreach (var (seat, body) in new[] { ("ira@sextant.example", "sextant"), ("vera@astrolabe.example", "astrolabe"), ("eun@orrery.example", "gnomon"), ("eun@orrery.example", "prometheus") })
        {
            await (await system.AsAsync(seat)).BecomesAsync(reporter.About.GitHub, body, "suspended");
        }
    }
}
