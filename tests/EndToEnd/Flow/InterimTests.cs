using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>What a panel does before it decides, as the people who carry it out see it (R37, P9), and what becomes of it when it was somebody else (P22).</summary>
public sealed class InterimTests(RunningSystem system)
{
    [Fact]
    public async Task It_is_ordered_at_once_and_undone_at_its_end()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var chat = await system.AsAsync("chat-admin@orrery.example");
        var until = (await system.NowAsync()).AddDays(3);

        await run.Work.DoneAsync(run.Sextant.Chair, "interim-measures", new { person = run.Person, kind = "mute", spaces = new[] { "chat:sextant" }, until, reason = $"He goes on. {system.Canary}" });

        await run.Sextant.Chair.BecomesAsync(run.Reporter.About.Chat, "sextant", "clear"); // elsewhere than in the chat
        var order = await OrderAsync(chat, run, "mute");
        order.Text("space").ShouldBe("chat:sextant");
        order.ToJsonString().ShouldNotContain(run.Work.Id.ToString());
        (await run.Sextant.Chair.StandingAsync(run.Reporter.About.Chat, "sextant", "chat:sextant")).ShouldBe("limited");
        (await chat.PostAsync($"/api/orders/{order.Id()}/done", new { })).Expect(200);

        await system.AdvanceAsync("P3DT1M");

        await OrderAsync(chat, run, "restore");
        (await run.Sextant.Chair.StandingAsync(run.Reporter.About.Chat, "sextant", "chat:sextant")).ShouldBe("clear");
    }

    [Fact]
    public async Task When_it_was_somebody_else_everything_is_undone_everywhere()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Told);
        var github = await system.AsAsync("github-owner@orrery.example");
        var vera = await system.AsAsync("vera@astrolabe.example");
        (await github.PostAsync($"/api/orders/{(await OrderAsync(github, run, "suspend")).Id()}/done", new { })).Expect(200);
        var notice = await Eventually.GetAsync("the notice", async () => (await vera.AllAsync("/api/bodies/astrolabe/notices?state=open")).FirstOrDefault(n => (string?)n["sanction"] == run.Sanction.ToString()));
        (await vera.PostAsync($"/api/notices/{notice.Id()}/adopt")).Expect(200);
        await vera.BecomesAsync(run.Reporter.About.GitHub, "astrolabe", "suspended");

        await run.Work.DoneAsync(run.Sextant.Seats[0], $"subjects/{run.Person}/mistaken", new { reason = $"A namesake. {system.Canary}" });
        (await run.Sextant.Chair.StandingAsync(run.Reporter.About.GitHub, "sextant")).ShouldBe("suspended", "one seat does not undo what two confirmed");
        var seen = await run.Work.DoneAsync(run.Sextant.Seats[1], $"subjects/{run.Person}/mistaken", new { reason = $"A namesake. {system.Canary}" });

        ((bool)seen.List("subjects").Single()["mistaken"]!).ShouldBeTrue();
        await run.Sextant.Chair.BecomesAsync(run.Reporter.About.GitHub, "sextant", "clear");
        await vera.BecomesAsync(run.Reporter.About.GitHub, "astrolabe", "clear");
        await OrderAsync(github, run, "restore");
        (await run.Sextant.Chair.GetAsync($"/api/sanctions/{run.Sanction}")).Json.Text("state").ShouldBe("overturned");
        var eun = await system.AsAsync("eun@orrery.example");
        await Eventually.TrueAsync("the foundation's notice names nobody", async () => (await eun.AllAsync("/api/bodies/orrery/incident-notices")).All(n => (string?)n["person"] != run.Person.ToString()));
    }

    private static Task<System.Text.Json.Nodes.JsonNode> OrderAsync(Client executor, MainFlow run, string action) => Eventually.GetAsync(
        $"an order to {action}",
        async () => (await executor.AllAsync("/api/orders?assignee=me")).FirstOrDefault(o => run.Reporter.About.Accounts.Contains((string?)o["account"]) && (string?)o["action"] == action));
}
