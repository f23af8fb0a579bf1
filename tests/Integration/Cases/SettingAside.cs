using System.Text.Json.Nodes;
using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Liaison and Intake ask whom a case sets aside beside what its reports say; nobody else does.</summary>
public sealed class SettingAside(CasesApp cases) : IClassFixture<CasesApp>
{
    private const string Route = "/internal/cases/set-aside";

    [Fact]
    public async Task Whom_the_committee_found_out_is_named_by_case_report_and_transfer()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        (await NamedAsync(id, report)).ShouldBe([[], []]);

        await AddAsync(id, "github:lark");

        (await NamedAsync(id, report, Guid.NewGuid())).ShouldBe([["github:lark"], ["github:lark"], []]);
        var offered = await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "all" });
        (await NamedAsync((Guid)offered["transfer"]!["id"]!)).ShouldBe([["github:lark"]]);
    }

    [Fact]
    public async Task Also_who_was_said_to_be_behind_a_description_by_one_seat_and_nobody_who_was_a_mistake()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);

        await cases.As("ira").DoAsync(id, "subjects", new { accounts = new[] { "chat:Rex" }, name = "Rex Quill", identification = "claimed" });
        (await NamedAsync(id)).ShouldBe([["chat:rex"]]);

        await cases.As("ira").DoAsync(id, $"subjects/{person}/mistaken", new { reason = "somebody else" });
        await cases.As("juno").DoAsync(id, $"subjects/{person}/mistaken", new { reason = "somebody else" });
        (await NamedAsync(id, report)).ShouldBe([[], []]);
    }

    [Fact]
    public async Task It_follows_the_case_where_it_went_and_the_next_owner_knows_what_was_said()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        await cases.As("ira").DoAsync(id, "subjects", new { accounts = new[] { "chat:Rex" }, identification = "claimed" });
        await AddAsync(id, "github:lark");
        var transfer = (Guid)(await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "summary" }))["transfer"]!["id"]!;
        cases.Advance(TimeSpan.FromHours(48));
        var accepted = await new Asking(cases.App.AsService("liaison")).PostAsync(
            $"/internal/transfers/{transfer}/accept", new TransferAcceptance(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), CasesApp.Orrery));
        accepted.Status.ShouldBe(200, accepted.Json.ToJsonString());

        foreach (var accounts in await NamedAsync(id, report, transfer, (Guid)accepted.Json["newCase"]!))
        {
            accounts.ShouldBe(["chat:rex", "github:lark"], ignoreOrder: true);
        }

        var there = await cases.TakeUpAsync(report, "orrery");
        await AddAsync(there, "github:ira", "ada", "orrery");
        (await NamedAsync(id)).Single().ShouldContain("github:ira");
        var subject = (await cases.As("ada", "orrery").GetAsync($"/api/cases/{there}")).Json["subjects"]!.AsArray().Single(s => (Guid)s!["person"]! == person)!;
        ((string?)subject["identification"]).ShouldBe("claimed", "one seat here and one there are no two seats of a panel");
    }

    [Fact]
    public async Task Who_answered_hard_is_set_aside_by_account_wherever_the_case_goes_and_not_for_the_report_by_itself()
    {
        var sextant = CasesApp.Sextant;
        var (report, _) = await cases.RouteAsync(sextant);
        await cases.As("kai").PostAsync($"/api/conflict-requests/{await cases.RequestAsync("kai", report)}/answer", new { answer = "hard" });
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "lou");
        var kai = sextant.Seats.Single(s => s.Seat == CasesApp.SeatOf("kai", "sextant")).Account;

        var transfer = (Guid)(await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "all" }))["transfer"]!["id"]!;

        (await AsideAsync(id, transfer, report)).ShouldBe([[kai], [kai], []]);
    }

    [Fact]
    public async Task A_former_owners_seat_that_the_next_owner_found_out_keeps_not_even_the_notice()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var transfer = (Guid)(await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "all" }))["transfer"]!["id"]!;
        cases.Advance(TimeSpan.FromHours(48));
        await new Asking(cases.App.AsService("liaison")).PostAsync(
            $"/internal/transfers/{transfer}/accept", new TransferAcceptance(CasesApp.SeatOf("eun", "orrery"), "member", Guid.NewGuid(), CasesApp.Orrery));
        var there = await cases.TakeUpAsync(report, "orrery");
        cases.App.Neighbours.Answer<HandlingQuestion>(
            "POST /internal/set-aside/sextant", q => new BodySetAside(q.People?.Any(p => p.Accounts.Contains("github:kai")) == true ? [CasesApp.SeatOf("kai", "sextant")] : []));
        (await cases.As("kai").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);

        await AddAsync(there, "github:kai", "ada", "orrery");

        (await cases.As("kai").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nobody_else_may_ask()
    {
        foreach (var service in new[] { "sanctions", "ledger", "identity", "gateway" })
        {
            (await new Asking(cases.App.AsService(service)).PostAsync(Route, new SetAsideByCasesQuestion([Guid.NewGuid()]))).Status.ShouldBe(404);
        }

        (await cases.As("ira").PostAsync(Route, new SetAsideByCasesQuestion([Guid.NewGuid()]))).Status.ShouldNotBe(200);
        (await new Asking(cases.App.AsService("intake")).PostAsync(Route, new SetAsideByCasesQuestion([Guid.NewGuid()]))).Status.ShouldBe(200);
    }

    private async Task AddAsync(Guid id, string account, string by = "ira", string body = "sextant")
    {
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(Guid.NewGuid()));
        await cases.As(by, body).DoAsync(id, "subjects", new { add = true, accounts = new[] { account }, identification = "claimed" });
    }

    private async Task<IReadOnlyList<IReadOnlyList<string>>> NamedAsync(params Guid[] things)
    {
        var (status, answer) = await new Asking(cases.App.AsService("liaison")).PostAsync(Route, new SetAsideByCasesQuestion(things));
        status.ShouldBe(200, answer.ToJsonString());
        var items = answer["items"]!.AsArray();
        items.Select(i => (Guid)i!["thing"]!).ShouldBe(things);
        items.SelectMany(i => i!["accounts"]!.AsArray()).ShouldBeEmpty("no appeal");
        return [.. items.Select(i => (IReadOnlyList<string>)[.. i!["people"]!.AsArray().SelectMany(Accounts)])];
    }

    private async Task<IReadOnlyList<IReadOnlyList<Guid>>> AsideAsync(params Guid[] things) =>
        [.. (await new Asking(cases.App.AsService("liaison")).PostAsync(Route, new SetAsideByCasesQuestion(things))).Json["items"]!.AsArray().Select(i => (IReadOnlyList<Guid>)[.. i!["accounts"]!.AsArray().Select(a => (Guid)a!)])];

    private static IEnumerable<string> Accounts(JsonNode? person) => person!["accounts"]!.AsArray().Select(a => (string)a!);
}
