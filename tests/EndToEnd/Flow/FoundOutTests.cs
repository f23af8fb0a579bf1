using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Whom a committee finds out learns of it through no transfer and no notice, in whatever body they sit (P1, P7).</summary>
public sealed class FoundOutTests(RunningSystem system)
{
    [Fact]
    public async Task Somebody_of_the_next_body_who_is_found_out_sees_neither_the_offer_nor_the_case()
    {
        var (sextant, work, reporter) = await AboutBoAsync();
        await work.DoneAsync(sextant.Chair, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var transfer = (await work.DoneAsync(sextant.Chair, "transfers", new { to = "orrery", share = "all" }))["transfer"]!.Id();
        var (eun, bo) = (await system.AsAsync("eun@orrery.example"), await system.AsAsync("bo@orrery.example"));
        await Eventually.TrueAsync("the offer", async () => (await eun.AllAsync("/api/bodies/orrery/transfers")).Any(t => t.Id() == transfer));

        (await bo.AllAsync("/api/bodies/orrery/transfers")).ShouldNotContain(t => t.Id() == transfer);
        foreach (var what in new[] { "accept", "refuse", "dispute" })
        {
            (await bo.PostAsync($"/api/transfers/{transfer}/{what}", new { reason = "noPanel" })).Expect(404, "notFound");
        }

        (await bo.GetAsync($"/api/transfers/{transfer}")).Expect(404, "notFound");
        await system.AdvanceAsync("P2D");
        (await eun.PostAsync($"/api/transfers/{transfer}/accept")).Expect(200);
        var orrery = await Committee.OfOrreryAsync(system);
        var taken = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        (await bo.AllAsync("/api/bodies/orrery/conflict-requests")).ShouldNotContain(r => r.ToJsonString().Contains(reporter.Report.ToString()));
        (await bo.GetAsync($"/api/cases/{taken.Id}")).Expect(404, "notFound");
    }

    [Fact]
    public async Task A_notice_about_somebody_of_the_foundation_whom_no_report_names_goes_to_the_parent()
    {
        var (_, work, _) = await AboutBoAsync();
        await work.AcknowledgeAsync();
        await work.TriageAsync();
        var before = (await work.ReadAsync()).List("subjects").Select(s => s.Id("person")).ToList();
        foreach (var seat in work.Committee.Seats.Take(2))
        {
            foreach (var person in before)
            {
                await work.DoneAsync(seat, "subjects", new { person, identification = "confirmed" });
            }
        }

        var maya = await system.AsAsync("maya@meridian.example");
        await Eventually.TrueAsync("the notices at the parent", async () => (await maya.AllAsync("/api/bodies/meridian/incident-notices")).Count(n => before.Contains(n.Id("person"))) == before.Count);
        foreach (var name in new[] { "ada", "bo", "eun" })
        {
            (await (await system.AsAsync($"{name}@orrery.example")).AllAsync("/api/bodies/orrery/incident-notices")).ShouldNotContain(n => n["person"] is JsonValue && before.Contains(n.Id("person")));
        }
    }

    // The report names somebody else.
    private async Task<(Committee Sextant, CaseWork Work, Reporter Reporter)> AboutBoAsync()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var sextant = await Committee.OfSextantAsync(system);
        var work = await sextant.TakeUpAsync(reporter.Report);
        await work.DoneAsync(sextant.Chair, "subjects", new { add = true, accounts = new[] { "github:bo-orrery" }, name = $"Rumi {system.Canary}", identification = "claimed" });
        foreach (var seat in sextant.Seats.Skip(1))
        {
            (await sextant.AnswerAsync(seat, reporter.Report, "none")).Expect(200); // for this one too
        }

        return (sextant, work, reporter);
    }
}
