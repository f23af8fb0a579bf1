using System.Text.Json.Nodes;
using Coc.Contracts.Sanctions;
using Coc.Platform;

namespace Coc.Integration.Cases;

/// <summary>From the acknowledgement to a case that can be closed.</summary>
public sealed class Deciding(CasesApp cases) : IClassFixture<CasesApp>
{
    internal static object Suspension(Guid person, DateTimeOffset now, int days, object? bodies = null, object? offer = null) => new
    {
        route = "meeting",
        findings = new[] { new { person, finding = "violation", category = "harassment" } },
        remedies = new[]
        {
            new
            {
                person, type = "suspension", scope = new { bodies = bodies ?? new[] { "sextant" }, spaces = new[] { "github:sextant" } }, from = now, until = now.AddDays(days),
                readmission = "automatic", conditions = new[] { new { type = "statement", text = "reads the code" } },
            },
        },
        offer,
        rationale = new { forPanel = "three witnesses", forAccused = "you insulted", forReporter = "we saw it" },
    };

    private async Task<(Guid Id, Guid Report, Guid Person)> HeardAsync()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "We have read it." });
        await ira.DoAsync(id, "triage", new { impact = "medium", risk = "high", note = "two screenshots" });
        await ira.DoAsync(id, "subjects", new { person, identification = "confirmed" });
        await cases.As("juno").DoAsync(id, "subjects", new { identification = "confirmed" });
        await ira.DoAsync(id, "hearing", new { response = "I was tired." });
        return (id, report, person);
    }

    private async Task<(Guid Id, JsonNode Case)> DecidedAsync()
    {
        var (id, _, person) = await HeardAsync();
        var after = await cases.As("ira").DoAsync(id, "proposals", Suspension(person, cases.Now, 42, offer: new { to = new[] { "astrolabe" }, because = "sameSpaces", answerBy = cases.Now.AddDays(14) }));
        var proposal = (Guid)after["proposals"]![0]!["id"]!;
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        return (id, await cases.As("ira").DoAsync(id, $"proposals/{proposal}/close", new { present = new[] { CasesApp.SeatOf("lou", "sextant") } }));
    }

    [Fact]
    public async Task The_representation_lists_every_member_also_when_empty()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");

        var seen = (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json.AsObject();

        foreach (var member in new[]
        {
            "id", "codeName", "body", "state", "flags", "version", "incident", "urgency", "reports", "subjects", "affected", "panel", "clocks", "jurisdiction", "riskFactors", "interim",
            "hearings", "proposals", "communications", "sanctions", "agreements", "appeals", "links", "allowed",
        })
        {
            seen.ContainsKey(member).ShouldBeTrue(member);
        }

        ((string?)seen["state"]).ShouldBe("conflictScreening");
        ((string?)seen["subjects"]![0]!["identification"]).ShouldBe("claimed");
        seen["clocks"]!.AsArray().Select(c => (string)c!["kind"]!).ShouldBe(["acknowledge", "status"]);
        seen["allowed"]!.AsArray().Select(a => (string)a!).ShouldContain("acknowledge");
        seen["allowed"]!.AsArray().Select(a => (string)a!).ShouldNotContain("proposals");
    }

    [Fact]
    public async Task A_decision_is_recorded_told_and_followed()
    {
        var (id, decided) = await DecidedAsync();

        ((string?)decided["state"]).ShouldBe("decided");
        ((string?)decided["proposals"]![0]!["state"]).ShouldBe("adopted");
        ((string?)decided["decision"]!["rationale"]!["forPanel"]).ShouldBe("three witnesses");
        ((string?)decided["decision"]!["remedies"]![0]!["conditions"]![0]!["type"]).ShouldBe("statement");
        var sanction = (Guid)decided["sanctions"]![0]!["id"]!;
        sanction.ShouldBe(Ids.V5((Guid)decided["decision"]!["id"]!, "0"));
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where id = '{decided["decision"]!["id"]}' and type = 'decision_recorded'")).ShouldBe(1L);
        (await cases.As("lou").RefusedAsync(id, $"proposals/{decided["proposals"]![0]!["id"]}/votes", new { vote = "no" })).ShouldBe("proposalAdopted");

        var drafted = await cases.As("ira").DoAsync(id, "communications", new { to = "accused", text = "We have decided." });
        var draft = (Guid)drafted["communications"]![0]!["id"]!;
        (await cases.As("ira").RefusedAsync(id, $"communications/{draft}/approve")).ShouldBe("ownDraft");
        ((string?)(await cases.As("kai").DoAsync(id, $"communications/{draft}/approve"))["state"]).ShouldBe("communicated");

        (await cases.As("ira").RefusedAsync(id, "close")).ShouldBe("reporterNotTold");
        var word = await cases.WordAsync(id, (Guid)decided["reports"]![0]!["report"]!);
        (await GivenAsync(id, word[^2])).ShouldBe(("We have decided.", false));
        (await GivenAsync(id, word[^1])).ShouldBe(("we saw it", true));
        (await cases.As("ira").RefusedAsync(id, "close")).ShouldBe("awaitingNotice");
        await cases.HandAsync(new SanctionProgressed(cases.Origin(), sanction, id, "active", 1));
        (await cases.As("ira").RefusedAsync(id, "close")).ShouldBe("ordersOpen");
        await cases.HandAsync(new SanctionProgressed(cases.Origin(), sanction, id, "active", 0));
        (await cases.As("ira").RefusedAsync(id, "close")).ShouldBe("R25");
        (await cases.As("kai").DoAsync(id, "resolution-notice"))["resolutionNoticedAt"].ShouldNotBeNull();
        var closed = await cases.As("ira").DoAsync(id, "close", new { outcome = "done" });
        ((string?)closed["state"]).ShouldBe("closed");
        ((string?)closed["sanctions"]![0]!["state"]).ShouldBe("active");
        closed["allowed"]!.AsArray().Select(a => (string)a!).ShouldBe(["code-renewals", "reopen"]); // unsealing stays possible after closing (decision 25)
        await LooksBackAsync(id, (Guid)closed["monitoring"]![0]!["id"]!);
    }

    // As Intake fetches it.
    private async Task<(string? Text, bool IsOutcome)> GivenAsync(Guid id, Guid message)
    {
        var (status, text) = await new Asking(cases.App.AsService("intake")).GetAsync($"/internal/cases/{id}/messages/{message}");
        status.ShouldBe(200);
        return ((string?)text["text"], (bool)text["isOutcome"]!);
    }

    // R53: also when the case is closed.
    private async Task LooksBackAsync(Guid id, Guid look)
    {
        var canary = $"canary{Guid.NewGuid():N}";
        (await cases.As("ira").RefusedAsync(id, $"monitoring/{look}", new { outcome = "kept" })).ShouldBe("tooEarly");
        cases.Advance(TimeSpan.FromDays(7));
        (await cases.As("ira").GetAsync("/api/bodies/sextant/cases?due=overdue&limit=200")).Json["items"]!.AsArray().Select(i => (Guid)i!["id"]!).ShouldContain(id);
        foreach (var bad in new object[] { new { }, new { outcome = "fine" }, new { outcome = "kept", note = new string('x', 100_000) } })
        {
            (await cases.As("ira").PostAsync($"/api/cases/{id}/monitoring/{look}", bad)).Status.ShouldBe(400);
        }

        (await cases.As("vera", "astrolabe").PostAsync($"/api/cases/{id}/monitoring/{look}", new { outcome = "kept" })).Status.ShouldBe(404);
        var after = await cases.As("ira").DoAsync(id, $"monitoring/{look}", new { outcome = "breached", note = canary });

        ((string?)after["monitoring"]![0]!["taken"]!["note"]).ShouldBe(canary);
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{canary}%'")).ShouldBe(0L, "encrypted");
        (await cases.As("ira").RefusedAsync(id, $"monitoring/{look}", new { outcome = "kept" })).ShouldBe("lookTaken");
        ((string?)(await cases.As("ira").DoAsync(id, "reopen", new { reason = "It was not kept." }))["state"]).ShouldBe("investigating");
    }

    [Fact]
    public async Task A_written_proposal_is_adopted_when_its_window_has_passed()
    {
        var (id, _, person) = await HeardAsync();
        var written = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Suspension(person, cases.Now, 30)))!;
        written["route"] = "written";
        var after = await cases.As("ira").DoAsync(id, "proposals", written);
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{after["proposals"]![0]!["id"]}/votes", new { vote = "yes" });
        }

        cases.Advance(TimeSpan.FromHours(25));

        await Fixtures.Eventually.TrueAsync(async () => (string?)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["state"] == "decided", "the window never ended");
    }

    [Fact]
    public async Task Refusals_come_in_their_order()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var ira = cases.As("ira");
        var path = $"/api/cases/{id}/proposals";

        (await ira.PostAsync(path, new { route = "meeting" })).Status.ShouldBe(400);
        (await ira.SendAsync(HttpMethod.Post, path, Suspension(person, cases.Now, 30), ("If-Match", "\"1\""))).Status.ShouldBe(412);
        (await ira.RefusedAsync(id, "proposals", Suspension(person, cases.Now, 30))).ShouldBe("R40");
        await ira.DoAsync(id, "risk-factors", new { factor = "suspectedLawViolation", present = true });
        (await ira.RefusedAsync(id, "proposals", Suspension(person, cases.Now, 30))).ShouldBe("R15");
        (await ira.PostAsync($"/api/cases/{id}/proposals/{Guid.NewGuid()}/votes", new { vote = "maybe" })).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("""{"route":"meeting","findings":[{"finding":"violation","category":"he wrote: I hate you"}],"rationale":{"forPanel":"x"}}""", "findings[0].category")]
    [InlineData("""{"route":"meeting","findings":[{"finding":"guilty"}],"rationale":{"forPanel":"x"}}""", "findings[0].finding")]
    [InlineData("""{"route":"meeting","findings":[null],"rationale":{"forPanel":" "}}""", "rationale.forPanel")]
    [InlineData("""{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":["nowhere"]},"until":"2099-01-01T00:00:00Z"}],"rationale":{"forPanel":"x"}}""", "remedies[0].scope.bodies")]
    [InlineData("""{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":7}}],"rationale":{"forPanel":"x"}}""", "remedies[0].until")]
    [InlineData("""{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"ban","permanent":true,"from":"2020-01-01T00:00:00Z","scope":{"bodies":"all","spaces":["not a space"]}}],"rationale":{"forPanel":"x"}}""", "remedies[0].scope.spaces")]
    [InlineData("""{"route":"meeting","findings":[{"finding":"noViolation"}],"offer":{"to":"everybody","because":"why not"},"rationale":{"forPanel":"x"}}""", "offer.because")]
    [InlineData("""{"route":"meeting","findings":[{"finding":"violation"}],"remedies":[{"type":"suspension","scope":{"bodies":"all"},"until":"9999-12-31T23:59:59Z"}],"rationale":{"forPanel":"x"}}""", "remedies[0].until")]
    [InlineData("""{"route":"meeting","findings":[{"person":"00000000-0000-0000-0000-000000000001","finding":"noViolation"}],"rationale":{"forPanel":"x"}}""", "findings[0].person")]
    public async Task Bad_proposals_are_400_with_the_field(string body, string field)
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");

        var (status, json) = await cases.As("ira").PostAsync($"/api/cases/{id}/proposals", JsonNode.Parse(body));

        status.ShouldBe(400, json.ToJsonString());
        json["errors"]!.AsObject().Select(e => e.Key).ShouldContain(field);
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_and_one_effect()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var (ira, key) = (cases.As("ira"), ("Idempotency-Key", Guid.NewGuid().ToString()));

        var first = await ira.SendAsync(HttpMethod.Post, $"/api/cases/{id}/notes", new { text = "once" }, key);
        var second = await ira.SendAsync(HttpMethod.Post, $"/api/cases/{id}/notes", new { text = "once" }, key);

        second.Json.ToJsonString().ShouldBe(first.Json.ToJsonString());
        (await ira.GetAsync($"/api/cases/{id}")).Json["notes"]!.AsArray().Count.ShouldBe(1);
        (await ira.SendAsync(HttpMethod.Post, $"/api/cases/{id}/notes", new { text = "other" }, key)).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Five_vote_at_the_same_moment_and_every_vote_counts()
    {
        var (id, _, person) = await HeardAsync();
        var after = await cases.As("ira").DoAsync(id, "proposals", Suspension(person, cases.Now, 30));
        var proposal = after["proposals"]![0]!["id"];

        await Task.WhenAll(new[] { "ira", "juno", "kai", "lou", "mo" }.Select(name => cases.As(name).DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" })));

        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["proposals"]![0]!["votes"]!.AsArray().Count.ShouldBe(5);
    }

    [Fact]
    public async Task Lists_filter_and_page()
    {
        var (report, _) = await cases.RouteAsync(CasesApp.Body("sextant", "sol", "tia"));
        var id = await cases.TakeUpAsync(report, "sextant", "sol");
        var (other, _) = await cases.RouteAsync(CasesApp.Body("sextant", "sol", "tia"));
        var second = await cases.TakeUpAsync(other, "sextant", "sol");
        var sol = cases.As("sol");
        await sol.DoAsync(id, "assign", new { seat = CasesApp.SeatOf("sol", "sextant") });

        (await sol.GetAsync("/api/bodies/sextant/cases?assignee=me")).Json["items"]!.AsArray().Select(i => (Guid)i!["id"]!).ShouldBe([id]);
        (await sol.GetAsync("/api/bodies/sextant/cases?state=closed")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await sol.GetAsync("/api/bodies/sextant/cases?due=overdue")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await sol.GetAsync("/api/bodies/sextant/cases?state=odd")).Status.ShouldBe(400);
        var page = (await sol.GetAsync("/api/bodies/sextant/cases?limit=1")).Json;
        ((Guid)page["items"]![0]!["id"]!).ShouldBe(second);
        var next = (await sol.GetAsync($"/api/bodies/sextant/cases?limit=1&cursor={Uri.EscapeDataString((string)page["next"]!)}")).Json;
        ((Guid)next["items"]![0]!["id"]!).ShouldBe(id);
        next["next"].ShouldBeNull();
    }

    [Fact]
    public async Task Reports_are_read_through_the_case_and_every_read_is_recorded()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}", new { report, description = "He insulted me" });

        var (status, json) = await cases.As("ira").GetAsync($"/api/cases/{id}/reports/{report}");

        status.ShouldBe(200);
        ((string?)json["description"]).ShouldBe("He insulted me");
        (await cases.As("ira").GetAsync($"/api/cases/{id}/reads")).Json["items"]!.AsArray().Select(r => (string)r!["part"]!).ShouldContain("report");
        (await cases.As("ira").GetAsync($"/api/cases/{id}/history")).Json["items"]!.AsArray().Select(r => (string)r!["what"]!).First().ShouldBe("case_opened");
    }

    [Fact]
    public async Task Intake_fetches_a_message_once_its_id_is_known()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var after = await cases.As("ira").DoAsync(id, "messages", new { report, text = "May we call you?" });
        var message = (Guid)after["messages"]![0]!["id"]!;

        (await new Asking(cases.App.AsService("intake")).GetAsync($"/internal/cases/{id}/messages/{message}")).Json["text"]!.GetValue<string>().ShouldBe("May we call you?");
        (await new Asking(cases.App.AsService("ledger")).GetAsync($"/internal/cases/{id}/messages/{message}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nothing_a_person_wrote_lies_readable_in_the_database()
    {
        var canary = $"canary{Guid.NewGuid():N}";
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = canary });
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low", note = canary });
        await ira.DoAsync(id, "notes", new { text = canary });
        await ira.DoAsync(id, "hearing", new { response = canary });
        await ira.DoAsync(id, "subjects", new { accounts = new[] { canary }, name = canary, description = canary, identification = "claimed" });
        await ira.DoAsync(id, "legal-requests", new { question = canary, include = Array.Empty<Guid>() });
        await ira.DoAsync(id, "proposals", JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Suspension(person, cases.Now, 10)).Replace("reads the code", canary).Replace("three witnesses", canary)));
        await ira.DoAsync(id, "communications", new { to = "reporter", text = canary });

        (await cases.ScalarAsync($"select count(*) from mt.mt_events e where e::text like '%{canary}%'")).ShouldBe(0L);
        (await ira.GetAsync($"/api/cases/{id}")).Json.ToJsonString().ShouldContain(canary);
    }
}
