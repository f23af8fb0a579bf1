using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>S10: the mediator as an actor.</summary>
public sealed partial class ScenarioTests
{
    // An outside mediator works for the panel and is none of it: asked about conflicts, given what they need, without a vote, and gone at the end.
    private async Task TheFoundationMayEngageAMediatorAsync(CaseWork work, Reporter reporter)
    {
        await work.Committee.TakeUpAsync(reporter.Report, [.. work.Committee.Seats.Where(s => s != work.Committee.Chair)]);
        await work.AcknowledgeAsync();
        await work.TriageAsync();
        var person = (await work.ReadAsync()).List("subjects")[0].Id("person");
        var accused = await Accused.EnterAsync(system, work, person);
        await work.ShowsAsync("that the person is in the room", c => c.List("rooms")[0]["enteredAt"] is not null);
        var seats = (await work.ReadAsync()).List("panel").Count;
        var (piece, other) = (await reporter.SendAsync(System.Text.Encoding.UTF8.GetBytes($"what was said {system.Canary}"), "said.txt"), await reporter.SendAsync("another"u8.ToArray(), "other.txt"));
        var mia = await Outsider.SeatAsync(system, work.Committee);

        var engaged = await work.DoneAsync(work.Committee.Chair, "outside", new
        {
            seat = mia.Seat, @as = "mediator", task = $"Please lead it. {system.Canary}", include = new[] { piece }, termsAccepted = await system.NowAsync(), until = (await system.NowAsync()).AddDays(20),
        });

        var engagement = engaged.List("engagements").ShouldHaveSingleItem().Id();
        await reporter.SeesAsync("who will work on it from outside", r => r.List("messages").Any(m => m.Text("text").Contains(mia.Name, StringComparison.Ordinal)));
        (await accused.SeesAsync("who will work on it from outside", r => r.List("messages").Any(m => m.Text("kind") == "outside"))).Json.List("messages").Single(m => m.Text("kind") == "outside").Id().ShouldBe(mia.Seat, "to that seat the person may object");
        (await mia.Client.GetAsync("/api/engagements")).Expect(200).Items.ShouldBeEmpty("people may exclude them first (P16)");
        await system.AdvanceAsync("P2D");
        var asked = await Eventually.GetAsync("their conflict request", async () => (await mia.Client.GetAsync("/api/engagements")).Expect(200).Items.SingleOrDefault());
        asked.Id().ShouldBe(engagement);
        asked.ToJsonString().ShouldNotContain(work.Id.ToString());
        (await mia.Client.GetAsync($"/api/engagements/{engagement}/evidence/{piece}")).Expect(404);
        (await mia.Client.PostAsync($"/api/conflict-requests/{engagement}/answer", new { answer = "none" })).Expect(200);

        var given = (await mia.Client.GetAsync("/api/engagements")).Expect(200).Items.ShouldHaveSingleItem();
        given.Text("task").ShouldContain("Please lead it.");
        var detail = (await mia.Client.GetAsync($"/api/engagements/{engagement}/evidence/{piece}")).Expect(200).Text;
        detail.ShouldNotContain($"Ana {system.Canary}");
        (await mia.Client.GetAsync($"/api/engagements/{engagement}/evidence/{other}")).Expect(404);
        await NothingElseAsync(mia.Client, work, reporter);
        await work.DoneAsync(work.Committee.Chair, "mediation", new { step = "propose", parties = new[] { person, Guid.Parse((string)(await work.ReadAsync()).List("reports")[0]["report"]!) }, text = $"An outside mediator would lead it. {system.Canary}" });
        (await mia.Client.PostAsync($"/api/engagements/{engagement}/report", new { text = $"They agree to talk. {system.Canary}" })).Expect(201);

        var seen = await work.ReadAsync();
        seen.List("mediations").Count.ShouldBe(1);
        seen.List("engagements").ShouldHaveSingleItem().List("words").ShouldHaveSingleItem().Text("text").ShouldContain("They agree to talk.");
        seen.List("panel").Count.ShouldBe(seats, "nobody joined the panel by it");
        (await work.Committee.Chair.AllAsync($"/api/cases/{work.Id}/reads")).ShouldContain(r => r.Text("role") == "outside" && (string?)r["thing"] == piece.ToString());
        (await work.Committee.Chair.TrailAsync(work.Id, "outsideReported")).ToJsonString().ShouldContain("outsideEngaged");
        await work.DoneAsync(work.Committee.Chair, $"outside/{engagement}/end");
        (await mia.Client.GetAsync("/api/engagements")).Expect(200).Items.ShouldBeEmpty();
        (await mia.Client.GetAsync($"/api/engagements/{engagement}/evidence/{piece}")).Expect(404);
    }

    private static async Task NothingElseAsync(Client outsider, CaseWork work, Reporter reporter)
    {
        foreach (var path in new[]
        {
            $"/api/cases/{work.Id}", $"/api/cases/{work.Id}/history", $"/api/cases/{work.Id}/reads", $"/api/cases/{work.Id}/evidence", $"/api/cases/{work.Id}/reports/{reporter.Report}", $"/api/trail/{work.Id}", $"/api/trail/{reporter.Report}",
            "/api/bodies/orrery/cases", "/api/bodies/orrery/conflict-requests", "/api/bodies/orrery/transfers", "/api/bodies/orrery/incident-notices", "/api/bodies/orrery/sanctions", "/api/bodies/orrery/notices",
        })
        {
            (await outsider.GetAsync(path)).Expect(404, "notFound");
        }

        (await outsider.PostAsync("/api/bodies/orrery/cases/search", new { account = reporter.About.GitHub })).Expect(404);
        (await outsider.PostAsync($"/api/cases/{work.Id}/proposals", new { })).Expect(404);
        (await outsider.PostAsync("/api/prior-violations", new { })).Expect(404);
    }
}
