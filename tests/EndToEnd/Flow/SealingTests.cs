using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Scenario 9, and what a reporter's consent opens.</summary>
public sealed class SealingTests(RunningSystem system)
{
    [Fact]
    public async Task S9_below_its_minimum_panel_the_foundation_seals_the_file_and_the_parent_has_it()
    {
        var reporter = await Reporter.FileAsync(system, ["gnomon"]);
        var primaries = await Committee.OfOrreryAsync(system);
        var foundation = new Committee(system, "orrery", [.. primaries.Seats, await AlternateAsync("finn"), await AlternateAsync("gia"), await AlternateAsync("hugo")]);
        foreach (var (seat, answer) in foundation.Seats.Zip(["hard", "hard", "hard", "hard", "soft", "hard", "hard", "soft"]))
        {
            (await foundation.AnswerAsync(seat, reporter.Report, answer)).Expect(answer == "hard" ? 204 : 202);
        }

        await reporter.SeesAsync("to whom it moves", r => r.List("messages").Any(m => m.Text("text").Contains("moves to meridian", StringComparison.Ordinal))); // and may exclude people (P16)
        await system.AdvanceAsync("P2D");
        await reporter.SeesAsync("that the parent has it", r => (string?)r["body"] == "meridian" && r.List("messages").Any(m => m.Text("text").Contains("meridian", StringComparison.Ordinal)));
        var meridian = new Committee(system, "meridian", [await system.AsAsync("maya@meridian.example"), await system.AsAsync("milo@meridian.example")]);
        var work = await meridian.TakeUpAsync(reporter.Report);
        var seen = await work.ReadAsync();
        (seen["jurisdiction"]!.Text("rule"), seen["jurisdiction"]!.Text("because")).ShouldBe(("J7", "J8"));
        var evaluated = (await work.ShowsAsync("what the rules say of it here", c => (string?)c["jurisdiction"]?["evaluated"]?["because"] == "handedUp"))["jurisdiction"]!["evaluated"]!;
        (evaluated.Text("body"), evaluated.Text("rule")).ShouldBe(("meridian", "J8"));

        await NobodyOfTheFoundationReadsAsync(foundation, work, reporter);
        await TheAuditorSeesWhoSealedItAsync(reporter);
        await OnlyAYesOpensTheNameAsync(meridian, work, reporter);
    }

