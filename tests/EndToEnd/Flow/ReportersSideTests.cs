using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>What a reporter can do after filing: exclude, withdraw, complain, tell how they fare (P11, P21, R65).</summary>
public sealed class ReportersSideTests(RunningSystem system)
{
    [Fact]
    public async Task A_complaint_reaches_the_body_above_and_nobody_it_is_about()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(reporter.Report, sextant.Chair, sextant.Seats[1]);
        await reporter.SeesAsync("who has it", r => (string?)r["body"] == "sextant");
        var before = await work.ReadAsync();

        await reporter.SendAsync("complaints", new { ground = "leak", text = $"Ira talks about it. {system.Canary}" });

        var complaint = await reporter.FollowUpAsync("complaint");
        var orrery = await Committee.OfOrreryAsync(system);
        var above = await orrery.TakeUpAsync(complaint, orrery.Chair, orrery.Seats[0]);
        var seen = await above.ReadAsync();
        (seen["jurisdiction"]!.Text("rule"), seen.List("reports")[0].Text("kind"), seen.List("links").Count).ShouldBe(("P21", "complaint", 0));
        var read = (await orrery.Chair.GetAsync($"/api/cases/{above.Id}/reports/{complaint}")).Expect(200).Json;
        (read.Text("description").StartsWith("Ira talks", StringComparison.Ordinal), read["complaint"]!.Text("ground"), read["complaint"]!.Text("body")).ShouldBe((true, "leak", "sextant"));
        read.List("subjects").ShouldBeEmpty();

