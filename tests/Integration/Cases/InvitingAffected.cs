using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;

namespace Coc.Integration.Cases;

/// <summary>Affected people get codes of their own (P4); Intake, which keeps their pages, lies next door.</summary>
public sealed class InvitingAffected(CasesApp cases) : IClassFixture<CasesApp>
{
    private const string Code = "AAAA-BBBB-CCCC-DDDD-FFFF";

    private async Task<(Guid Id, Guid Report, Guid Affected)> OpenAsync(string? mayBeContacted = "yes", bool self = false)
    {
        var (report, _) = await cases.RouteAsync();
        var affected = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, true, [new(affected, self, mayBeContacted)]));
        cases.App.Neighbours.Answer<AffectedPageRequest>("POST /internal/affected", r => new AffectedPageAnswer(r.Number == 1 ? Code : Code + r.Number));
        return (await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai"), report, affected);
    }

    private Task WroteAsync(Guid page, string kind, Guid? entry = null) => cases.HandAsync(new ReporterWrote(cases.Origin(), page, entry ?? Guid.NewGuid(), kind));

    private async Task<JsonNode> SeenAsync(Guid id) => (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json;

    [Fact]
    public async Task The_code_is_in_the_one_answer_and_nowhere_else()
    {
        var (id, report, affected) = await OpenAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var made = await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/affected-codes", new { affected }, key);
        made.Status.ShouldBe(200, made.Json.ToJsonString());
        ((string?)made.Json["claimCode"]).ShouldBe(Code);
        var page = made.Json["affected"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)page["id"]!, (Guid)page["report"]!, page["enteredAt"]).ShouldBe((affected, report, null));
        ((string)page["codeName"]!).ShouldNotBeNullOrEmpty();

        (await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/affected-codes", new { affected }, key)).Json.ToJsonString().ShouldBe(made.Json.ToJsonString(), "the answer was lost on its way");
        foreach (var path in new[] { "", "/history", "/reads" })
        {
            (await cases.As("juno").GetAsync($"/api/cases/{id}{path}")).Json.ToJsonString().ShouldNotContain(Code);
        }

        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{Code}%'"))!).ShouldBe(0);
        ((string?)(await cases.As("juno").DoAsync(id, "affected-codes", new { affected }))["claimCode"]).ShouldBe(Code + "2");
    }

    [Fact]
    public async Task Who_came_is_written_to_and_read_and_no_further_code_is_made()
    {
        var (id, report, affected) = await OpenAsync();
        await cases.As("ira").DoAsync(id, "affected-codes", new { affected });
        await WroteAsync(affected, "entered");
        await WroteAsync(affected, "withdrawal");

        var page = (await SeenAsync(id))["affected"]![0]!;
        (page["enteredAt"], page["withdrawnAt"]).ShouldSatisfyAllConditions(p => p.Item1.ShouldNotBeNull(), p => p.Item2.ShouldNotBeNull());
        (await cases.As("ira").RefusedAsync(id, "affected-codes", new { affected })).ShouldBe("affectedEntered");

        var written = await cases.As("ira").DoAsync(id, "messages", new { report = affected, text = "CANARYaffected" });
        ((Guid)written["messages"]![0]!["report"]!).ShouldBe(affected);
        (await cases.As("ira").DoAsync(id, "messages", new { text = "to who reported" }))["messages"]!.AsArray().Count.ShouldBe(2, "with one report the reporter is meant");
        ((Guid)(await SeenAsync(id))["messages"]![1]!["report"]!).ShouldBe(report);
        ((long)(await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%CANARYaffected%'"))!).ShouldBe(0);

        cases.App.Neighbours.Answer($"GET /internal/reports/{affected}", new ReportContent(
            affected, cases.Now, "panel", "affected", "normal", [], null, [], "", null, null, null, null, false, null, null, [], [], new("anonymous", null, null, false), [new(Guid.NewGuid(), "reporter", cases.Now, "message", "I am afraid.")]));
        (await cases.As("juno").GetAsync($"/api/cases/{id}/reports/{affected}")).Json.ToJsonString().ShouldContain("I am afraid.");
    }

    [Fact]
    public async Task What_concerns_the_decision_goes_to_them_by_a_second_seat()
    {
        var (id, _, affected) = await OpenAsync();
        await cases.As("ira").DoAsync(id, "triage", new { impact = "low", risk = "low" });
        (await cases.As("ira").PostAsync($"/api/cases/{id}/communications", new { to = "affected", text = "t" })).Status.ShouldBe(400, "nobody has a page yet");
        await cases.As("ira").DoAsync(id, "affected-codes", new { affected });

        var drafted = await cases.As("ira").DoAsync(id, "communications", new { to = "affected", text = "We have decided." });
        var sent = await cases.As("juno").DoAsync(id, $"communications/{drafted["communications"]![0]!["id"]}/approve");

        ((Guid)sent["messages"]![0]!["report"]!, (string?)sent["messages"]![0]!["text"]).ShouldBe((affected, "We have decided."));
    }

    [Fact]
    public async Task Whom_they_exclude_leaves()
    {
        var (id, _, affected) = await OpenAsync();
        await cases.As("ira").DoAsync(id, "affected-codes", new { affected });
        cases.SetAside("sextant", affected, "kai");

        await WroteAsync(affected, "exclusion");

        (await cases.As("kai").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        cases.SetAside("sextant", Guid.Empty);
    }

    [Theory]
    [InlineData("no", false, "mayNotBeContacted")]
    [InlineData("yes", true, "hasReceipt")]
    public async Task A_refusal_makes_no_page(string mayBeContacted, bool self, string code)
    {
        var (id, _, affected) = await OpenAsync(mayBeContacted, self);

        (await cases.As("ira").RefusedAsync(id, "affected-codes", new { affected })).ShouldBe(code);
        (await cases.As("ira").PostAsync($"/api/cases/{id}/affected-codes", new { affected = Guid.NewGuid() })).Status.ShouldBe(400);
        (await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/affected-codes", new { affected, theyAsked = true }, ("If-Match", "\"1\""))).Status.ShouldBe(412);

        cases.App.Neighbours.Asked.ShouldNotContain(a => a.Route == "POST /internal/affected" && a.Body.Contains(affected.ToString(), StringComparison.Ordinal));
        (await SeenAsync(id))["affected"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task While_intake_is_silent_no_code_is_made()
    {
        var (id, _, affected) = await OpenAsync();
        cases.App.Neighbours.Answer("POST /internal/affected", null);

        (await cases.As("ira").PostAsync($"/api/cases/{id}/affected-codes", new { affected })).Status.ShouldBe(503);

        (await SeenAsync(id))["affected"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task For_who_does_not_see_the_case_there_is_no_page()
    {
        var (id, _, affected) = await OpenAsync();
        await cases.As("ira").DoAsync(id, "affected-codes", new { affected });

        foreach (var (name, body) in new[] { ("mo", "sextant"), ("ada", "orrery") })
        {
            (await cases.As(name, body).PostAsync($"/api/cases/{id}/affected-codes", new { affected })).Status.ShouldBe(404);
            (await cases.As(name, body).GetAsync($"/api/cases/{id}/reports/{affected}")).Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task The_page_stays_with_the_case_when_it_changes_hands()
    {
        var (id, report, affected) = await OpenAsync();
        await cases.As("ira").DoAsync(id, "affected-codes", new { affected });
        await cases.As("ira").DoAsync(id, "acknowledge", new { message = "We have it." });
        var offered = await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", context = "our view", share = "all" });
        cases.Advance(TimeSpan.FromHours(48));
        var there = (Guid)(await new HandOvers(cases).SayAsync((Guid)offered["transfer"]!["id"]!, "accept", HandOvers.Acceptance))["newCase"]!;
        (await cases.TakeUpAsync(report, "orrery", "ada", "bo", "eun")).ShouldBe(there);

        await WroteAsync(affected, "entered");

        var taken = (await cases.As("ada", "orrery").GetAsync($"/api/cases/{there}")).Json["affected"]![0]!;
        ((Guid)taken["id"]!).ShouldBe(affected);
        taken["enteredAt"].ShouldNotBeNull();
        (await cases.As("ira").GetAsync($"/api/cases/{id}/reports/{affected}")).Status.ShouldBe(404);
    }
}