    private static async Task NobodyOfTheFoundationReadsAsync(Committee foundation, CaseWork work, Reporter reporter)
    {
        foreach (var seat in foundation.Seats)
        {
            foreach (var path in new[] { $"/api/cases/{work.Id}", $"/api/cases/{work.Id}/history", $"/api/cases/{work.Id}/reports/{reporter.Report}", $"/api/trail/{work.Id}", $"/api/trail/{reporter.Report}" })
            {
                (await seat.GetAsync(path)).Expect(404, "notFound");
            }

            (await seat.AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
            (await seat.AllAsync("/api/bodies/orrery/cases")).ShouldNotContain(c => c.Id() == work.Id);
        }
    }

    private async Task TheAuditorSeesWhoSealedItAsync(Reporter reporter)
    {
        var auditor = await system.AsAsync("auditor@orrery.example");

        var trail = await auditor.TrailAsync(reporter.Report, "routed", "opened", "transferDue", "steppedUp", "sealed", "transferred");

        var node = trail.List("nodes").Single(n => n.Text("kind") == "sealed");
        (node["by"]!.Text("role"), node.Text("rule"), node.Text("body")).ShouldBe(("system", "J8", "orrery"));
        trail.ToJsonString().ShouldNotContain(system.Canary);
    }

    // The report left the parent open: consent "askMe".
    private static async Task OnlyAYesOpensTheNameAsync(Committee meridian, CaseWork work, Reporter reporter)
    {
        var path = $"/api/cases/{work.Id}/reports/{reporter.Report}";
        var without = (await meridian.Chair.GetAsync(path)).Expect(200).Json;
        (without["identitySealed"]!.GetValue<bool>(), without["reporter"]!["name"], without["reporter"]!["contact"]).ShouldBe((true, null, null));
        without["affected"]![0]!["name"].ShouldBeNull();
        without.Text("description").ShouldContain("insulted");
        await reporter.SeesAsync("the question", r => r.List("consents").Any(c => c.Text("audience") == "parent" && c.Text("body") == "meridian" && c["answer"] is null));

        await reporter.ConsentAsync("parent", "yes");

        var with = (await meridian.Chair.GetAsync(path)).Expect(200).Json;
        with["reporter"]!.Text("name").ShouldContain("Ana");
        with["identitySealed"]!.GetValue<bool>().ShouldBeFalse();
        (await reporter.LookAsync()).Json.List("consents").Single(c => c.Text("audience") == "parent").Text("answer").ShouldBe("yes");
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    public async Task A_referral_no_rule_demands_depends_on_the_reporters_word(string answer)
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"], change: r => r["consent"]!["foundation"] = "askMe");
        var work = await sextant.TakeUpAsync(reporter.Report, sextant.Chair, sextant.Seats[1]);
        var transfer = (await work.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", context = $"Our view. {system.Canary}", share = "all" }))["transfer"]!.Id();
        await reporter.SeesAsync("the question", r => r.List("consents").Any(c => c.Text("body") == "orrery") && r.List("messages").Any(m => m.Text("text").Contains("only if you agree", StringComparison.Ordinal)));

        await reporter.ConsentAsync("foundation", answer);

        if (answer == "no")
        {
            await work.ShowsAsync("that it was not made", c => c["transfer"]?.Text("state") == "notMade");
            await reporter.SeesAsync("that it stays", r => r.List("messages").Any(m => m.Text("text").Contains("stays with us", StringComparison.Ordinal)));
            return;
        }

        await work.ShowsAsync("the yes", c => c.List("consents").Any(s => (string?)s["answer"] == "yes"));
        await system.AdvanceAsync("P2D");
        var eun = await system.AsAsync("eun@orrery.example");
        await Eventually.TrueAsync("the offer", async () => (await eun.AllAsync("/api/bodies/orrery/transfers")).Any(t => t.Id() == transfer));
        (await eun.PostAsync($"/api/transfers/{transfer}/accept")).Expect(200);
        var orrery = await Committee.OfOrreryAsync(system);
        var taken = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        (await orrery.Chair.GetAsync($"/api/cases/{taken.Id}/reports/{reporter.Report}")).Expect(200).Json["reporter"]!.Text("name").ShouldContain("Ana");
    }

    [Fact]
    public async Task What_a_rule_demands_goes_without_the_name_when_the_reporter_said_no()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"], change: r =>
        {
            r["consent"]!["foundation"] = "no";
            r["reporter"]!["name"] = "Ana SEALEDNAME";
            r["affected"]![0]!["name"] = "Ana SEALEDNAME";
        });
        var old = await sextant.TakeUpAsync(reporter.Report, sextant.Chair, sextant.Seats[1]);
        await old.DoneAsync(sextant.Chair, "notes", new { text = "Ana SEALEDNAME told me on the phone." });
        await old.DoneAsync(sextant.Chair, "acknowledge", new { message = "Dear Ana SEALEDNAME" });
        await old.DoneAsync(sextant.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var transfer = (await old.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", rule = "J4", share = "all" }))["transfer"]!.Id();
        await system.AdvanceAsync("P2D");
        var eun = await system.AsAsync("eun@orrery.example");
        await Eventually.TrueAsync("the offer", async () => (await eun.AllAsync("/api/bodies/orrery/transfers")).Any(t => t.Id() == transfer));
        (await eun.PostAsync($"/api/transfers/{transfer}/accept")).Expect(200);

        var orrery = await Committee.OfOrreryAsync(system);
        (await orrery.RequestAsync(orrery.Chair, reporter.Report)).ToJsonString().ShouldNotContain("SEALEDNAME");
        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);

        (await work.ReadAsync()).ToJsonString().ShouldNotContain("SEALEDNAME");
        var read = (await orrery.Chair.GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Json;
        (read["reporter"]!["name"], read["affected"]![0]!["name"]).ShouldBe((null, null));
        read.Text("description").ShouldContain("insulted");
    }

    private Task<Client> AlternateAsync(string name) => system.AsAsync($"{name}@orrery.example");
}
