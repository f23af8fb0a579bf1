using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Who somebody under age is, Intake is asked for on behalf of the two who were named, and of nobody else (P10).</summary>
public sealed class NamingMinorsSeats(CasesApp cases) : IClassFixture<CasesApp>
{
    private static readonly string[] Everybody = ["ira", "juno", "kai", "lou", "mo"];

    [Fact]
    public async Task Intake_hears_which_seat_may_read_it()
    {
        var (report, id) = await ReadableAsync();
        var (juno, kai) = (CasesApp.SeatOf("juno", "sextant"), CasesApp.SeatOf("kai", "sextant"));
        (await AskedAsAsync(report, id)).ShouldAllBe(q => !q.Contains("minors") && q.Contains($"reports={report}"), "whoever is excluded by one of its reports reads none of them");

        await cases.As("ira").DoAsync(id, "minor");
        (await AskedAsAsync(report, id)).ShouldAllBe(q => q.Contains("minors=found"));

        var named = await cases.As("ira").DoAsync(id, "minor-identity", new { seats = new[] { juno, kai } });

        (await AskedAsAsync(report, id)).Select(q => q.Contains("minors=known")).ShouldBe(Everybody.Select(n => n is "juno" or "kai"));
        named["minor"]!["identityKnownTo"]!.AsArray().Select(s => (Guid)s!).ShouldBe([juno, kai]);
        named["allowed"]!.AsArray().Select(a => (string?)a).ShouldNotContain("minor-identity", "both are still there");
        (await cases.As("ira").RefusedAsync(id, "minor-identity", new { seats = new[] { juno, CasesApp.SeatOf("ira", "sextant") }, reason = "quicker" })).ShouldBe("stillKnows");
    }

    [Fact]
    public async Task Who_leaves_makes_room_for_another_and_the_reason_is_on_record()
    {
        var (report, id) = await ReadableAsync();
        var (juno, kai, lou) = (CasesApp.SeatOf("juno", "sextant"), CasesApp.SeatOf("kai", "sextant"), CasesApp.SeatOf("lou", "sextant"));
        await cases.As("ira").DoAsync(id, "minor");
        await cases.As("ira").DoAsync(id, "minor-identity", new { seats = new[] { juno, kai } });
        await cases.As("kai").PostAsync($"/api/cases/{id}/conflict-statements", new { answer = "hard" });

        (await cases.As("ira").RefusedAsync(id, "minor-identity", new { seats = new[] { juno, lou } })).ShouldBe("reasonNeeded");
        var named = await cases.As("ira").DoAsync(id, "minor-identity", new { seats = new[] { juno, lou }, reason = "CANARYreason" });

        ((string?)named["minor"]!["identityEntrusted"]!.AsArray()[^1]!["reason"]).ShouldBe("CANARYreason");
        (await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%CANARY%'")).ShouldBe(0L);
        (await cases.As("kai").GetAsync($"/api/cases/{id}/reports/{report}")).Status.ShouldBe(404);
    }

    private async Task<(Guid Report, Guid Case)> ReadableAsync()
    {
        var (report, _) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}", new ReportContent(
            report, cases.Now, "web", "report", "normal", [], null, [], "d", null, null, null, null, false, null, null, [], [], new("anonymous", null, null, false), []));
        return (report, await cases.TakeUpAsync(report));
    }

    // How Intake was asked when each of them read the report.
    private async Task<IReadOnlyList<string>> AskedAsAsync(Guid report, Guid id)
    {
        cases.App.Neighbours.Queries.Clear();
        foreach (var name in Everybody)
        {
            (await cases.As(name).GetAsync($"/api/cases/{id}/reports/{report}")).Status.ShouldBe(200);
        }

        return [.. cases.App.Neighbours.Queries.Where(q => q.Contains($"/internal/reports/{report}?", StringComparison.Ordinal))];
    }
}
