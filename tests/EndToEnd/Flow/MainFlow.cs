using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>The way of one report through Sextant, as far as a test wants it; every step is checked on the way.</summary>
internal sealed record MainFlow(RunningSystem System, Committee Sextant, Reporter Reporter, CaseWork Work, Guid Person, Guid Sanction)
{
    public enum Until
    {
        Identified,
        Decided,
        Told,
        End,
    }

    public static Task<MainFlow> RunAsync(RunningSystem system, bool toTheEnd) => RunAsync(system, toTheEnd ? Until.End : Until.Identified);

    public static async Task<MainFlow> RunAsync(RunningSystem system, Until until)
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(reporter.Report);
        var flow = new MainFlow(system, sextant, reporter, work, default, default);

        await work.AcknowledgeAsync();
        var seen = await reporter.SeesAsync("the acknowledgement", r => r["acknowledgedAt"] is not null && r.List("messages").Count > 0);
        seen.Json.List("messages").ShouldContain((JsonNode m) => m.Text("from") == "committee" && m.Text("text").StartsWith("We have read it"));
        await work.TriageAsync();
        flow = flow with { Person = await work.IdentifyAsync() };
        await flow.FoundationIsNotifiedAsync();
        if (until == Until.Identified)
        {
            return flow;
        }

        flow = await flow.DecideAsync();
        if (until == Until.Decided)
        {
            return flow;
        }

        await flow.TellAsync();
        if (until == Until.Told)
        {
            return flow;
        }

