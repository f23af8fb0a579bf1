using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>A person asks from their room to come back, is told not yet, asks again, and comes back in steps; who wished to be told ahead is (R52, P14).</summary>
public sealed class ComingBackTests(RunningSystem system)
{
    [Fact]
    public async Task Asked_from_the_room_answered_not_yet_asked_again_and_back_in_steps()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var (work, seats) = (run.Work, run.Sextant.Seats);
        var accused = await Accused.EnterAsync(system, work, run.Person);
        (await accused.InRoom.PostAsync("/api/room/readmission-requests", new { statement = "?" })).Expect(409, "nothingToAsk");
        var sanction = await DecidedAsync(run);
        await accused.SeesAsync("what is asked", r => r.List("waysBack").Any(w => w.List("conditions").Count == 2 && (bool)w["mayAsk"]!));

        var first = await accused.SendAsync("readmission-requests", new { statement = $"I took the time to think. {system.Canary}" });
        (await accused.InRoom.PostAsync("/api/room/readmission-requests", new { statement = "And?" })).Expect(409, "requestOpen");
        var asked = await accused.SeesAsync("the day of the answer", r => r.List("waysBack")[0].List("requests").Any(q => q.Id() == first && q["due"] is not null));
        (asked.Json.List("waysBack")[0].List("requests")[0].Instant("due") - await system.NowAsync()).ShouldBe(TimeSpan.FromDays(30), TimeSpan.FromHours(1));
        await work.ShowsAsync("the request", c => c.List("rooms")[0].List("entries").Any(e => e.Id() == first));
        (await seats[1].GetAsync($"/api/cases/{work.Id}/rooms/{accused.Room}")).Expect(200).Text.ShouldContain("I took the time to think.");

        var vera = await system.AsAsync("vera@astrolabe.example");
        (await vera.PostAsync($"{sanction}/readmission-requests/{first}/decide", new { outcome = "return", reasons = "x" })).Expect(404, "notFound");
        (await seats[0].PostAsync($"{sanction}/readmission-requests/{first}/decide", new { outcome = "notYet", reasons = "x", askAgainFrom = (await system.NowAsync()).AddDays(200) })).Expect(400);
        var notYet = new { outcome = "notYet", reasons = "Please finish the training first.", askAgainFrom = (await system.NowAsync()).AddDays(20) };
        (await seats[0].PostAsync($"{sanction}/readmission-requests/{first}/decide", notYet)).Expect(202);
        (await seats[1].PostAsync($"{sanction}/readmission-requests/{first}/decide", notYet)).Expect(200);
        var answered = await accused.SeesAsync("the answer", r => r.List("waysBack")[0].List("requests").Any(q => (string?)q["outcome"] == "notYet"));
        answered.Json.List("waysBack")[0].List("requests")[0].Text("reasons").ShouldBe("Please finish the training first.");
        answered.Text.ShouldNotContain("Alice", Case.Sensitive);
        (await accused.InRoom.PostAsync("/api/room/readmission-requests", new { statement = "Now?" })).Expect(409, "tooEarly");

        await run.Reporter.SendAsync("told-ahead", new { wish = true });
        await system.AdvanceAsync("P21D");
        var again = await accused.SendAsync("readmission-requests", new { statement = "I have finished it." });
        await Eventually.TrueAsync("the panel sees the second request", async () => (await seats[0].GetAsync(sanction)).Expect(200).Json.List("readmissionRequests").Count == 2);
        (await seats[0].PostAsync($"{sanction}/conditions/1", new { state = "met" })).Expect(200);
        await accused.SeesAsync("what is met", r => r.List("waysBack")[0].List("conditions")[0].Text("state") == "met");
        var now = await system.NowAsync();
        object Steps(int days) => new { outcome = "returnInSteps", reasons = "Welcome back, first to the chat.", steps = new object[] { new { from = now.AddDays(days), giveBack = new[] { "chat:sextant" } }, new { from = now.AddDays(30) } } };
        (await seats[0].PostAsync($"{sanction}/readmission-requests/{again}/decide", Steps(3))).Expect(409, "tooSoon");
        (await seats[0].PostAsync($"{sanction}/readmission-requests/{again}/decide", Steps(8))).Expect(202);
        (await seats[1].PostAsync($"{sanction}/readmission-requests/{again}/decide", Steps(8))).Expect(200);

        await system.AdvanceAsync("P1DT2H");
        await run.Reporter.SeesAsync("that it becomes milder", r => r.List("messages").Any(m => ((string?)m["text"])?.StartsWith("You wished to be told: on ", StringComparison.Ordinal) == true));
        (await run.Sextant.Chair.StandingAsync(run.Reporter.About.GitHub, "sextant", "chat:sextant")).ShouldBe("suspended");
        await system.AdvanceAsync("P7D");
        await Eventually.TrueAsync("the first step comes", async () => await run.Sextant.Chair.StandingAsync(run.Reporter.About.GitHub, "sextant", "chat:sextant") == "clear");
        (await run.Sextant.Chair.StandingAsync(run.Reporter.About.GitHub, "sextant", "github:sextant")).ShouldBe("suspended");
        await system.AdvanceAsync("P22D");
        await run.Sextant.Chair.BecomesAsync(run.Reporter.About.GitHub, "sextant", "clear");
        await accused.SeesAsync("that it is over", r => r.List("waysBack")[0].List("requests")[^1].List("steps").All(s => (string?)s["state"] == "taken"));
        (await seats[0].GetAsync(sanction)).Expect(200).Json.Text("state").ShouldBe("ended");
    }

    private async Task<string> DecidedAsync(MainFlow run)
    {
        var (work, person) = (run.Work, run.Person);
        await work.NotHeardAsync(person);
        var now = await system.NowAsync();
        var proposal = await work.ProposeAsync(person, new
        {
            route = "meeting",
            findings = new[] { new { person, finding = "violation", category = "harassment" } },
            remedies = new[]
            {
                new
                {
                    person, type = "suspension", scope = new { bodies = new[] { "sextant" } }, until = now.AddDays(50), readmission = "onRequest",
                    conditions = new object[] { "training", new { type = "noContact", with = $"Alice {system.Canary}" } },
                },
            },
            rationale = new { forPanel = $"Three witnesses. {system.Canary}", forAccused = "You insulted people.", forReporter = "We saw what you saw." },
        });
        await work.VoteAsync(proposal);
        await work.TellAsync(person);
        await run.Sextant.Chair.BecomesAsync(run.Reporter.About.GitHub, "sextant", "suspended");
        return $"/api/sanctions/{(await work.ReadAsync()).List("sanctions").Single().Id()}";
    }
}
