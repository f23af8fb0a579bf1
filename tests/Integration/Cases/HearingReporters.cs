using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;

namespace Coc.Integration.Cases;

/// <summary>What reporters say after filing, as the case hears it: withdrawals, how they fare, whom they exclude, and never complaints.</summary>
public sealed class HearingReporters(CasesApp cases) : IClassFixture<CasesApp>
{
    private ReporterWrote Wrote(Guid report, string kind, string? outcome = null, Guid? entry = null, Guid? also = null) =>
        new(cases.Origin(), report, entry ?? Guid.NewGuid(), kind, outcome, also is { } other ? [other] : null);

    private async Task<JsonNode> ReadAsync(Guid id, string by = "ira", string body = "sextant") => (await cases.As(by, body).GetAsync($"/api/cases/{id}")).Json;

    [Fact]
    public async Task The_panel_sees_who_withdrew_and_how_reporters_fare_by_report()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var said = Wrote(report, "withdrawal");

        await cases.HandAsync(said);
        await cases.HandAsync(said);
        await cases.HandAsync(Wrote(report, "checkIn", "ratherNot"));

        var seen = await ReadAsync(id);
        seen["flags"]!.AsArray().Select(f => (string)f!).ShouldContain("withdrawnByReporter");
        var shown = seen["reports"]!.AsArray().ShouldHaveSingleItem()!;
        shown["withdrawnAt"].ShouldNotBeNull();
        shown["checkIns"]!.AsArray().Select(c => (string)c!["answer"]!).ShouldBe(["ratherNot"]);
        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where stream_id = '{id}' and type = 'reporter_wrote_back'"))!).ShouldBe(2L);
    }

    [Fact]
    public async Task Of_a_complaint_the_case_keeps_no_trace()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var before = await ReadAsync(id);

        await cases.HandAsync(Wrote(report, "complaint"));

        JsonNode.DeepEquals(before, await ReadAsync(id)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_excluded_loses_the_case_and_every_way_to_it()
    {
        var (report, _) = await cases.RouteAsync(CasesApp.Body("sextant", "ira", "juno"));
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        cases.SetAside("sextant", report, "juno");

        await cases.HandAsync(Wrote(report, "exclusion"));

        var juno = cases.As("juno");
        foreach (var path in new[] { $"/api/cases/{id}", $"/api/cases/{id}/history", $"/api/cases/{id}/reads", $"/api/cases/{id}/reports/{report}", $"/api/cases/{id}/evidence" })
        {
            (await juno.GetAsync(path)).Status.ShouldBe(404, path);
        }

        (await juno.PostAsync($"/api/cases/{id}/notes", new { text = "still here" })).Status.ShouldBe(404);
        (await juno.GetAsync("/api/bodies/sextant/cases?limit=200")).Json.ToJsonString().ShouldNotContain(id.ToString());
        (await juno.GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json.ToJsonString().ShouldNotContain(report.ToString());
        (await ReadAsync(id))["panel"]!.ToJsonString().ShouldNotContain(CasesApp.SeatOf("juno", "sextant").ToString());
        (await ReadAsync(id)).ToJsonString().ShouldNotContain("exclu");
    }

    [Fact]
    public async Task Who_was_not_asked_yet_is_not_asked_any_more()
    {
        var (report, _) = await cases.RouteAsync();
        cases.SetAside("sextant", report, "mo");
        (await cases.ItemAsync("mo", report)).ShouldNotBeNull();

        await cases.HandAsync(Wrote(report, "exclusion"));

        (await cases.ItemAsync("mo", report)).ShouldBeNull();
    }

    [Fact]
    public async Task An_exclusion_reaches_the_case_of_what_followed()
    {
        var (report, _) = await cases.RouteAsync();
        var (complaint, _) = await cases.RouteAsync(CasesApp.Orrery);
        var id = await cases.TakeUpAsync(complaint, "orrery", "ada", "bo");
        cases.SetAside("sextant", report);
        cases.SetAside("orrery", complaint, "bo");

        await cases.HandAsync(Wrote(report, "exclusion", also: complaint));

        (await cases.As("bo", "orrery").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("ada", "orrery").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Whom_a_linked_report_excludes_leaves_with_the_link()
    {
        var (first, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(first, "sextant", "ira", "juno", "kai");
        var (second, _) = await cases.RouteAsync(CasesApp.Body("sextant", "ira", "juno"), person: person);
        await cases.TakeUpAsync(second, "sextant", "ira", "juno");
        cases.SetAside("sextant", second, "kai");

        await cases.As("ira").DoAsync(id, "link-reports", new { report = second });

        (await cases.As("kai").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Everybody_ever_asked_counts_as_handling_it()
    {
        var body = CasesApp.Body("sextant", "ira", "juno", "kai");
        var (report, _) = await cases.RouteAsync(body);
        await cases.TakeUpAsync(report, "sextant", "ira");
        await cases.HandAsync(new SeatEnded(cases.Origin(), CasesApp.SeatOf("kai", "sextant"), "sextant", Guid.NewGuid()));
        var intake = new Asking(cases.App.AsService("intake"));

        var (status, answer) = await intake.GetAsync($"/internal/reports/{report}/handlers");

        status.ShouldBe(200);
        answer["accounts"]!.AsArray().Select(a => (Guid)a!).ShouldBe(body.Seats.Select(s => s.Account), ignoreOrder: true);
        (await intake.GetAsync($"/internal/reports/{Guid.NewGuid()}/handlers")).Json["accounts"]!.AsArray().ShouldBeEmpty();
        foreach (var other in new[] { "liaison", "sanctions", "ledger", "identity" })
        {
            (await new Asking(cases.App.AsService(other)).GetAsync($"/internal/reports/{report}/handlers")).Status.ShouldBe(404, other);
        }

        (await cases.As("ira").GetAsync($"/internal/reports/{report}/handlers")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Retaliation_shows_the_first_case_to_its_own_panel_and_nothing_to_the_first()
    {
        var (first, person) = await cases.RouteAsync();
        var before = await cases.TakeUpAsync(first, "sextant", "ira", "juno");
        var shown = await ReadAsync(before);
        var (second, id) = await FollowUpAsync("retaliation", first, person);

        var seen = await ReadAsync(id);
        seen["reports"]![0]!["kind"]!.GetValue<string>().ShouldBe("retaliation");
        var link = seen["links"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)link["case"]!, (string)link["why"]!).ShouldBe((before, "retaliation"));
        JsonNode.DeepEquals(shown, await ReadAsync(before)).ShouldBeTrue();
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        _ = second;
    }

    [Fact]
    public async Task A_complaint_leads_nowhere_and_goes_nowhere()
    {
        var (first, person) = await cases.RouteAsync(CasesApp.Orrery);
        await cases.TakeUpAsync(first, "orrery", "ada");
        var (_, id) = await FollowUpAsync("complaint", first, person, CasesApp.Orrery, "eun");

        var seen = await ReadAsync(id, "eun", "orrery");
        seen["links"]!.AsArray().ShouldBeEmpty();
        seen["allowed"]!.AsArray().Select(a => (string)a!).ShouldNotContain("transfers");
        (await cases.As("eun", "orrery").RefusedAsync(id, "transfers", new { to = "sextant", share = "all" })).ShouldBe("complaintStays");
    }

    private async Task<(Guid Report, Guid Case)> FollowUpAsync(string kind, Guid first, Guid person, HandlingBody? body = null, string by = "ira")
    {
        body ??= CasesApp.Sextant;
        var report = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/routings/{report}/{body.Slug}", body);
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/conflict-view", new ConflictView(report, cases.Now, [body.Slug], null, [], []));
        cases.Consents(report);
        await cases.HandAsync(new ReportRouted(
            cases.Origin(Guid.NewGuid()), report, body.Slug, kind == "complaint" ? "P21" : "J1", "x", cases.Now, "urgent", ["sextant"], null,
            kind == "complaint" ? [] : [new Contracts.Sanctions.IdentifiedSubject(0, person, "claimed")], null, null, kind, first));
        return (report, await cases.TakeUpAsync(report, body.Slug, by));
    }
}
