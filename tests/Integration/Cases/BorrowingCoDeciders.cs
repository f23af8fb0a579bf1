using Coc.Contracts.Channel;
using Coc.Contracts.Intake;

namespace Coc.Integration.Cases;

/// <summary>P1: a project of two is lent somebody who decides with it. The lent seat reads the case from its own body's door, nobody else there does, and whom a reporter excludes is not lent.</summary>
public sealed class BorrowingCoDeciders(CasesApp cases) : IClassFixture<CasesApp>
{
    private const string Canary = "CANARYcodecider";

    [Fact]
    public async Task The_first_of_the_foundation_is_asked_two_days_later_and_decides_with_them()
    {
        var (report, person, id) = await TwoAsync();
        var vera = cases.As("vera", "astrolabe");
        (await vera.RefusedAsync(id, "proposals", Suspension(person))).ShouldBe("coDecider");
        await vera.DoAsync(id, "co-decider");
        (await ItemAsync("ada", report)).ShouldBeNull("the reporter may exclude people first");
        (await vera.RefusedAsync(id, "co-decider")).ShouldBe("alreadyAsked");

        cases.Advance(TimeSpan.FromHours(48));
        var item = await AskedAsync("ada", report);
        ((string)item["lentTo"]!).ShouldBe("astrolabe");
        item["case"].ShouldBeNull();
        item.ToJsonString().ShouldNotContain(Canary);
        (await cases.As("ada", "orrery").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);

        var (status, answer) = await cases.As("ada", "orrery").PostAsync($"/api/conflict-requests/{item["request"]}/answer", new { answer = "none" });
        (status, (Guid)answer["case"]!).ShouldBe((200, id));
        ((Guid)(await ItemAsync("ada", report))!["case"]!).ShouldBe(id);
        foreach (var (name, body) in new[] { ("bo", "orrery"), ("ira", "sextant") })
        {
            (await cases.As(name, body).GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
            (await cases.ItemAsync(name, report, body)).ShouldBeNull();
        }

        var ada = cases.As("ada", "orrery");
        (await ada.GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
        (await ada.GetAsync("/api/bodies/orrery/cases")).Json["items"]!.AsArray().ShouldBeEmpty("it is no case of that body");
        (await ada.GetAsync("/api/bodies/astrolabe/cases")).Status.ShouldBe(404);
        var proposed = await vera.DoAsync(id, "proposals", Suspension(person));
        var proposal = (Guid)proposed["proposals"]![0]!["id"]!;
        await vera.DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        await cases.As("wim", "astrolabe").DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        await ada.DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        var closed = await vera.DoAsync(id, $"proposals/{proposal}/close");
        ((string)closed["proposals"]![0]!["state"]!).ShouldBe("adopted");
        ((long)(await cases.ScalarAsync($"select count(*) from app.case_reads where case_id = '{id}' and role = 'lent'"))!).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Whom_the_reporter_excludes_meanwhile_is_not_asked_and_who_reads_already_reads_no_more()
    {
        var (report, _, id) = await TwoAsync();
        await cases.As("vera", "astrolabe").DoAsync(id, "co-decider");
        await ExcludeAsync(report, "ada");
        cases.Advance(TimeSpan.FromHours(48));

        var item = await AskedAsync("bo", report);
        (await ItemAsync("ada", report)).ShouldBeNull();
        (await cases.As("bo", "orrery").PostAsync($"/api/conflict-requests/{item["request"]}/answer", new { answer = "none" })).Status.ShouldBe(200);
        (await cases.As("bo", "orrery").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);

        await ExcludeAsync(report, "ada", "bo");
        (await cases.As("bo", "orrery").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await ItemAsync("bo", report)).ShouldBeNull();
        await AskedAsync("cleo", report);
    }

    [Fact]
    public async Task An_affected_persons_page_is_not_there_for_who_is_lent()
    {
        var (report, _, id) = await TwoAsync();
        var (vera, ada, affected, piece) = (cases.As("vera", "astrolabe"), cases.As("ada", "orrery"), Guid.NewGuid(), Guid.NewGuid());
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, true, [new(affected, false, "yes")]));
        cases.App.Neighbours.Answer<AffectedPageRequest>("POST /internal/affected", _ => new AffectedPageAnswer("AAAA-BBBB-CCCC-DDDD-FFFF"));
        foreach (var thread in new[] { report, affected })
        {
            cases.App.Neighbours.Answer($"GET /internal/reports/{thread}", new ReportContent(
                thread, cases.Now, "panel", "affected", "normal", [], null, [], "", null, null, null, null, false, null, null, [], [], new("anonymous", null, null, false), [new(Guid.NewGuid(), "reporter", cases.Now, "message", "I am afraid.")]));
        }

        var asked = new List<EvidenceQuestion>();
        cases.App.Neighbours.Answer<EvidenceQuestion>($"POST /internal/evidence/{piece}", q =>
        {
            asked.Add(q);
            return new EvidenceDetail(new(piece, affected, cases.Now, "kept", "chat.png", 7, new string('a', 64), "image/png", "image/png", false, null, null, true, []), [], true, "available");
        });
        await vera.DoAsync(id, "affected-codes", new { affected });
        await vera.DoAsync(id, "co-decider");
        cases.Advance(TimeSpan.FromHours(48));
        var item = await AskedAsync("ada", report);
        (await ada.PostAsync($"/api/conflict-requests/{item["request"]}/answer", new { answer = "none" })).Status.ShouldBe(200);

        foreach (var path in new[] { "", "/history" })
        {
            (await ada.GetAsync($"/api/cases/{id}{path}")).Json.ToJsonString().ShouldNotContain(affected.ToString());
        }

        (await ada.GetAsync($"/api/cases/{id}/reports/{report}")).Status.ShouldBe(200);
        (await ada.GetAsync($"/api/cases/{id}/reports/{affected}")).Status.ShouldBe(404);
        (await vera.GetAsync($"/api/cases/{id}/reports/{affected}")).Status.ShouldBe(200);
        await ada.GetAsync($"/api/cases/{id}/evidence/{piece}");
        asked.ShouldHaveSingleItem().Reports.ShouldBe([report], "Intake gives a file of these threads only");
    }

    private async Task ExcludeAsync(Guid report, params string[] names)
    {
        cases.SetAside("orrery", report, names);
        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, Guid.NewGuid(), "exclusion"));
        cases.SetAside("orrery", Guid.Empty);
    }

    private async Task<(Guid Report, Guid Person, Guid Case)> TwoAsync()
    {
        var (report, person) = await cases.RouteAsync(CasesApp.Body("astrolabe", "vera", "wim"));
        cases.App.Neighbours.Answer("POST /internal/handling/orrery", CasesApp.Orrery);
        var id = await cases.TakeUpAsync(report, "astrolabe", "vera", "wim");
        var vera = cases.As("vera", "astrolabe");
        await vera.DoAsync(id, "acknowledge", new { message = Canary });
        await vera.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        await vera.DoAsync(id, "hearing", new { person, response = Canary });
        return (report, person, id);
    }

    private Task<System.Text.Json.Nodes.JsonNode?> ItemAsync(string name, Guid report) => cases.ItemAsync(name, report, "orrery");

    private async Task<System.Text.Json.Nodes.JsonNode> AskedAsync(string name, Guid report)
    {
        System.Text.Json.Nodes.JsonNode? item = null;
        await Fixtures.Eventually.TrueAsync(async () => (item = await ItemAsync(name, report)) is not null, $"{name} is not asked", TimeSpan.FromSeconds(60));
        return item!;
    }

    private object Suspension(Guid person) => new
    {
        route = "meeting", findings = new[] { new { person, finding = "violation", category = "harassment" } },
        remedies = new[] { new { person, type = "suspension", scope = new { bodies = new[] { "astrolabe" }, spaces = Array.Empty<string>() }, from = cases.Now, until = cases.Now.AddDays(10), readmission = "automatic" } },
        rationale = new { forPanel = Canary },
    };
}
