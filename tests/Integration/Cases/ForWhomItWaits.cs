using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;

namespace Coc.Integration.Cases;

/// <summary>Who may be mailed about a case is who may see it, at the moment of asking.</summary>
public sealed class ForWhomItWaits(CasesApp cases) : IClassFixture<CasesApp>
{
    private static readonly string[] Everybody = ["ira", "juno", "kai", "lou", "mo"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_waits_for_its_seat_and_a_draft_for_those_who_may_approve_it()
    {
        var (report, _) = await cases.RouteAsync(urgency: "urgent");
        var request = await cases.RequestAsync("mo", report);
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");

        (await AskAsync(id, "conflictRequest", request)).ShouldBe(["mo"]);
        (await cases.As("mo").PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        (await AskAsync(id, "conflictRequest", request)).ShouldBeEmpty();

        await cases.As("ira").DoAsync(id, "acknowledge", new { message = "We have it." });
        await cases.As("ira").DoAsync(id, "triage", new { impact = "low", risk = "low" });
        var drafted = await cases.As("ira").DoAsync(id, "communications", new { to = "reporter", report, text = "We have looked into it." });
        var draft = (Guid)drafted["communications"]!.AsArray()[^1]!["id"]!;
        (await AskAsync(id, "approval", draft)).ShouldBe(["juno"], "neither its author, nor who has not answered, nor who answered hard");

        await cases.As("kai").PostAsync($"/api/conflict-requests/{await cases.RequestAsync("kai", report)}/answer", new { answer = "none" });
        (await AskAsync(id, "approval", draft)).ShouldBe(["juno", "kai"], ignoreOrder: true);
        (await cases.As("kai").PostAsync($"/api/cases/{id}/conflict-statements", new { answer = "hard" })).Status.ShouldBe(204);
        (await AskAsync(id, "approval", draft)).ShouldBe(["juno"], "kai lost sight of it");

        await cases.As("juno").DoAsync(id, $"communications/{draft}/approve");
        (await AskAsync(id, "approval", draft)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_holds_a_hard_seat_too_is_told_nothing_through_the_other()
    {
        var (report, _) = await cases.RouteAsync();
        var (ofIra, ofMo) = (await cases.RequestAsync("ira", report), await cases.RequestAsync("mo", report));
        var id = await cases.TakeUpAsync(report, "sextant", "juno");
        (await cases.As("mo").PostAsync($"/api/conflict-requests/{ofMo}/answer", new { answer = "hard" })).Status.ShouldBe(204);

        (await AskAsync(id, "conflictRequest", ofIra, new AskedPerson(Guid.NewGuid(), [Seat("ira"), Seat("mo")]))).Accounts.ShouldBeEmpty();
        (await AskAsync(id, "conflictRequest", ofIra, new AskedPerson(Guid.NewGuid(), [Seat("ira")]))).Accounts.Count.ShouldBe(1);
        (await AskAsync(id, "conflictRequest", ofIra, new AskedPerson(Guid.NewGuid(), [Seat("ira") with { Body = "astrolabe" }]))).Accounts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_Identity_may_ask_and_only_about_what_is_there()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var question = new WaitingQuestion("approval", Guid.NewGuid(), "sextant", id, []);
        foreach (var service in new[] { "intake", "sanctions", "ledger", "gateway" })
        {
            using var http = cases.App.AsService(service);
            (await http.PostAsJsonAsync("/internal/waiting", question, Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, service);
        }

        using var identity = cases.App.AsService("identity");
        (await identity.PostAsJsonAsync("/internal/waiting", question, Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await identity.PostAsJsonAsync("/internal/waiting", question with { Guard = Guid.NewGuid() }, Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await identity.PostAsJsonAsync("/internal/waiting", question with { Body = "orrery" }, Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<IReadOnlyList<string>> AskAsync(Guid id, string kind, Guid thing)
    {
        var people = Everybody.ToDictionary(n => Guid.NewGuid(), n => n);
        var answer = await AskAsync(id, kind, thing, [.. people.Select(p => new AskedPerson(p.Key, [Seat(p.Value)]))]);
        return [.. answer.Accounts.Select(a => people[a])];
    }

    private async Task<WaitingAnswer> AskAsync(Guid id, string kind, Guid thing, params AskedPerson[] people)
    {
        using var http = cases.App.AsService("identity");
        using var response = await http.PostAsJsonAsync("/internal/waiting", new WaitingQuestion(kind, thing, "sextant", id, people), Json.Options, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<WaitingAnswer>(Json.Options, Token))!;
    }

    private static TicketSeat Seat(string name) => new(CasesApp.SeatOf(name, "sextant"), "sextant", "member", false);
}
