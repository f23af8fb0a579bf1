using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>R8: a body that knows how long a platform keeps things is told by when something has to be secured.</summary>
public sealed class KnowingPlatforms(CasesApp cases) : IClassFixture<CasesApp>
{
    private static HandlingBody Knowing => CasesApp.Sextant with { Policy = CasesApp.Sextant.Policy with { Platforms = [new("chat", new Period(Days: 90))] } };

    [Fact]
    public async Task The_case_of_a_report_from_there_opens_with_the_clock()
    {
        var written = cases.Now.AddDays(-80);
        var id = await cases.TakeUpAsync((await cases.RouteAsync(Knowing, places: r => new(r, ["chat", "github"], written, written))).Report);

        var seen = (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json;

        var kept = seen["retentions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)kept["platform"], (DateTimeOffset)kept["until"]!).ShouldBe(("chat", written.AddDays(90)));
        seen["clocks"]!.AsArray().ShouldContain(c => (string?)c!["kind"] == "retention" && (DateTimeOffset)c["due"]! == written.AddDays(90));
        (await cases.As("juno").DoAsync(id, $"retention/{kept["id"]}/settle", new { outcome = "saved" }))["clocks"]!.AsArray().ShouldNotContain(c => (string?)c!["kind"] == "retention");
    }

    [Fact]
    public async Task A_seat_names_the_platform_and_when_it_was_written()
    {
        var id = await cases.TakeUpAsync((await cases.RouteAsync(Knowing)).Report);
        var since = cases.Now.AddDays(-10);

        (await cases.As("ira").DoAsync(id, "retention", new { source = "his thread", platform = "chat", since }))["retentions"]!.AsArray().Select(r => (DateTimeOffset)r!["until"]!).ShouldBe([since.AddDays(90)]);
        foreach (var bad in new object[] { new { source = "s", platform = "forum" }, new { source = "s", platform = "chat", since = cases.Now.AddDays(1) }, new { source = "s", platform = "chat", since = cases.Now.AddDays(-91) }, new { source = "s", platform = "chat", until = cases.Now.AddDays(1) } })
        {
            (await cases.As("ira").PostAsync($"/api/cases/{id}/retention", bad)).Status.ShouldBe(400);
        }
    }
}