        await flow.OfferIsAnsweredAsync();
        await flow.OrdersAreCarriedOutAsync();
        return flow;
    }

    /// <summary>The incident notice: a code name and a category, nothing else (P7).</summary>
    private async Task FoundationIsNotifiedAsync()
    {
        var eun = await System.AsAsync("eun@orrery.example");
        var now = await System.NowAsync();
        var notice = await Eventually.GetAsync("the incident notice", async () =>
            (await eun.AllAsync("/api/bodies/orrery/incident-notices")).LastOrDefault(n => (string?)n["person"] == Person.ToString()));
        notice.Text("body").ShouldBe("sextant");
        notice.Text("category").ShouldNotBeNullOrEmpty();
        notice.Text("codeName").ShouldNotBeNullOrEmpty();
        notice.Instant("at").ShouldBeLessThanOrEqualTo(now.AddMinutes(1));
        notice.ToJsonString().ShouldNotContain(System.Canary);
    }

    private async Task<MainFlow> DecideAsync()
    {
        await Work.HearAsync(Person);
        var now = await System.NowAsync();
        var offer = new { to = new[] { "astrolabe", "gnomon" }, because = "sameSpaces", answerBy = now.AddDays(14) };
        var proposal = await Work.ProposeAsync(Person, Work.Suspension(Person, now, 42, new[] { "sextant" }, offer));
        (await Work.ReadAsync()).Text("state").ShouldBe("deliberating");

        var decided = await Work.VoteAsync(proposal);

        decided.List("proposals").Single(p => p.Id() == proposal).Text("state").ShouldBe("adopted");
        decided["decision"].ShouldNotBeNull();
        var sanction = decided.List("sanctions").Single().Id();
        (await Work.DoAsync(Sextant.Seats[1], $"proposals/{proposal}/votes", new { vote = "no" })).Expect(409, "proposalAdopted");
        var waiting = await Eventually.GetAsync("the sanction is known", async () => await SanctionAsync(sanction));
        waiting.Text("state").ShouldBe("awaitingNotice");
        (await Sextant.Chair.StandingAsync(Reporter.About.GitHub, "sextant")).ShouldBe("clear");
        return this with { Sanction = sanction };
    }

    private async Task TellAsync()
    {
        await Work.TellAsync(Person);
        await Sextant.Chair.BecomesAsync(Reporter.About.GitHub, "sextant", "suspended");
        await Sextant.Chair.BecomesAsync(Reporter.About.Chat, "sextant", "suspended");
        await Reporter.SeesAsync("that it is decided", r => (string?)r["state"] is "decided" or "finished");
        var vera = await System.AsAsync("vera@astrolabe.example");
        (await vera.StandingAsync(Reporter.About.GitHub, "astrolabe")).ShouldBeOneOf("clear", "flagged");
        (await Sextant.Chair.StandingAsync("github:somebody-else", "sextant")).ShouldBe("clear");
        (await vera.GetAsync($"/api/standing?account={Uri.EscapeDataString(Reporter.About.GitHub)}&body=sextant")).Expect(404);
    }

    /// <summary>Astrolabe adopts, Gnomon (for which the foundation answers) declines.</summary>
    private async Task OfferIsAnsweredAsync()
    {
        var vera = await System.AsAsync("vera@astrolabe.example");
        var eun = await System.AsAsync("eun@orrery.example");
        var toAstrolabe = await NoticeAsync(vera, "astrolabe");
        var toGnomon = await NoticeAsync(eun, "gnomon");
        ((int)(await vera.GetAsync($"/api/cases/{Work.Id}")).Status).ShouldBe(404);

        ((int)(await vera.PostAsync($"/api/notices/{toAstrolabe}/adopt")).Status).ShouldBe(200);
        ((int)(await eun.PostAsync($"/api/notices/{toGnomon}/decline", new { reason = "outOfScope", text = $"Not with us. {System.Canary}" })).Status).ShouldBe(200);

        await vera.BecomesAsync(Reporter.About.GitHub, "astrolabe", "suspended");
        (await eun.StandingAsync(Reporter.About.GitHub, "gnomon")).ShouldBe("clear");
        (await eun.StandingAsync(Reporter.About.GitHub, "quadrant")).ShouldBe("clear");
    }

    private async Task OrdersAreCarriedOutAsync()
    {
        await CarryOutAsync("github-owner", Reporter.About.GitHub, "github:sextant", "github:astrolabe");
        await CarryOutAsync("chat-admin", Reporter.About.Chat, "chat:sextant", "chat:astrolabe");
        await Eventually.TrueAsync("all orders are closed", async () => (await SanctionAsync(Sanction))!.List("orders").All(o => (string?)o["state"] is "done" or "verified"), otherwise: () => "");
    }

    private async Task CarryOutAsync(string executor, string account, params string[] spaces)
    {
        var client = await System.AsAsync($"{executor}@orrery.example");
        IReadOnlyList<JsonNode> seen = [];
        var orders = await Eventually.GetAsync(
            $"orders of {executor}",
            async () =>
            {
                seen = [.. (await client.AllAsync("/api/orders?assignee=me")).Where(o => (string?)o["account"] == account)];
                return spaces.Except(seen.Select(o => o.Text("space"))).Any() ? null : seen;
            },
            otherwise: () => string.Join(' ', seen.Select(s => s.ToJsonString())));
        foreach (var order in orders)
        {
            order.ToJsonString().ShouldNotContain(Work.Id.ToString());
            (await client.PostAsync($"/api/orders/{order.Id()}/done", new { proof = $"Done in the settings. {System.Canary}" })).Expect(200);
        }
    }

    // Before the conflict answer a notice shows neither account nor type; the sanction tells which it is.
    public async Task<Guid> NoticeAsync(Client seat, string body) => (await Eventually.GetAsync($"a notice to {body}", async () =>
        (await seat.AllAsync($"/api/bodies/{body}/notices?state=open")).FirstOrDefault(n => (string?)n["sanction"] == Sanction.ToString()))).Id();

    private async Task<JsonNode?> SanctionAsync(Guid id)
    {
        var answer = await Sextant.Chair.GetAsync($"/api/sanctions/{id}");
        return (int)answer.Status == 404 ? null : answer.Expect(200).Json;
    }
}
