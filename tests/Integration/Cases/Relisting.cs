using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;

namespace Coc.Integration.Cases;

/// <summary>The lists of cases follow from their events alone.</summary>
public sealed class Relisting(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task Lists_that_were_lost_come_back_as_they_were()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "We have it." });
        await ira.DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        var offered = await ira.DoAsync(id, "transfers", new { to = "orrery", rule = "J4", context = "police were called", share = "all" });
        cases.Advance(TimeSpan.FromHours(48));
        var acceptance = new TransferAcceptance(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), CasesApp.Orrery);
        (await new Asking(cases.App.AsService("liaison")).PostAsync($"/internal/transfers/{offered["transfer"]!["id"]}/accept", acceptance)).Status.ShouldBe(200);
        await cases.RouteAsync();
        var seen = (await cases.As("juno").GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json.ToJsonString();

        var rows = await cases.App.ShouldRebuildItselfAsync();

        (rows["app.case_index"], rows["app.case_seats"], rows["app.case_things"]).ShouldBe((3, 15, 8)); // three reports, their three persons, one transfer in both its cases
        (await cases.As("juno").GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json.ToJsonString().ShouldBe(seen);
    }
}
