using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>An apology through the gateway (P12): from a room, past the panel, onto a page where nobody has to open it.</summary>
public sealed class ApologyTests(RunningSystem system)
{
    [Fact]
    public async Task It_is_read_by_who_wants_to_and_nothing_tells_the_writer()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var (work, reporter, seats) = (run.Work, run.Reporter, run.Sextant.Seats);
        var accused = await Accused.EnterAsync(system, work, run.Person);
        await work.ShowsAsync("that the person is in the room", c => c.List("rooms")[0]["enteredAt"] is not null);
        (await accused.InRoom.PostAsync("/api/room/apologies", new { text = "I am sorry." })).Expect(409, "noRoomForIt");
        var agreement = await AgreedAsync(run);
        await work.DoneAsync(seats[0], $"agreements/{agreement}/apology", new { affected = reporter.Report });
        var asked = await accused.SeesAsync("that there is room for one", r => r.List("apologies").Any(a => a.Text("state") == "open"));
        foreach (var word in new[] { reporter.Report.ToString(), "Ana", system.Canary })
        {
            asked.Json["apologies"]!.ToJsonString().ShouldNotContain(word, Case.Sensitive);
        }

        await accused.SendAsync("apologies", new { text = $"It was your own fault. {system.Canary}" });
        var apology = await WaitsAsync(work);
        (await seats[1].GetAsync($"/api/cases/{work.Id}/rooms/{accused.Room}")).Expect(200).Text.ShouldContain("your own fault");
        await work.DoneAsync(seats[1], $"apologies/{apology}/check", new { passOn = false, why = $"It blames somebody. {system.Canary}" });
        await accused.SeesAsync("that it came back", r => r.List("apologies")[0].Text("state") == "returned" && r.List("apologies")[0].Text("why").StartsWith("It blames", StringComparison.Ordinal));
        (await reporter.LookAsync()).Json.List("apologies").ShouldBeEmpty();
        await accused.SendAsync("apologies", new { text = $"I am sorry, it was wrong. {system.Canary}" });
        await WaitsAsync(work);
        var before = await accused.SeesAsync("that it was written", r => r.List("apologies")[0].Text("state") == "written");

        await work.DoneAsync(seats[1], $"apologies/{apology}/check", new { passOn = true });

        var there = await reporter.SeesAsync("that there is one", r => r.List("apologies").Count == 1);
        there.Text.ShouldNotContain("it was wrong");
        (await reporter.WithReceipt.PostAsync("/api/receipt/apologies", new { answer = "perhaps" })).Expect(400);
        await reporter.SendAsync("apologies", new { answer = "no" });
        (await reporter.LookAsync()).Text.ShouldNotContain("it was wrong");
        var seen = (await work.ReadAsync()).ToJsonString();
        await reporter.SendAsync("apologies", new { answer = "read" });
        (await reporter.LookAsync()).Text.ShouldContain("I am sorry, it was wrong");

        (await accused.LookAsync()).Json["apologies"]!.ToJsonString().ShouldBe(before.Json["apologies"]!.ToJsonString());
        (await work.ReadAsync()).ToJsonString().ShouldBe(seen, "the panel is told nothing either");
        (await seats[1].GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Text.ShouldNotContain("it was wrong");
        JsonNode trail = await seats[1].TrailAsync(work.Id, "apologyPassedOn");
        trail.ToJsonString().ShouldNotContain(system.Canary);
    }

    private static async Task<Guid> AgreedAsync(MainFlow run)
    {
        var (work, seats) = (run.Work, run.Sextant.Seats);
        await work.NotHeardAsync(run.Person);
        var proposal = await work.ProposeAsync(run.Person, new
        {
            route = "meeting",
            findings = new[] { new { person = run.Person, finding = "resolvedWithoutFinding" } },
            remedies = new[] { new { person = run.Person, type = "agreement", steps = new[] { new { who = "the person", what = "takes a training", due = "2099-01-01T00:00:00Z", sees = new[] { "panel", "accused" } } } } },
            rationale = new { forPanel = "They talked." },
        });
        var agreement = (await work.VoteAsync(proposal)).List("agreements").ShouldHaveSingleItem().Id();
        (await work.DoAsync(seats[0], $"agreements/{agreement}/apology", new { affected = run.Reporter.Report })).Expect(409, "notOnTheirPage");
        await work.TellAsync(run.Person);
        return agreement;
    }

    private static async Task<Guid> WaitsAsync(CaseWork work) =>
        (await work.ShowsAsync("that one waits", c => c.List("agreements")[0].List("apologies").Any(a => a["waits"] is not null))).List("agreements")[0].List("apologies")[0].Id();
}
