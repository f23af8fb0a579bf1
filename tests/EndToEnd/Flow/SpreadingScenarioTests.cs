using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Scenarios of measures beyond the body that decided: what others make of them, and how they are carried out.</summary>
public sealed class SpreadingScenarioTests(RunningSystem system)
{
    [Fact]
    public async Task S20_what_a_project_offers_every_body_answers_for_itself_and_who_does_not_answer_has_not_adopted_it()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.TriageAsync();
        var person = await work.IdentifyAsync();
        await work.HearAsync(person);
        var answerBy = (await system.NowAsync()).AddDays(14);
        var offer = new { to = new[] { "astrolabe", "gnomon", "quadrant" }, because = "sameSpaces", answerBy };
        var proposal = await work.ProposeAsync(person, work.Suspension(person, await system.NowAsync(), 45, new[] { "sextant" }, offer, ["github:sextant", "chat:sextant"]));
        var sanction = (await work.VoteAsync(proposal)).List("sanctions").Single().Id();
        await work.TellAsync(person);
        await sextant.Chair.BecomesAsync(reporter.About.GitHub, "sextant", "suspended");
        var (vera, eun, ada) = (await system.AsAsync("vera@astrolabe.example"), await system.AsAsync("eun@orrery.example"), await system.AsAsync("ada@orrery.example"));

        var unseen = await NoticeAsync(vera, "astrolabe", sanction);
        unseen["account"].ShouldBeNull("before they said how they stand to the person");
        unseen.ToJsonString().ShouldNotContain(reporter.About.GitHub);
        foreach (var (seat, body) in new[] { (vera, "astrolabe"), (eun, "gnomon") })
        {
            var notice = await NoticeAsync(seat, body, sanction);
            (await seat.PostAsync($"/api/notices/{notice.Id()}/conflict-answer", new { answer = "none" })).Expect(200);
            var seen = await NoticeAsync(seat, body, sanction);
            (seen.List("accounts").Select(a => (string)a!).Order(StringComparer.Ordinal), seen.Text("type")).ShouldSatisfyAllConditions(
                n => n.Item1.ShouldBe(reporter.About.Accounts.Order(StringComparer.Ordinal)), n => n.Item2.ShouldBe("suspension"));
            seen["category"].ShouldBeNull("nobody asked what for");
            (await seat.PostAsync($"/api/notices/{notice.Id()}/category")).Expect(200).Json.Text("category").ShouldBe("harassment");
            (await NoticeAsync(seat, body, sanction)).Text("category").ShouldBe("harassment");
            seen["digest"]!.Text("signature").ShouldNotBeEmpty();
            (await seat.StandingAsync(reporter.About.GitHub, body)).ShouldBe("flagged");
        }

        (await vera.PostAsync($"/api/notices/{unseen.Id()}/adopt")).Expect(200);
        var narrower = await NoticeAsync(eun, "gnomon", sanction);
        (await eun.PostAsync($"/api/notices/{narrower.Id()}/adapt", new { scope = new { spaces = new[] { "chat:gnomon" } }, until = answerBy.AddDays(90) })).Expect(409, "wider");
        (await eun.PostAsync($"/api/notices/{narrower.Id()}/adapt", new { scope = new { spaces = new[] { "chat:gnomon" } } })).Expect(200);

        foreach (var (seat, body, space, standing) in new[]
        {
            (vera, "astrolabe", "github:astrolabe", "suspended"), (vera, "astrolabe", "chat:astrolabe", "suspended"), (eun, "gnomon", "chat:gnomon", "suspended"), (eun, "gnomon", "github:gnomon", "clear"),
            (ada, "quadrant", "github:quadrant", "clear"),
        })
        {
            (await seat.StandingAsync(reporter.About.Accounts.Single(a => a[..2] == space[..2]), body, space)).ShouldBe(standing, space);
        }

        var spaces = await Eventually.GetAsync("orders of chat and GitHub", async () => await OrdersAsync(reporter.About, "github-owner", "chat-admin") is { Count: 5 } all ? all : null);
        spaces.Select(o => o.Text("space")).ShouldBe(["github:sextant", "chat:sextant", "github:astrolabe", "chat:astrolabe", "chat:gnomon"], ignoreOrder: true);
        foreach (var (seat, body) in new[] { (vera, "astrolabe"), (eun, "gnomon") })
        {
            var copy = (await seat.GetAsync($"/api/sanctions/{(await NoticeAsync(seat, body, sanction)).Id("copy")}")).Expect(200).Json;
            (copy.Text("basis"), copy["origin"]!.Text("body")).ShouldBe(("adopted", "sextant"));
        }

