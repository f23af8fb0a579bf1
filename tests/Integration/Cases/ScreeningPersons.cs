using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Who is too close to a case is too close to its persons, wherever else they are asked about (P1, R66).</summary>
public sealed class ScreeningPersons : IClassFixture<CasesApp>
{
    private readonly CasesApp cases;

    public ScreeningPersons(CasesApp cases)
    {
        this.cases = cases;
        Match(_ => new BodySetAside([]));
    }

    [Fact]
    public async Task Who_answered_hard_is_too_close_and_whom_nothing_concerns_is_not()
    {
        var (report, person) = await cases.RouteAsync();
        await cases.As("kai").PostAsync($"/api/conflict-requests/{await cases.RequestAsync("kai", report)}/answer", new { answer = "hard" });
        await cases.TakeUpAsync(report, "sextant", "ira", "juno");

        (await AsideAsync("kai", person)).Aside.ShouldBeTrue();
        (await AsideAsync("kai", Guid.NewGuid(), person)).Aside.ShouldBeTrue("by another name");
        var ira = await AsideAsync("ira", person);
        (ira.Aside, ira.Bodies.Single()).ShouldBe((false, "sextant"));
        ira.Hard.ShouldBe([CasesApp.SeatOf("kai", "sextant")]);
        (await AsideAsync("kai", Guid.NewGuid())).Aside.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_somebody_in_it_or_has_a_tie_is_matched_anew_each_time()
    {
        var (report, person) = await cases.RouteAsync();
        await cases.TakeUpAsync(report);
        Match(q => new BodySetAside(q.About.Reports.Contains(report) ? [CasesApp.SeatOf("ira", "sextant")] : []));

        (await AsideAsync("ira", person)).Aside.ShouldBeTrue();
        Match(q => new BodySetAside([], q.About.Reports.Contains(report) ? [CasesApp.SeatOf("ira", "sextant")] : []));
        (await AsideAsync("ira", person)).Aside.ShouldBeTrue("nobody said what a soft tie may do here");
        (await AsideAsync("ira", Guid.NewGuid())).Aside.ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_is_shown_while_nobody_can_say_whether_or_not_there_is_a_case()
    {
        var (report, person) = await cases.RouteAsync();
        await cases.TakeUpAsync(report);
        Match(_ => null);

        (await StatusAsync("sanctions", "ira", person)).ShouldBe(503);
        (await StatusAsync("sanctions", "ira", Guid.NewGuid())).ShouldBe(503);
    }

    [Theory]
    [InlineData("intake")]
    [InlineData("liaison")]
    [InlineData("ledger")]
    public async Task Only_sanctions_may_ask(string service) => (await StatusAsync(service, "ira", Guid.NewGuid())).ShouldBe(404);

    private void Match(Func<SeatsSetAsideQuestion, object?> answer) => cases.App.Neighbours.Answer("POST /internal/seats/set-aside", answer);

    private async Task<PersonAside> AsideAsync(string who, params Guid[] persons)
    {
        var answer = (await AskAsync("sanctions", who, persons)).Json;
        return new((bool)answer["aside"]!, [.. answer["bodies"]!.AsArray().Select(b => (string)b!)], [.. answer["hard"]!.AsArray().Select(s => (Guid)s!)]);
    }

    private async Task<int> StatusAsync(string service, string who, params Guid[] persons) => (await AskAsync(service, who, persons)).Status;

    private async Task<(int Status, System.Text.Json.Nodes.JsonNode Json)> AskAsync(string service, string who, Guid[] persons)
    {
        var seat = CasesApp.SeatOf(who, "sextant");
        var answer = await new Asking(cases.App.AsService(service, $"seat:{seat}"))
            .PostAsync("/internal/persons/aside", new PersonAsideQuestion(persons, [new TicketSeat(seat, "sextant", "member", false)]));
        return (answer.Status, answer.Json);
    }
}
