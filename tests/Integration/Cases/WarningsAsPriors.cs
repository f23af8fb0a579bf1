using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Cases tell of warnings that live in them alone, when Sanctions asks for another case (P13, R24).</summary>
public sealed class WarningsAsPriors(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task A_warning_of_another_case_counts_twelve_months_and_none_of_this_one()
    {
        var (report, person) = await cases.RouteAsync();
        var first = await cases.TakeUpAsync(report);
        await WarnAsync(first, person);
        var (later, _) = await cases.RouteAsync(CasesApp.Orrery, person: person);
        var second = await cases.TakeUpAsync(later, "orrery");

        (await WarningsAsync(second, person, "ada", "orrery")).ShouldBe([new PriorWarning("sextant", first, "incivility")]);
        (await WarningsAsync(first, person, "ira", "sextant")).ShouldBeEmpty();
        ((DateTimeOffset)(await cases.As("ira").GetAsync($"/api/cases/{first}")).Json["decision"]!["warnings"]![0]!["countsAsPriorUntil"]!).ShouldBeGreaterThan(cases.Now.AddDays(364));

        cases.Advance(TimeSpan.FromDays(367));
        (await WarningsAsync(second, person, "ada", "orrery")).ShouldBeEmpty();
    }

    private async Task WarnAsync(Guid id, Guid person)
    {
        var ira = cases.As("ira");
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        await ira.DoAsync(id, "hearing", new { response = "I was tired." });
        var after = await ira.DoAsync(id, "proposals", new
        {
            route = "meeting", findings = new[] { new { person, finding = "violation", category = "incivility" } }, remedies = new[] { new { person, type = "warning", scope = new { bodies = new[] { "sextant" } } } },
            rationale = new { forPanel = "x" },
        });
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{after["proposals"]![0]!["id"]}/votes", new { vote = "yes" });
        }

        await ira.DoAsync(id, $"proposals/{after["proposals"]![0]!["id"]}/close");
    }

    private async Task<IReadOnlyList<PriorWarning>> WarningsAsync(Guid inCase, Guid person, string name, string body)
    {
        var question = new PriorStandingQuestion([new(CasesApp.SeatOf(name, body), body, "member")], person);
        var (status, answer) = await new Asking(cases.App.AsService("sanctions")).PostAsync($"/internal/cases/{inCase}/prior-standing", question);
        status.ShouldBe(200, answer.ToJsonString());
        return [.. answer["warnings"]!.AsArray().Select(w => new PriorWarning((string)w!["body"]!, (Guid)w["case"]!, (string)w["category"]!))];
    }
}
