using System.Text.Json.Nodes;
using Coc.Contracts.Channel;

namespace Coc.Integration.Cases;

/// <summary>Links, persons and endings that turned out otherwise, over HTTP and in the database.</summary>
public sealed class SettingRight(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task A_linked_report_is_in_one_case_only_until_it_is_unlinked()
    {
        var (mine, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(mine, "sextant", "ira");
        var (other, _) = await cases.RouteAsync();
        var own = await cases.TakeUpAsync(other, "sextant", "ira");
        var ira = cases.As("ira");
        var canary = $"canary{Guid.NewGuid():N}";
        await ira.DoAsync(own, "notes", new { text = canary });

        var seen = await ira.DoAsync(id, "link-reports", new { report = other });

        Things(seen, "reports", "report").ShouldBe([mine, other], ignoreOrder: true);
        seen["carried"]!.ToJsonString().ShouldContain(canary);
        Things(await ira.DoAsync(id, "link-reports", new { report = other }), "reports", "report").Count().ShouldBe(2, "once");
        var left = (await ira.GetAsync($"/api/cases/{own}")).Json;
        left.AsObject().Select(m => m.Key).ShouldBe(["id", "codeName", "state", "to", "at"]);
        ((string?)left["state"]).ShouldBe("linked");
        (await ira.GetAsync($"/api/cases/{own}/reports/{other}")).Status.ShouldBe(404);
        (await ira.PostAsync($"/api/cases/{own}/notes", new { text = "late" })).Status.ShouldBe(404);
        (await cases.ScalarAsync($"select count(*) from app.case_things where thing = '{other}' and kind = 'report'")).ShouldBe(1L);
        (await cases.ScalarAsync($"select count(*) from app.due where case_id = '{own}'")).ShouldBe(0L, "no clock runs twice");

        Things(await ira.DoAsync(id, "unlink-report", new { report = other }), "reports", "report").ShouldBe([mine]);

        (await cases.ScalarAsync($"select count(*) from app.case_things where case_id = '{id}' and thing = '{other}' and kind <> 'formerReport'")).ShouldBe(0L);
        (await ira.GetAsync($"/api/cases/{id}/reports/{other}")).Status.ShouldBe(404);
        Things((await ira.GetAsync($"/api/cases/{own}")).Json, "reports", "report").ShouldBe([other]);
        (await ira.DoAsync(own, "notes", new { text = "It goes on." })).ToJsonString().ShouldContain(canary);
        (await ira.RefusedAsync(id, "unlink-report", new { report = mine })).ShouldBe("notLinked");
        (await ira.PostAsync($"/api/cases/{id}/unlink-report", new { report = other })).Status.ShouldBe(400);
        (await ira.PostAsync($"/api/cases/{id}/unlink-report", new { })).Status.ShouldBe(400);
        (await cases.As("juno").PostAsync($"/api/cases/{id}/unlink-report", new { report = mine })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Who_must_not_read_a_duplicate_leaves_for_as_long_as_it_is_linked()
    {
        var (mine, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(mine, "sextant", "ira", "juno");
        var (other, _) = await cases.RouteAsync();
        await cases.TakeUpAsync(other, "sextant", "ira");
        cases.SetAside("sextant", other, "juno");
        cases.App.Neighbours.Answer<HandlingQuestion>("POST /internal/handling/sextant", q => q.Reports.Contains(other) ? CasesApp.Body("sextant", "ira") : CasesApp.Sextant);

        await cases.As("ira").DoAsync(id, "link-reports", new { report = other });
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.ItemAsync("juno", mine)).ShouldBeNull();

        await cases.As("ira").DoAsync(id, "unlink-report", new { report = other });

        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404, "not before they have answered again");
        (await cases.TakeUpAsync(mine, "sextant", "juno")).ShouldBe(id);
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_soft_tie_that_only_a_duplicate_brought_goes_with_it()
    {
        var (mine, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(mine, "sextant", "ira", "juno", "kai");
        var (other, _) = await cases.RouteAsync();
        await cases.TakeUpAsync(other, "sextant", "ira");
        cases.App.Neighbours.Answer<HandlingQuestion>(
            "POST /internal/set-aside/sextant", q => new BodySetAside([], [.. q.Reports.Contains(other) ? [CasesApp.SeatOf("juno", "sextant")] : Array.Empty<Guid>(), .. q.Reports.Contains(mine) ? [CasesApp.SeatOf("kai", "sextant")] : Array.Empty<Guid>()]));

        await cases.As("ira").DoAsync(id, "link-reports", new { report = other });
        var kais = await cases.RequestAsync("kai", mine);
        foreach (var name in new[] { "juno", "kai" })
        {
            var asked = await cases.ItemAsync(name, mine);
            (await cases.As(name).PostAsync($"/api/conflict-requests/{asked!["request"]}/answer", new { answer = "none", seen = (string?)asked["seen"] })).Status.ShouldBe(202);
            (await cases.As(name).GetAsync($"/api/cases/{id}")).Status.ShouldBe(404, "soft, by what was declared");
        }

        await cases.As("ira").DoAsync(id, "unlink-report", new { report = other });

        (await cases.TakeUpAsync(mine, "sextant", "juno")).ShouldBe(id);
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
        (await cases.As("kai").PostAsync($"/api/conflict-requests/{kais}/answer", new { answer = "none" })).Status.ShouldBe(409, "tied to somebody in what stays");
        (await cases.As("kai").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        cases.SetAside("sextant", other);
    }

    [Fact]
    public async Task Whom_what_stays_sets_aside_leaves_with_the_unlinking_and_is_not_asked_about_it()
    {
        var (mine, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(mine, "sextant", "ira", "juno");
        var (other, _) = await cases.RouteAsync();
        await cases.TakeUpAsync(other, "sextant", "ira");
        cases.App.Neighbours.Answer<HandlingQuestion>("POST /internal/set-aside/sextant", q => new BodySetAside([], q.Reports.Contains(other) ? [CasesApp.SeatOf("juno", "sextant")] : []));
        await cases.As("ira").DoAsync(id, "link-reports", new { report = other });
        var asked = await cases.ItemAsync("juno", mine);
        (await cases.As("juno").PostAsync($"/api/conflict-requests/{asked!["request"]}/answer", new { answer = "none", seen = (string?)asked["seen"] })).Status.ShouldBe(202);
        cases.SetAside("sextant", mine, "juno");

        await cases.As("ira").DoAsync(id, "unlink-report", new { report = other });

        (await cases.ItemAsync("juno", mine)).ShouldBeNull();
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'seat_left'")).ShouldBe(1L);
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        cases.SetAside("sextant", other);
    }

    [Fact]
    public async Task A_mistaken_person_is_marked_and_nobody_is_to_act_on_them()
    {
        var canary = $"canary{Guid.NewGuid():N}";
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });

        var seen = await ira.DoAsync(id, $"subjects/{person}/mistaken", new { reason = canary });

        ((bool)seen["subjects"]![0]!["mistaken"]!).ShouldBeTrue();
        ((string?)seen["subjects"]![0]!["mistakenBecause"]).ShouldBe(canary);
        Names(seen["allowed"]!).ShouldNotContain("subjects/mistaken");
        (await ira.PostAsync($"/api/cases/{id}/hearing", new { person, response = "x" })).Status.ShouldBe(400);
        (await ira.PostAsync($"/api/cases/{id}/subjects/{person}/mistaken", new { reason = " " })).Status.ShouldBe(400);
        (await ira.PostAsync($"/api/cases/{id}/subjects/{Guid.NewGuid()}/mistaken", new { reason = "x" })).Status.ShouldBe(404);
        (await cases.ScalarAsync($"select count(*) from app.case_things where case_id = '{id}' and thing = '{person}'")).ShouldBe(0L);
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{canary}%'")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_seat_that_saw_it_is_on_record_as_both()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var (canary, kai) = ($"canary{Guid.NewGuid():N}", CasesApp.SeatOf("kai", "sextant"));

        var seen = await cases.As("kai").DoAsync(id, "witnesses", new { seat = kai });
        await cases.As("ira").DoAsync(id, "witnesses", new { name = canary });

        var seat = seen["panel"]!.AsArray().Single(p => (Guid)p!["seat"]! == kai)!;
        ((string?)seat["conflict"]).ShouldBe("none");
        ((bool)seat["witness"]!).ShouldBeTrue();
        foreach (var bad in new object[] { new { }, new { seat = kai, name = "both" }, new { seat = Guid.NewGuid() }, new { name = new string('x', 201) } })
        {
            (await cases.As("ira").PostAsync($"/api/cases/{id}/witnesses", bad)).Status.ShouldBe(400);
        }

        (await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{canary}%'")).ShouldBe(0L);
    }

    [Fact]
    public async Task On_hold_has_its_reason_and_is_shown_with_it()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });

        (await ira.PostAsync($"/api/cases/{id}/status", new { state = "onHold" })).Status.ShouldBe(400);
        var seen = await ira.DoAsync(id, "status", new { state = "onHold", note = "until the police answer" });

        Names(seen["flags"]!).ShouldContain("onHold");
        ((string?)seen["status"]!["note"]).ShouldBe("until the police answer");
        Names((await ira.DoAsync(id, "status", new { state = "investigating" }))["flags"]!).ShouldNotContain("onHold");
    }

    [Fact]
    public async Task A_decided_case_is_taken_up_again_with_its_first_decision_on_record()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var ira = cases.As("ira");
        (await ira.RefusedAsync(id, "reopen", new { reason = "x" })).ShouldBe("notDecided");
        await ira.DoAsync(id, "triage", new { impact = "low", risk = "low" });
        await ira.DoAsync(id, "hearing", new { response = "no" });
        var after = await ira.DoAsync(id, "proposals", new { route = "meeting", findings = new[] { new { person, finding = "notEstablished" } }, rationale = new { forPanel = "nobody saw it" } });
        var proposal = (Guid)after["proposals"]![0]!["id"]!;
        foreach (var name in new[] { "ira", "juno", "kai" })
        {
            await cases.As(name).DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        var decided = await ira.DoAsync(id, $"proposals/{proposal}/close");
        Names(decided["allowed"]!).ShouldContain("reopen");

        var canary = $"canary{Guid.NewGuid():N}";
        var again = await ira.DoAsync(id, "reopen", new { reason = canary });

        ((string?)again["state"]).ShouldBe("investigating");
        again["decision"].ShouldBeNull();
        ((Guid)again["earlierDecisions"]![0]!["id"]!).ShouldBe((Guid)decided["decision"]!["id"]!);
        ((string?)again["reopened"]![0]!["reason"]).ShouldBe(canary);
        Names(again["allowed"]!).ShouldContain("proposals");
        (await ira.PostAsync($"/api/cases/{id}/reopen", new { })).Status.ShouldBe(400);
        (await cases.As("vera", "astrolabe").PostAsync($"/api/cases/{id}/reopen", new { reason = "x" })).Status.ShouldBe(404);
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{canary}%'")).ShouldBe(0L);
    }

    private static IEnumerable<string> Names(JsonNode list) => list.AsArray().Select(n => (string)n!);

    private static IEnumerable<Guid> Things(JsonNode seen, string list, string id) => seen[list]!.AsArray().Select(n => (Guid)n![id]!);
}
