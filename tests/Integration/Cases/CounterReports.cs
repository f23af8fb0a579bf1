namespace Coc.Integration.Cases;

/// <summary>P3: a report and its answer are two cases of the panel that works on both.</summary>
public sealed class CounterReports(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task They_are_not_merged_and_know_of_each_other()
    {
        var (mine, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(mine, "sextant", "ira", "juno");
        var (answer, _) = await cases.RouteAsync();
        var other = await cases.TakeUpAsync(answer, "sextant", "ira");
        cases.Answers.Add(answer);
        var ira = cases.As("ira");

        (await ira.RefusedAsync(id, "link-reports", new { report = answer })).ShouldBe("counterReport");
        (await ira.PostAsync($"/api/cases/{id}/link-reports", new { report = answer, @as = "friend" })).Status.ShouldBe(400);
        (await cases.As("juno").PostAsync($"/api/cases/{id}/link-reports", new { report = answer, @as = "counterReport" })).Status.ShouldBe(404);
        var tied = await ira.DoAsync(id, "link-reports", new { report = answer, @as = "counterReport" });

        tied["links"]!.AsArray().Select(l => ((Guid)l!["case"]!, (string)l["why"]!)).ShouldBe([(other, "counterReport")]);
        (await ira.GetAsync($"/api/cases/{other}")).Json["links"]!.AsArray().Select(l => ((Guid)l!["case"]!, (string)l["why"]!)).ShouldBe([(id, "counterReport")]);
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json.ToJsonString().ShouldNotContain(other.ToString());
        tied["reports"]!.AsArray().Count.ShouldBe(1);
    }
}
