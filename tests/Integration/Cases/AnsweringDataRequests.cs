using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;

namespace Coc.Integration.Cases;

/// <summary>Two seats answer what somebody asks about their data (P19), also when the case is closed; what is erased is erased for good.</summary>
public sealed class AnsweringDataRequests(CasesApp cases) : IClassFixture<CasesApp>
{
    private async Task<(Guid Id, Guid Report, Guid Request)> AskedAsync(string kind = "copy")
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        return (id, report, await AskAsync(report, kind));
    }

    private async Task<Guid> AskAsync(Guid report, string kind)
    {
        var request = Guid.NewGuid();
        await cases.HandAsync(new ReporterWrote(cases.Origin(), report, request, "dataRequest", kind));
        return request;
    }

    private async Task<JsonNode> SeenAsync(Guid id, string by = "kai") => (await cases.As(by).GetAsync($"/api/cases/{id}")).Json;

    [Fact]
    public async Task Drafted_returned_drafted_anew_and_approved_by_another()
    {
        var (id, report, request) = await AskedAsync();
        var asked = (await SeenAsync(id))["dataRequests"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)asked["kind"], (string?)asked["state"], (Guid)asked["party"]!).ShouldBe(("copy", "open", report));
        ((DateTimeOffset)asked["due"]!).ShouldBe(((DateTimeOffset)asked["at"]!).AddMonths(1));
        await cases.As("ira").DoAsync(id, $"data-requests/{request}/answer", new { outcome = "refused", ground = "privileged", text = "CANARYdraft" });
        (await cases.As("ira").RefusedAsync(id, $"data-requests/{request}/approve")).ShouldBe("ownDraft");
        await cases.As("juno").DoAsync(id, $"data-requests/{request}/return", new { why = "It names somebody." });
        await cases.As("ira").DoAsync(id, $"data-requests/{request}/answer", new { outcome = "partly", ground = "othersRights", text = "What is yours is in your copy." });

        var answered = await cases.As("juno").DoAsync(id, $"data-requests/{request}/approve");

        ((string?)answered["dataRequests"]![0]!["state"], (string?)answered["dataRequests"]![0]!["ground"]).ShouldBe(("partly", "othersRights"));
        var message = answered["messages"]!.AsArray()[^1]!;
        ((Guid)message["report"]!, (string?)message["text"]).ShouldBe((report, "What is yours is in your copy."));
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and data::text like '%CANARY%'")).ShouldBe(0L);
        var shown = (await cases.ScalarAsync($"select data ->> 'state' from mt.mt_events where stream_id = '{id}' and type = 'data_request_shown' order by version desc limit 1"))!;
        shown.ShouldBe("partly");
    }

    [Theory]
    [InlineData("answer", """{"outcome":"granted","text":"t","ground":"privileged"}""")]
    [InlineData("answer", """{"outcome":"refused","text":"t"}""")]
    [InlineData("answer", """{"outcome":"partly","ground":"because","text":"t"}""")]
    [InlineData("answer", """{"outcome":"granted"}""")]
    [InlineData("answer", """{"outcome":"perhaps","text":"t"}""")]
    [InlineData("extend", """{"text":"t"}""")]
    [InlineData("extend", """{"because":"lazy","text":"t"}""")]
    [InlineData("extend", """{"because":"complex"}""")]
    [InlineData("return", "{}")]
    public async Task Bad_bodies_are_400_and_store_nothing(string command, string body)
    {
        var (id, _, request) = await AskedAsync();
        var before = await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}'");

        var (status, json) = await cases.As("ira").PostAsync($"/api/cases/{id}/data-requests/{request}/{command}", JsonNode.Parse(body));

        (status, (string?)json["code"]).ShouldBe((400, "validation"));
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}'")).ShouldBe(before);
    }

    [Theory]
    [InlineData("answer", """{"outcome":"granted","text":"t"}""")]
    [InlineData("extend", """{"because":"complex","text":"t"}""")]
    [InlineData("approve", "{}")]
    [InlineData("return", """{"why":"w"}""")]
    public async Task Who_does_not_see_the_case_finds_no_door(string command, string body)
    {
        var (id, _, request) = await AskedAsync();
        foreach (var (name, slug) in new[] { ("mo", "sextant"), ("ada", "orrery") })
        {
            (await cases.As(name, slug).PostAsync($"/api/cases/{id}/data-requests/{request}/{command}", JsonNode.Parse(body))).Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task It_is_late_after_a_month_and_that_stays_on_record()
    {
        var (id, _, _) = await AskedAsync();

        cases.Advance(TimeSpan.FromDays(32));

        await Eventually.TrueAsync(async () => (await SeenAsync(id))["dataRequests"]![0]!["overdueAt"] is not null, "nobody noted that it is late");
        ((bool)(await SeenAsync(id))["clocks"]!.AsArray().Single(c => (string?)c!["kind"] == "dataRequest")!["breached"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task An_accused_person_is_answered_in_the_room_with_nothing_of_anybody_else()
    {
        var (report, _) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, false));
        cases.App.Neighbours.Answer<RoomRequest>("POST /internal/rooms", _ => new RoomAnswer("AAAA-BBBB-CCCC-DDDD-EEEE"));
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        await cases.As("ira").DoAsync(id, "notes", new { text = "CANARYnote" });
        await cases.As("ira").DoAsync(id, "triage", new { impact = "medium", risk = "medium", note = "CANARYtriage" });
        var room = (Guid)(await cases.As("ira").DoAsync(id, "accused-notice", new { when = "now", why = "CANARYwhy" }))["rooms"]![0]!["id"]!;
        var request = Guid.NewGuid();
        await cases.HandAsync(new AccusedWrote(cases.Origin(), room, request, "dataRequest", null, "copy"));
        await cases.As("ira").DoAsync(id, $"data-requests/{request}/answer", new { outcome = "partly", ground = "othersRights", text = "What you sent, and what you were told, is in your copy." });
        await cases.As("juno").DoAsync(id, $"data-requests/{request}/approve");

        var (status, item) = await new Asking(cases.App.AsService("intake")).GetAsync($"/internal/cases/{id}/rooms/{room}/items/{request}");

        status.ShouldBe(200);
        ((string?)item["state"], (string?)item["category"], (string?)item["text"]).ShouldBe(("partly", "othersRights", "What you sent, and what you were told, is in your copy."));
        foreach (var word in new[] { "CANARY", report.ToString(), "ira", "Affected" })
        {
            item.ToJsonString().ShouldNotContain(word);
        }
    }

    [Fact]
    public async Task Granted_erasure_waits_until_nobody_needs_it_and_then_is_for_good()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "acknowledge", new { message = "CANARYacknowledged" });
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        var proposed = await ira.DoAsync(id, "proposals", new { route = "meeting", findings = new[] { new { person, finding = "outOfScope" } }, rationale = new { forPanel = "elsewhere" } });
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{proposed["proposals"]![0]!["id"]}/votes", new { vote = "yes" });
        }

        await ira.DoAsync(id, $"proposals/{proposed["proposals"]![0]!["id"]}/close");
        var request = await AskAsync(report, "erasure");
        (await ira.RefusedAsync(id, $"data-requests/{request}/answer", new { outcome = "granted", text = "t" })).ShouldBe("mustBeKept");
        await cases.WordAsync(id, report); // whom it was about never knew
        await ira.DoAsync(id, "resolution-notice");
        await ira.DoAsync(id, "close");
        ((string?)(await SeenAsync(id))["dataRequests"]![0]!["mustBeKept"]).ShouldNotBeNull("it can be appealed");
        cases.Advance(TimeSpan.FromDays(31));
        await ira.DoAsync(id, $"data-requests/{request}/answer", new { outcome = "granted", text = "We erase it in two weeks." });
        (await cases.As("juno").DoAsync(id, $"data-requests/{request}/approve"))["messages"]!.AsArray().Any(m => (string?)m!["text"] == "CANARYacknowledged").ShouldBeTrue();

        cases.Advance(TimeSpan.FromDays(15));

        await Eventually.TrueAsync(async () => (long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'own_key_destroyed'"))! == 1, "nothing was erased");
        var after = await SeenAsync(id);
        after["dataRequests"]![0]!["erasedAt"].ShouldNotBeNull();
        after.ToJsonString().ShouldNotContain("CANARYacknowledged");
        after["messages"]!.AsArray().ShouldAllBe(m => m!["text"] == null);
        ((string?)after["decision"]!["findings"]![0]!["finding"]).ShouldBe("outOfScope", "what others need stays");
        (await cases.ScalarAsync($"select count(*) from app.due where case_id = '{id}' and kind = 'dataErasure'")).ShouldBe(0L);
    }
}
