using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Somebody it happened to, who did not report, comes to a page of their own (P4), and what they write is read by the panel alone.</summary>
public sealed class AffectedTests(RunningSystem system)
{
    [Fact]
    public async Task The_affected_person_gets_a_code_writes_is_answered_and_is_told_the_decision()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"], change: body => body["affected"] = new JsonArray(
            new JsonObject { ["self"] = false, ["name"] = $"Ben {system.Canary}", ["knowsOfReport"] = "no", ["mayBeContacted"] = "yes" }));
        var work = await sextant.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.TriageAsync();
        (await work.DoAsync(sextant.Chair, "accused-notice", new { when = "now", why = "x" })).Expect(409, "P4");
        var ben = (await sextant.Chair.GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Json.List("affected")[0].Id();

        var code = (await work.DoneAsync(sextant.Chair, "affected-codes", new { affected = ben })).Text("claimCode");
        (await (await system.AsAsync("vera@astrolabe.example")).PostAsync($"/api/cases/{work.Id}/affected-codes", new { affected = ben })).Expect(404, "notFound");
        var own = (await system.Anyone().PostAsync("/api/codes/exchange", new { code })).Expect(200).Json.Text("receipt");
        var page = new Reporter(system, ben, own, reporter.About);
        await work.ShowsAsync("that Ben came", c => c.List("affected")[0]["enteredAt"] is not null);
        (await work.DoAsync(sextant.Chair, "affected-codes", new { affected = ben })).Expect(409, "affectedEntered");

        var first = await page.SeesAsync("where it stands", p => p.Text("state") == "lookingInto");
        (first.Json.Text("kind"), first.Json.Text("body")).ShouldBe(("affected", "sextant"));
        first.Text.ShouldNotContain(system.Canary);
        await page.WriteAsync($"I would rather not meet him. {system.Canary}");
        (await sextant.Seats[1].GetAsync($"/api/cases/{work.Id}/reports/{ben}")).Expect(200).Json.List("thread").ShouldContain((JsonNode e) => e.Text("text").StartsWith("I would rather"));
        await work.DoneAsync(sextant.Chair, "messages", new { report = ben, text = "You need not." });
        await page.SeesAsync("the answer", p => p.List("messages").Any(m => m.Text("text") == "You need not."));
        (await reporter.LookAsync()).Json.List("messages").ShouldNotContain((JsonNode m) => m.Text("text") == "You need not.");
        await work.DoneAsync(sextant.Chair, "accused-notice", new { when = "now", why = "x" });

        var person = await work.IdentifyAsync();
        await work.NotHeardAsync(person);
        await work.VoteAsync(await work.ProposeAsync(person, work.Suspension(person, await system.NowAsync(), 42, new[] { "sextant" })));
        (await page.LookAsync()).Json["appealBy"].ShouldBeNull();
        var drafted = await work.DoneAsync(sextant.Chair, "communications", new { to = "affected", text = "We have decided that he stays away." });
        await work.DoneAsync(sextant.Seats[1], $"communications/{drafted.List("communications")[^1].Id()}/approve", new { });
        await page.SeesAsync("the decision, and until when it can be appealed", p => p.List("messages").Any(m => m.Text("text").StartsWith("We have decided", StringComparison.Ordinal)) && p["appealBy"] is not null);
        (await reporter.LookAsync()).Json["appealBy"].ShouldBeNull("the reporter was not told yet");
    }
}
