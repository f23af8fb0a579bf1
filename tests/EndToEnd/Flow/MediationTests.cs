using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Mediation through the gateway (R41, P6): asked for on each one's own page, and no answer is shown to anybody.</summary>
public sealed class MediationTests(RunningSystem system)
{
    [Fact]
    public async Task Both_agree_on_their_own_pages_the_decision_waits_and_an_agreement_ends_it()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Identified);
        var (work, reporter, seats) = (run.Work, run.Reporter, run.Sextant.Seats);
        (await work.DoAsync(seats[1], "mediation", new { step = "propose", parties = new[] { run.Person, reporter.Report } })).Expect(409, "notOnTheirPage");
        var accused = await Accused.EnterAsync(system, work, run.Person);
        await work.ShowsAsync("that the person is in the room", c => c.List("rooms")[0]["enteredAt"] is not null);
        await work.NotHeardAsync(run.Person);

        await work.DoneAsync(seats[1], "mediation", new { step = "propose", parties = new[] { run.Person, reporter.Report } });

        await reporter.SeesAsync("that they are asked", r => r.List("mediations").Any(m => m.Text("state") == "asked"));
        (await accused.LookAsync()).Json.List("mediations").ShouldBeEmpty("the affected person is asked first");
        (await work.DoAsync(run.Sextant.Chair, "proposals", work.Suspension(run.Person, await system.NowAsync(), 42, new[] { "sextant" }))).Expect(409, "mediationOpen");
        await reporter.SendAsync("mediation", new { answer = "yes" });
        await accused.SeesAsync("that they are asked", r => r.List("mediations").Any(m => m.Text("state") == "asked"));

        await accused.SendAsync("mediation", new { answer = "no" });
        (await accused.LookAsync()).Json.List("mediations")[0].Text("answer").ShouldBe("no");
        (await reporter.LookAsync()).Json.List("mediations")[0].Text("state").ShouldBe("asked", "a no looks like silence");
        await accused.SendAsync("mediation", new { answer = "yes" });
        await reporter.SeesAsync("that it takes place", r => r.List("mediations")[0].Text("state") == "takesPlace");
        (await work.ReadAsync())["mediations"]!.ToJsonString().ShouldNotContain("answer");

        await work.DoneAsync(seats[2], "mediation", new { step = "outcome", outcome = "agreement", note = $"They keep apart in reviews. {system.Canary}" });
        await reporter.SeesAsync("the agreement", r => r.List("mediations")[0].Text("state") == "agreement");
        var seen = await accused.SeesAsync("the agreement", r => r.List("mediations")[0].Text("state") == "agreement");
        foreach (var word in new[] { system.Canary, reporter.Report.ToString(), "Ana" })
        {
            seen.Text.ShouldNotContain(word, Case.Sensitive);
        }

        await work.ProposeAsync(run.Person, work.Suspension(run.Person, await system.NowAsync(), 42, new[] { "sextant" }));
    }
}