        await NobodyComplainedAboutLearnsAsync(sextant, work, above, complaint, before);
        await WhoHearsItReadsNothingOfTheMatterAsync(orrery, work, reporter);
        await TheTwoTalkInTheirOwnThreadAsync(reporter, above, complaint);
    }

    private static async Task NobodyComplainedAboutLearnsAsync(Committee sextant, CaseWork work, CaseWork above, Guid complaint, JsonNode before)
    {
        foreach (var seat in sextant.Seats)
        {
            foreach (var path in new[] { $"/api/cases/{above.Id}", $"/api/cases/{above.Id}/reports/{complaint}", $"/api/trail/{complaint}", $"/api/trail/{above.Id}", $"/api/cases/{work.Id}/reports/{complaint}" })
            {
                (await seat.GetAsync(path)).Expect(404, "notFound");
            }

            (await seat.AllAsync("/api/bodies/sextant/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(complaint.ToString()));
        }

        var after = await work.ReadAsync();
        after.ToJsonString().ShouldNotContain(complaint.ToString());
        foreach (var part in new[] { "reports", "links", "flags", "messages", "notes" })
        {
            JsonNode.DeepEquals(before[part], after[part]).ShouldBeTrue(part);
        }
    }

    private static async Task WhoHearsItReadsNothingOfTheMatterAsync(Committee orrery, CaseWork work, Reporter reporter)
    {
        foreach (var path in new[] { $"/api/cases/{work.Id}", $"/api/cases/{work.Id}/reports/{reporter.Report}", $"/api/trail/{reporter.Report}" })
        {
            (await orrery.Chair.GetAsync(path)).Expect(404, "notFound");
        }
    }

    private async Task TheTwoTalkInTheirOwnThreadAsync(Reporter reporter, CaseWork above, Guid complaint)
    {
        await above.AcknowledgeAsync();
        await reporter.SeesAsync("their answer", r => r.List("followUps")[0].List("messages").Count == 1 && r.List("followUps")[0].Text("state") == "beingRead");
        (await reporter.LookAsync()).Json.List("messages").ShouldBeEmpty();

        await reporter.SendAsync("messages", new { text = $"Thank you. {system.Canary}", report = complaint });

        (await above.Committee.Chair.GetAsync($"/api/cases/{above.Id}/reports/{complaint}")).Expect(200).Json.List("thread").ShouldContain((JsonNode e) => e.Text("text").StartsWith("Thank you."));
        (await above.DoAsync(above.Committee.Chair, "transfers", new { to = "sextant", share = "all" })).Expect(409, "complaintStays");
    }

    [Fact]
    public async Task Retaliation_told_at_a_check_in_is_an_urgent_case_that_leads_to_the_first()
    {
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Decided);
        var asked = await run.Reporter.SeesAsync("when it asks", r => r["checkIn"] is not null);
        var due = asked.Json["checkIn"]!.Instant("due");
        asked.Json.Instant("nextDate").ShouldBeLessThan(due, "the decision is told before");
        asked.Json["checkIn"]!["open"]!.GetValue<bool>().ShouldBeFalse();

        await system.AdvanceAsync("P14D");
        await run.Reporter.SeesAsync("that it asks", r => r["checkIn"]!["open"]!.GetValue<bool>());
        await run.Reporter.SendAsync("check-ins", new { answer = "retaliation", text = $"They took my review rights. {system.Canary}" });

        (await run.Reporter.LookAsync()).Json["checkIn"]!.Instant("due").ShouldBe(due.AddDays(28));
        var retaliation = await run.Reporter.FollowUpAsync("retaliation");
        var work = await run.Sextant.TakeUpAsync(retaliation, run.Sextant.Chair);
        var seen = await work.ReadAsync();
        (seen.Text("urgency"), seen.List("links").ShouldHaveSingleItem().Id("case")).ShouldBe(("urgent", run.Work.Id));
        seen.List("subjects").ShouldHaveSingleItem().Id("person").ShouldBe(run.Person);
        (await run.Sextant.Chair.GetAsync($"/api/cases/{run.Work.Id}/reports/{run.Reporter.Report}")).Expect(200).Text.ShouldNotContain("review rights");
    }

    [Fact]
    public async Task Whoever_was_complained_about_does_not_get_the_retaliation_either()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        await sextant.TakeUpAsync(reporter.Report, sextant.Chair);
        await reporter.SendAsync("complaints", new { ground = "conflict", text = $"They are his friends. {system.Canary}" });
        await reporter.FollowUpAsync("complaint");

        await reporter.SendAsync("check-ins", new { answer = "retaliation", text = $"Now they shut me out. {system.Canary}" });

        var retaliation = await reporter.FollowUpAsync("retaliation");
        var orrery = await Committee.OfOrreryAsync(system);
        (await (await orrery.TakeUpAsync(retaliation, orrery.Chair)).ReadAsync())["jurisdiction"]!.Text("because").ShouldBe("tooFewSeats");
        foreach (var seat in sextant.Seats)
        {
            (await seat.AllAsync("/api/bodies/sextant/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(retaliation.ToString()));
            (await seat.GetAsync($"/api/trail/{retaliation}")).Expect(404, "notFound");
        }
    }

    [Theory]
    [InlineData("""{"name":"Kai  SORENSEN"}""")]
    [InlineData("""{"account":"GitHub:@kai-sextant"}""")]
    [InlineData("""{"employer":"halcyon works"}""")]
    public async Task Who_is_excluded_after_filing_loses_the_case_and_no_body_it_comes_to_asks_them(string whom)
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var (chair, kai) = (sextant.Chair, sextant.Seats[2]);
        var work = await sextant.TakeUpAsync(reporter.Report, chair, kai);
        await work.ReadAsync(kai);

        await reporter.SendAsync("exclusions", new JsonObject { ["exclude"] = new JsonArray(JsonNode.Parse(whom), new JsonObject { ["name"] = "Bo Castellan" }) });

        await Eventually.TrueAsync("the case is not there for kai", async () => (int)(await kai.GetAsync($"/api/cases/{work.Id}")).Status == 404);
        (await kai.GetAsync($"/api/trail/{reporter.Report}")).Expect(404, "notFound");
        (await kai.AllAsync("/api/bodies/sextant/cases")).ShouldNotContain(c => c.Id() == work.Id);
        (await work.ReadAsync()).ToJsonString().ShouldNotContain("Castellan");
        (await reporter.LookAsync()).Text.ShouldNotContain("Castellan");

        await work.DoneAsync(chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var transfer = (await work.DoneAsync(chair, "transfers", new { to = "orrery", rule = "J4", share = "all" }))["transfer"]!.Id();
        await system.AdvanceAsync("P2D");
        var orrery = await Committee.OfOrreryAsync(system);
        await Eventually.TrueAsync("the offer", async () => (await orrery.Chair.AllAsync("/api/bodies/orrery/transfers")).Any(t => t.Id() == transfer));
        (await orrery.Chair.PostAsync($"/api/transfers/{transfer}/accept")).Expect(200);
        var taken = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        (await orrery.Seats[1].AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        (await orrery.Seats[1].GetAsync($"/api/cases/{taken.Id}")).Expect(404, "notFound");
    }

    [Fact]
    public async Task A_withdrawal_is_received_shown_and_decided_on_by_the_committee()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        await reporter.SendAsync("withdrawal", new { note = $"I would rather leave it. {system.Canary}" }); // at once: there is no case yet

        var work = await sextant.TakeUpAsync(reporter.Report, sextant.Chair, sextant.Seats[1]);
        var seen = await work.ShowsAsync("the wish", c => c.List("flags").Any(f => (string?)f == "withdrawnByReporter"));
        seen.List("reports")[0]["withdrawnAt"].ShouldNotBeNull();
        (await sextant.Chair.GetAsync($"/api/cases/{work.Id}/reports/{reporter.Report}")).Expect(200).Json.List("thread").ShouldContain((JsonNode e) => e.Text("kind") == "withdrawal" && e.Text("text").StartsWith("I would rather"));
        (await reporter.LookAsync()).Json["withdrawnAt"].ShouldNotBeNull();

        await work.AcknowledgeAsync();
        await work.TriageAsync(); // it goes on as long as the committee does not end it
        await reporter.SeesAsync("that it goes on", r => (string?)r["state"] == "lookingInto");
    }

    [Fact]
    public async Task A_held_identity_is_known_to_one_person_until_two_unseal_it()
    {
        var sextant = await Committee.OfSextantAsync(system);
        var (holder, second, third) = (sextant.Seats[1], sextant.Seats[2], sextant.Seats[3]);
        var reporter = await Reporter.FileAsync(system, ["sextant"], change: r => r["reporter"] = new JsonObject
        {
            ["kind"] = "holder", ["holder"] = "Juno Abara", ["name"] = $"Rumi HELDNAME {system.Canary}", ["contact"] = $"rumi-{system.Canary}@people.example",
        });
        var work = await sextant.TakeUpAsync(reporter.Report, sextant.Chair, second, third);
        var path = $"/api/cases/{work.Id}/reports/{reporter.Report}";
        (await second.GetAsync(path)).Expect(200).Text.ShouldNotContain("HELDNAME");
        (await holder.GetAsync($"{path}/identity")).Expect(404, "notFound"); // the conflict question comes first
        await sextant.TakeUpAsync(reporter.Report, holder);
        (await holder.GetAsync($"{path}/identity")).Expect(200).Json.Text("name").ShouldContain("HELDNAME");
        (await third.GetAsync($"{path}/identity")).Expect(404, "notFound");

        var seat = (await third.GetAsync("/api/identity/me")).Expect(200).Json.List("seats").Single(s => s.Text("body") == "sextant").Id();
        var asked = await work.DoneAsync(second, "unsealings", new { exception = "courtOrder", reason = $"Order 7. {system.Canary}", recipients = new[] { seat } });
        var unsealing = asked.List("unsealings")[0].Id();
        (await work.DoAsync(sextant.Chair, $"unsealings/{unsealing}/agree")).Expect(409, "holderNeeded");
        await work.DoneAsync(holder, $"unsealings/{unsealing}/agree");

        (await third.GetAsync($"{path}/identity")).Expect(200).Json.Text("name").ShouldContain("HELDNAME");
        (await second.GetAsync($"{path}/identity")).Expect(404, "notFound");
        await reporter.SeesAsync("that it was unsealed", r => r.List("messages").Any(m => m.Text("text").Contains("a court ordered it", StringComparison.Ordinal)));
        (await sextant.Chair.GetAsync($"/api/cases/{work.Id}/reads")).Expect(200).Items.Count(r => r.Text("part") == "identity").ShouldBe(2);
        (await sextant.Chair.TrailAsync(reporter.Report, "unsealingAsked", "identityUnsealed")).ToJsonString().ShouldNotContain("HELDNAME");
    }
}
