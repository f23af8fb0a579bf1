namespace Coc.Integration.Cases;

/// <summary>A committee splits a letter (P22); the other matter goes its own way.</summary>
public sealed class SplittingReports(CasesApp cases) : IClassFixture<CasesApp>
{
    private static object Parts(string text = "CANARYpart") => new { parts = new[] { new { text, projects = new[] { "astrolabe" }, subjects = new[] { 0 } } } };

    private async Task<(Guid Id, Guid Report)> OpenAsync()
    {
        var (report, _) = await cases.RouteAsync();
        return (await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai"), report);
    }

    [Fact]
    public async Task The_part_is_kept_told_and_fetched_by_intake_alone()
    {
        var (id, report) = await OpenAsync();

        var split = await cases.As("ira").DoAsync(id, "split-report", Parts());

        var part = split["parts"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)part["report"]!, (string?)part["text"], part["id"]).ShouldBe((report, "CANARYpart", null));
        ((string)split["messages"]![0]!["text"]!).ShouldContain("more than one matter");
        ((long)(await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%CANARYpart%'"))!).ShouldBe(0);
        var key = Guid.Parse((string)(await cases.ScalarAsync($"select data ->> 'part' from mt.mt_events where type = 'part_split_off' and stream_id = '{id}'"))!);
        var given = (await new Asking(cases.App.AsService("intake")).GetAsync($"/internal/cases/{id}/parts/{key}")).Json;
        ((string?)given["text"], (string?)given["projects"]![0], (int)given["subjects"]![0]!).ShouldBe(("CANARYpart", "astrolabe", 0));
        (await new Asking(cases.App.AsService("liaison")).GetAsync($"/internal/cases/{id}/parts/{key}")).Status.ShouldBe(404);
        (await new Asking(cases.App.AsService("intake")).GetAsync($"/internal/cases/{id}/parts/{Guid.NewGuid()}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task For_who_does_not_see_the_case_nothing_is_split()
    {
        var (id, _) = await OpenAsync();

        foreach (var (name, body) in new[] { ("mo", "sextant"), ("ada", "orrery") })
        {
            (await cases.As(name, body).PostAsync($"/api/cases/{id}/split-report", Parts())).Status.ShouldBe(404);
        }

        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["parts"]!.AsArray().ShouldBeEmpty();
    }
}
