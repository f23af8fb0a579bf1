using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Two seats renew a lost code (P21); where it goes is Intake's, and no seat sees it.</summary>
public sealed class RenewingCodes(CasesApp cases) : IClassFixture<CasesApp>
{
    private async Task<(Guid Id, Guid Report)> OpenAsync(bool named = true, bool reachable = true)
    {
        var (report, _) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/renewal-facts", new RenewalFacts(report, named, reachable));
        return (await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai"), report);
    }

    [Fact]
    public async Task One_asks_and_another_agrees()
    {
        var (id, report) = await OpenAsync();
        var asked = await cases.As("ira").DoAsync(id, "code-renewals", new { });
        var renewal = asked["codeRenewals"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)renewal["report"]!).ShouldBe(report);
        (await cases.As("ira").RefusedAsync(id, $"code-renewals/{renewal["id"]}/agree")).ShouldBe("ownAct");

        asked["half"].ShouldBeNull();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/renewals/{renewal["id"]}/half", new RenewalHalf("HALF-CODE"));
        var agreed = await cases.As("juno").DoAsync(id, $"code-renewals/{renewal["id"]}/agree");

        ((string?)agreed["half"]).ShouldBe("HALF-CODE");
        ((string?)(await cases.As("juno").DoAsync(id, $"code-renewals/{renewal["id"]}/agree"))["half"]).ShouldBe("HALF-CODE", "who tells it may have missed the answer");
        foreach (var other in new[] { "ira", "kai" })
        {
            (await cases.As(other).DoAsync(id, $"code-renewals/{renewal["id"]}/agree"))["half"].ShouldBeNull("it is told by who agreed");
        }

        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Json.ToJsonString().ShouldNotContain("HALF-CODE");
        (await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%HALF-CODE%'")).ShouldBe(0L);
        ((Guid)agreed["codeRenewals"]![0]!["agreedBy"]!).ShouldBe(CasesApp.SeatOf("juno", "sextant"));
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where type = 'code_renewed' and stream_id = '{id}'")).ShouldBe(1L);
    }

    [Theory]
    [InlineData(false, true, "anonymous")]
    [InlineData(true, false, "noContact")]
    public async Task Not_for_who_is_anonymous_and_to_no_other_contact(bool named, bool reachable, string code)
    {
        var (id, _) = await OpenAsync(named, reachable);

        (await cases.As("ira").RefusedAsync(id, "code-renewals", new { })).ShouldBe(code);
    }

    [Fact]
    public async Task Nobody_else_finds_the_door()
    {
        var (id, report) = await OpenAsync();
        var renewal = (await cases.As("ira").DoAsync(id, "code-renewals", new { report }))["codeRenewals"]![0]!["id"]!;

        foreach (var (name, body) in new[] { ("mo", "sextant"), ("ada", "orrery") })
        {
            (await cases.As(name, body).PostAsync($"/api/cases/{id}/code-renewals", new { report })).Status.ShouldBe(404);
            (await cases.As(name, body).PostAsync($"/api/cases/{id}/code-renewals/{renewal}/agree")).Status.ShouldBe(404);
        }
    }
}