        await system.AdvanceAsync("P14DT1M");
        await Eventually.TrueAsync("the time to answer is over", async () => (await NoticeAsync(ada, "quadrant", sanction)).Text("state") == "lapsed");
        var late = await NoticeAsync(ada, "quadrant", sanction);
        (await ada.PostAsync($"/api/notices/{late.Id()}/adopt")).Expect(409, "lapsed");
        (await ada.StandingAsync(reporter.About.GitHub, "quadrant")).ShouldBe("clear", "no answer is not a yes");
        (await sextant.Chair.GetAsync($"/api/sanctions/{sanction}")).Expect(200).Json.List("notices").ToDictionary(n => n.Text("body"), n => n.Text("state"))
            .ShouldBe(new Dictionary<string, string> { ["astrolabe"] = "adopted", ["gnomon"] = "adapted", ["quadrant"] = "lapsed" }, ignoreOrder: true);
    }

    [Fact]
    public async Task S22_the_person_is_told_first_then_access_is_cut_and_the_case_waits_until_every_order_is_done_or_waived()
    {
        var old = $"list:{system.Canary}-{Guid.NewGuid():N}@old.example";
        var found = $"list:{system.Canary}-{Guid.NewGuid():N}@new.example";
        var about = Person.New(system.Canary);
        var reporter = await Reporter.FileAsync(system, ["sextant", "astrolabe"], about, r => r["subjects"]![0]!["accounts"]!.AsArray().Add(old));
        var orrery = await Committee.OfOrreryAsync(system);
        var work = await orrery.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();
        await work.TriageAsync("high");
        var person = await work.IdentifyAsync();
        await work.HearAsync(person);
        var proposal = await work.ProposeAsync(person, Ban(person, await system.NowAsync()));
        (await work.VoteAsync(proposal)).Text("state").ShouldBe("awaitingLegal", "twelve weeks");
        await work.AskCounselAsync(proposal);
        await work.ShowsAsync("the decision", c => c["decision"] is not null && c.Text("state") == "decided");
        (await OrdersAsync(about, "github-owner", "chat-admin", "list-admin")).ShouldBeEmpty("the person has not been told");
        (await orrery.Chair.StandingAsync(about.GitHub, "orrery")).ShouldBe("clear");

        await work.TellAsync(person);

        await orrery.Chair.BecomesAsync(about.GitHub, "orrery", "banned");
        var everywhere = new[] { "sextant", "astrolabe", "gnomon", "quadrant" }.SelectMany(b => new[] { $"github:{b}", $"chat:{b}", $"list:{b}" }).ToList();
        var orders = await Eventually.GetAsync(
            "an order in every space", async () => await OrdersAsync(about, "github-owner", "chat-admin", "list-admin", old) is { Count: var n } all && n == everywhere.Count ? all : null);
        orders.Select(o => o.Text("space")).ShouldBe(everywhere, ignoreOrder: true);
        orders.ShouldAllBe(o => o.AsObject().Select(m => m.Key).All(k => k == "id" || k == "account" || k == "space" || k == "action" || k == "from" || k == "until" || k == "state" || k == "due"), "account, space, action, dates");

        var list = await system.AsAsync("list-admin@orrery.example");
        foreach (var order in orders)
        {
            var executor = await system.AsAsync($"{(order.Text("space")[..4]) switch { "gith" => "github-owner", "chat" => "chat-admin", _ => "list-admin" }}@orrery.example");
            _ = order.Text("account") == old
                ? (await list.PostAsync($"/api/orders/{order.Id()}/failed", new { reason = "account not found" })).Expect(200)
                : (await executor.PostAsync($"/api/orders/{order.Id()}/done", new { proof = $"Removed. {system.Canary}" })).Expect(200);
        }

        (await work.ClosingAsync(reporter.Report)).ShouldBe("ordersOpen");
        foreach (var seat in orrery.Seats.Take(2))
        {
            await work.DoneAsync(seat, "subjects", new { person, accounts = new[] { found }, identification = "confirmed" });
        }

        var further = await Eventually.GetAsync("orders for the other address", async () => await OrdersAsync(about, "list-admin", found) is { Count: 4 } all ? all : null);
        foreach (var order in further)
        {
            (await list.PostAsync($"/api/orders/{order.Id()}/done", new { })).Expect(200);
        }

        (await work.ClosingAsync(reporter.Report)).ShouldBe("ordersOpen", "what failed is open until somebody lets it go");
        foreach (var order in orders.Where(o => o.Text("account") == old))
        {
            (await orrery.Chair.PostAsync($"/api/orders/{order.Id()}/waive", new { })).Expect(400);
            (await orrery.Chair.PostAsync($"/api/orders/{order.Id()}/waive", new { reason = $"He has left that address. {system.Canary}" })).Expect(200);
        }

        await work.ShowsAsync("that all is carried out", c => c.Text("state") == "monitoring");
        (await work.ClosingAsync(reporter.Report)).ShouldBe("closed");
    }

    private static async Task<JsonNode> NoticeAsync(Client seat, string body, Guid sanction) =>
        await Eventually.GetAsync($"the notice to {body}", async () => (await seat.AllAsync($"/api/bodies/{body}/notices")).FirstOrDefault(n => (string?)n["sanction"] == sanction.ToString()));

    // Executors by their names, and further accounts of the person.
    private async Task<List<JsonNode>> OrdersAsync(Person about, params string[] whoAndWhat)
    {
        var orders = new List<JsonNode>();
        foreach (var executor in whoAndWhat.Where(w => !w.Contains(':', StringComparison.Ordinal)))
        {
            var client = await system.AsAsync($"{executor}@orrery.example");
            orders.AddRange((await client.AllAsync("/api/orders?assignee=me")).Where(o => about.Accounts.Concat(whoAndWhat).Contains((string?)o["account"])));
        }

        return orders;
    }

    private object Ban(Guid person, DateTimeOffset now) => new
    {
        route = "meeting",
        findings = new[] { new { person, finding = "violation", category = "harassment" } },
        remedies = new[] { new { person, type = "ban", scope = new { bodies = "all", spaces = Array.Empty<string>() }, from = now, until = now.AddDays(84), readmission = "onRequest" } },
        rationale = new { forPanel = $"Three witnesses. {system.Canary}", forAccused = $"You threatened people. {system.Canary}", forReporter = $"We saw what you saw. {system.Canary}" },
    };
}
