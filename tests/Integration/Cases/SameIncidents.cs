using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;

namespace Coc.Integration.Cases;

/// <summary>S3, J2: what one project finds out about another takes the decision from both, and neither learns more of the other than that.</summary>
public sealed class SameIncidents(CasesApp cases) : IClassFixture<CasesApp>
{
    private static HandlingBody Astrolabe => CasesApp.Body("astrolabe", "vera", "wim", "xia");

    private Asking Vera => cases.As("vera", "astrolabe");

    [Fact]
    public async Task The_other_projects_case_about_the_same_person_learns_that_this_one_is_concerned()
    {
        var (here, there, elsewhere, person) = await ThreeCasesAsync();
        await NameAsync(here, "astrolabe");

        await EvaluatedAsync(here);
        await EvaluatedAsync(here);

        var learnt = (await Vera.GetAsync($"/api/cases/{there}")).Json;
        Projects(learnt).ShouldBe(["astrolabe", "sextant"]);
        learnt["flags"]!.AsArray().Select(f => (string?)f).ShouldContain("transferDue");
        learnt.ToJsonString().ShouldNotContain(here.ToString());
        Projects((await Vera.GetAsync($"/api/cases/{elsewhere}")).Json).ShouldBe(["astrolabe"], "another person is another incident");
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{there}' and type = 'project_named'")).ShouldBe(1L);
        foreach (var (who, id) in new[] { (cases.As("ira"), here), (Vera, there) })
        {
            (await who.RefusedAsync(id, "proposals", Deciding.Suspension(person, cases.Now, 10, "all"))).ShouldBe("R15");
        }
    }

    [Fact]
    public async Task What_somebody_there_denied_stays_denied()
    {
        var (here, there, _, _) = await ThreeCasesAsync();
        await NameAsync(here, "astrolabe");
        await EvaluatedAsync(here);
        await Vera.DoAsync(there, "projects", new { project = "sextant", concerned = false });

        await EvaluatedAsync(here);

        Projects((await Vera.GetAsync($"/api/cases/{there}")).Json).ShouldBe(["astrolabe"]);
    }

    [Fact]
    public async Task A_report_that_comes_later_opens_a_case_that_knows()
    {
        var person = Guid.NewGuid();
        var (report, _) = await cases.RouteAsync(person: person);
        await NameAsync(await cases.TakeUpAsync(report, "sextant", "ira"), "astrolabe");

        var (later, _) = await cases.RouteAsync(Astrolabe, person: person);

        Projects((await Vera.GetAsync($"/api/cases/{await cases.TakeUpAsync(later, "astrolabe", "vera")}")).Json).ShouldBe(["astrolabe", "sextant"]);
    }

    [Fact]
    public async Task A_persons_id_leads_nobody_to_a_case()
    {
        var (report, person) = await cases.RouteAsync();
        await cases.TakeUpAsync(report, "sextant", "ira");

        (await new Asking(cases.App.AsService("ledger")).PostAsync("/internal/visible", new VisibleQuestion([new(CasesApp.SeatOf("ira", "sextant"), "sextant", "member")], [person])))
            .Json["ids"]!.AsArray().ShouldBeEmpty();
    }

    private async Task<(Guid Here, Guid There, Guid Elsewhere, Guid Person)> ThreeCasesAsync()
    {
        var person = Guid.NewGuid();
        var (first, _) = await cases.RouteAsync(person: person);
        var (second, _) = await cases.RouteAsync(Astrolabe, person: person);
        var (third, _) = await cases.RouteAsync(Astrolabe);
        return (await cases.TakeUpAsync(first, "sextant", "ira"), await cases.TakeUpAsync(second, "astrolabe", "vera"), await cases.TakeUpAsync(third, "astrolabe", "vera"), person);
    }

    private async Task NameAsync(Guid id, string project) => await cases.As("ira").DoAsync(id, "projects", new { project, concerned = true });

    private Task EvaluatedAsync(Guid id) => cases.HandAsync(new JurisdictionEvaluated(cases.Origin() with { Body = "sextant" }, id, "orrery", "J2", "severalProjects", [new("J2", true, "severalProjects")], []));

    private static IEnumerable<string?> Projects(JsonNode seen) => seen["projects"]!.AsArray().Select(p => (string?)p).Order();
}
