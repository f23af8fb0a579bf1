using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Flow;

/// <summary>Step 7: a case that the project may no longer decide.</summary>
public sealed class TransferTests(RunningSystem system)
{
    [Fact]
    public async Task A_case_with_a_legal_risk_goes_to_the_foundation_which_suspends_everywhere()
    {
        var (sextant, orrery, work) = await new TransferFlow(system).RunAsync();

        var trail = await orrery.Chair.TrailAsync(work.Id, "filed", "routed", "opened", "transferOffered", "proposed", "voted", "decided", "told", "imposed");
        trail.List("nodes").Select(n => n.Instant("at")).ShouldBeInOrder();
        trail.List("nodes").Select(n => n.Text("body")).ShouldContain("sextant");
        (await sextant.Chair.GetAsync($"/api/trail/{work.Id}")).Expect(404, "notFound");
    }

    [Fact]
    public async Task The_auditor_of_a_body_sees_its_records_and_no_others()
    {
        var (_, _, work) = await new TransferFlow(system).RunAsync();
        var project = await MainFlow.RunAsync(system, toTheEnd: false);
        var auditor = await system.AsAsync("auditor@orrery.example");

        var trail = await auditor.TrailAsync(work.Id, "opened", "proposed", "voted", "decided");

        trail.ToJsonString().ShouldNotContain(system.Canary);
        (await auditor.GetAsync($"/api/cases/{work.Id}")).Expect(404, "notFound");
        (await auditor.GetAsync($"/api/trail/{project.Work.Id}")).Expect(404, "notFound");
    }

    [Fact]
    public async Task An_auditor_whom_a_reporter_excluded_sees_nothing_of_that_case()
    {
        var orrery = await Committee.OfOrreryAsync(system);
        var reporter = await Reporter.FileAsync(system, ["gnomon"]);
        var work = await orrery.TakeUpAsync(reporter.Report, orrery.Chair);
        var auditor = await system.AsAsync("auditor@orrery.example");
        await auditor.TrailAsync(work.Id, "opened", "conflictAnswered");
        (await auditor.GetAsync($"/api/cases/{work.Id}/reads")).Expect(200);

        await reporter.SendAsync("exclusions", new { exclude = new[] { new { account = "github:auditor-orrery" } } });

        (await auditor.GetAsync($"/api/cases/{work.Id}/reads")).Expect(404, "notFound");
        (await auditor.GetAsync($"/api/trail/{work.Id}")).Expect(404, "notFound");
        (await auditor.GetAsync($"/api/trail/{reporter.Report}")).Expect(404, "notFound");
        await orrery.Chair.TrailAsync(work.Id, "opened", "conflictAnswered");
    }
}
