using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Liaison;
using Coc.Platform.Security;

namespace Coc.Integration.Cases;

/// <summary>Who is asked, what they see, and for whom the case exists.</summary>
public sealed class Screening(CasesApp cases) : IClassFixture<CasesApp>
{
    [Fact]
    public async Task A_request_shows_accounts_and_names_as_stated_the_day_and_nothing_else()
    {
        var (report, _) = await cases.RouteAsync();

        var item = (await cases.ItemAsync("ira", report))!.AsObject();

        item.Select(m => m.Key).ShouldBe(["request", "reports", "projects", "received", "subjects", "seen", "due"], ignoreOrder: true);
        ((DateTimeOffset)item["received"]!).TimeOfDay.ShouldBe(TimeSpan.Zero);
        ((string?)item["subjects"]![0]!["accounts"]![0]).ShouldBe("github:skyline-7");
        (await cases.ScalarAsync($"select count(*) from app.case_reads where part = 'conflictRequest' and seat = '{CasesApp.SeatOf("ira", "sextant")}'")).ShouldNotBe(0L);
    }

    [Fact]
    public async Task Who_answers_later_sees_who_a_described_person_was_said_to_be()
    {
        var (report, _) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/conflict-view", new ConflictView(report, cases.Now, ["sextant"], null, [new StatedPerson([], null, null)], []));
        var id = await cases.TakeUpAsync(report, "sextant", "ira");

        await cases.As("ira").DoAsync(id, "subjects", new { accounts = new[] { "chat:rex" }, name = "Rex Quill", identification = "claimed" });

        var subject = (await cases.ItemAsync("mo", report))!["subjects"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)subject["accounts"]![0], (string?)subject["name"], (string?)subject["label"]).ShouldBe(("chat:rex", "Rex Quill", "person 1, as stated, not verified"));
    }

    [Fact]
    public async Task An_answer_to_the_list_before_is_told_the_list_as_it_is()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var before = (await cases.ItemAsync("mo", report))!;
        await cases.As("ira").DoAsync(id, "subjects", new { accounts = new[] { "chat:rex" }, name = "Rex Quill", identification = "claimed" });
        var path = $"/api/conflict-requests/{before["request"]}/answer";

        var (status, problem) = await cases.As("mo").PostAsync(path, new { answer = "none", seen = (string?)before["seen"] });

        (status, (string?)problem["code"], (string?)problem["rule"]).ShouldBe((409, "listChanged", "P1"));
        problem["current"]!.ToJsonString().ShouldBe((await cases.ItemAsync("mo", report))!.ToJsonString());
        problem["current"]!.ToJsonString().ShouldContain("chat:rex");
        (await cases.As("mo").PostAsync(path, new { answer = "none" })).Status.ShouldBe(409, "they were asked about the list before");
        (await cases.As("mo").PostAsync(path, new { answer = "none", seen = (string?)problem["current"]!["seen"] })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_answered_before_somebody_described_had_a_name_is_asked_about_them()
    {
        var (report, _) = await cases.RouteAsync(identification: "unknown");
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/conflict-view", new ConflictView(report, cases.Now, ["sextant"], null, [new StatedPerson([], null, null)], []));
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");

        await cases.As("ira").DoAsync(id, "subjects", new { name = "Rex Quill", identification = "claimed" });

        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404, "until they have answered");
        (await cases.TakeUpAsync(report, "sextant", "juno")).ShouldBe(id);
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task None_opens_soft_waits_and_hard_vanishes()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        var (soft, hard) = (await cases.RequestAsync("kai", report), await cases.RequestAsync("mo", report));

        (await cases.As("kai").PostAsync($"/api/conflict-requests/{soft}/answer", new { answer = "soft", areas = new[] { "same company" } })).Status.ShouldBe(202);
        (await cases.As("mo").PostAsync($"/api/conflict-requests/{hard}/answer", new { answer = "hard" })).Status.ShouldBe(204);

        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
        foreach (var name in new[] { "kai", "lou", "mo" })
        {
            (await cases.As(name).GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
            (await cases.As(name).GetAsync("/api/bodies/sextant/cases?limit=200")).Json.ToJsonString().ShouldNotContain(id.ToString());
        }

        (await cases.ItemAsync("mo", report)).ShouldBeNull();
        (await cases.As("mo").PostAsync($"/api/conflict-requests/{hard}/answer", new { answer = "none" })).Status.ShouldBe(404);
        (await cases.ItemAsync("kai", report))!["case"].ShouldBeNull();

        await cases.As("ira").DoAsync(id, "conflict-confirmations", new { seat = CasesApp.SeatOf("kai", "sextant"), agree = true, permitted = new[] { "read", "notes" } });
        await cases.As("juno").DoAsync(id, "conflict-confirmations", new { seat = CasesApp.SeatOf("kai", "sextant"), agree = true, permitted = new[] { "read", "notes" } });
        ((Guid)(await cases.ItemAsync("kai", report))!["case"]!).ShouldBe(id);
        var seen = (await cases.As("kai").GetAsync($"/api/cases/{id}")).Json;
        seen["allowed"]!.AsArray().Select(a => (string)a!).ShouldBe(["conflict-statements", "notes"]);

        var sanctions = new Asking(cases.App.AsService("sanctions"));
        (await AskAsync("", "kai")).ShouldBe([id], "it exists for them");
        (await AskAsync("/working", "kai")).ShouldBeEmpty("nothing that decides is among what was permitted");
        (await AskAsync("/working", "ira")).ShouldBe([id]);
        (await AskAsync("/working", "lou")).ShouldBeEmpty();
        (await new Asking(cases.App.AsService("ledger")).PostAsync("/internal/visible/working", new VisibleQuestion([], [id]))).Status.ShouldBe(404);

        var transfer = (Guid)(await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", share = "all" }))["transfer"]!["id"]!;
        (await OfTransferAsync("", "kai")).ShouldBe([transfer]);
        (await OfTransferAsync("/working", "kai")).ShouldBeEmpty("who only reads answers no transfer");
        (await OfTransferAsync("/working", "ira")).ShouldBe([transfer]);
        (await OfTransferAsync("/working", "lou")).ShouldBeEmpty();
        (await sanctions.PostAsync("/internal/transfers/visible/working", new VisibleQuestion([], [transfer]))).Status.ShouldBe(404);

        async Task<IReadOnlyList<Guid>> OfTransferAsync(string what, string name) =>
            [.. (await new Asking(cases.App.AsService("liaison")).PostAsync($"/internal/transfers/visible{what}", new VisibleQuestion([new AskingSeat(CasesApp.SeatOf(name, "sextant"), "sextant", "member")], [transfer])))
                .Json["ids"]!.AsArray().Select(i => (Guid)i!)];

        async Task<IReadOnlyList<Guid>> AskAsync(string what, params string[] names) =>
            [.. (await sanctions.PostAsync($"/internal/visible{what}", new VisibleQuestion([.. names.Select(n => new AskingSeat(CasesApp.SeatOf(n, "sextant"), "sextant", "member"))], [id]))).Json["ids"]!
                .AsArray().Select(i => (Guid)i!)];
    }

    [Fact]
    public async Task Who_answered_hard_by_one_seat_is_asked_by_no_other_seat_of_theirs()
    {
        var (report, _) = await cases.RouteAsync();
        await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        var (lou, mo) = (await cases.RequestAsync("lou", report), await cases.RequestAsync("mo", report));
        var both = new Asking(cases.App.As(new Caller(
            CallerKind.Seat, Guid.NewGuid().ToString(), [.. new[] { "lou", "mo" }.Select(n => new TicketSeat(CasesApp.SeatOf(n, "sextant"), "sextant", "member", false))])));
        (await ListedAsync()).ShouldContain(lou.ToString());
        (await both.PostAsync($"/api/conflict-requests/{mo}/answer", new { answer = "hard" })).Status.ShouldBe(204);

        (await ListedAsync()).ShouldNotContain(lou.ToString());
        (await both.PostAsync($"/api/conflict-requests/{lou}/answer", new { answer = "none" })).Status.ShouldBe(404);
        (await cases.ItemAsync("lou", report)).ShouldNotBeNull("somebody who holds that seat alone is still asked");

        async Task<string> ListedAsync() => (await both.GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json.ToJsonString();
    }

    [Fact]
    public async Task What_is_not_there_for_a_member_is_not_there_for_the_auditor_they_are_besides()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        await cases.As("mo").PostAsync($"/api/conflict-requests/{await cases.RequestAsync("mo", report)}/answer", new { answer = "hard" });
        var audits = new TicketSeat(Guid.NewGuid(), "sextant", "auditor", false);

        (await Both("mo").GetAsync($"/api/cases/{id}/reads")).Status.ShouldBe(404);
        (await VisibleAsync("mo")).Barred!.ShouldBe([id, report], ignoreOrder: true);
        (await Both("lou").GetAsync($"/api/cases/{id}/reads")).Status.ShouldBe(200, "who has not answered yet audits as anybody does");
        (await VisibleAsync("lou")).Barred.ShouldBeEmpty();

        TicketSeat Member(string name) => new(CasesApp.SeatOf(name, "sextant"), "sextant", "member", false);

        Asking Both(string name) => new(cases.App.As(new Caller(CallerKind.Seat, Guid.NewGuid().ToString(), [Member(name), audits])));

        async Task<VisibleAnswer> VisibleAsync(string name)
        {
            var ledger = cases.App.AsService("ledger", $"seat:{audits.Id}");
            var question = new VisibleQuestion([.. new[] { Member(name), audits }.Select(s => new AskingSeat(s.Id, s.Body, s.Role))], [id, report]);
            return (await (await ledger.PostAsJsonAsync("/internal/visible", question)).Content.ReadFromJsonAsync<VisibleAnswer>())!;
        }
    }

    [Fact]
    public async Task What_does_not_exist_sounds_the_same_for_every_reason()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var answers = new List<string>();
        foreach (var (asker, path) in new[]
        {
            (cases.As("lou"), $"/api/cases/{id}"), (cases.As("ada", "orrery"), $"/api/cases/{id}"), (cases.As("ira"), $"/api/cases/{Guid.NewGuid()}"),
            (cases.As("ira", "sextant", "admin"), $"/api/cases/{id}"), (cases.As("lou"), $"/api/cases/{id}/history"), (cases.As("lou"), $"/api/cases/{id}/reads"),
            (cases.As("lou"), $"/api/cases/{id}/reports/{report}"), (cases.As("ira"), $"/api/cases/{id}/reports/{Guid.NewGuid()}"), (cases.As("ada", "orrery"), "/api/bodies/sextant/cases"),
        })
        {
            var (status, json) = await asker.GetAsync(path);
            status.ShouldBe(404, path);
            json.AsObject().Remove("traceId");
            answers.Add(json.ToJsonString());
        }

        answers.Distinct().Count().ShouldBe(1);
        (await cases.As("lou").PostAsync($"/api/cases/{id}/triage", new { impact = 7 })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Raising_ones_own_answer_hides_the_case_at_once()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await cases.As("juno").SendAsync(HttpMethod.Post, $"/api/cases/{id}/notes", new { text = "before" }, key)).Status.ShouldBe(200);

        (await cases.As("juno").PostAsync($"/api/cases/{id}/conflict-statements", new { answer = "hard", reason = "we are friends" })).Status.ShouldBe(204);

        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("juno").SendAsync(HttpMethod.Post, $"/api/cases/{id}/notes", new { text = "before" }, key)).Status.ShouldBe(404, "a kept answer shows it no longer");
        var panel = (await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["panel"]!.AsArray();
        ((string?)panel.Single(p => (Guid)p!["seat"]! == CasesApp.SeatOf("juno", "sextant"))!["conflict"]).ShouldBe("hard");
    }

    [Fact]
    public async Task An_ended_seat_is_cut_off()
    {
        var (report, _) = await cases.RouteAsync(CasesApp.Body("sextant", "pia", "quin", "rui"));
        var id = await cases.TakeUpAsync(report, "sextant", "pia", "quin");

        await cases.HandAsync(new SeatEnded(cases.Origin(), CasesApp.SeatOf("pia", "sextant"), "sextant", Guid.NewGuid()));

        (await cases.As("pia").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("quin").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Whom_the_reporter_excludes_later_leaves_the_case()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno");
        cases.SetAside("sextant", report, "juno");

        await cases.HandAsync(new Contracts.Intake.ReporterWrote(cases.Origin(), report, Guid.NewGuid(), "exclusion"));

        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("ira").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_ledger_hears_which_cases_and_reports_exist_for_a_seat()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        using var ledger = cases.App.AsService("ledger");
        var asking = new Asking(ledger);

        async Task<IReadOnlyList<Guid>> Visible(string name, string role = "member") =>
            [.. (await asking.PostAsync("/internal/visible", new VisibleQuestion([new(CasesApp.SeatOf(name, "sextant"), "sextant", role)], [id, report, Guid.NewGuid()]))).Json["ids"]!
                .AsArray().Select(i => (Guid)i!)];

        (await Visible("ira")).ShouldBe([id, report], ignoreOrder: true);
        (await Visible("lou")).ShouldBeEmpty();
        (await Visible("ira", "admin")).ShouldBeEmpty();
        (await new Asking(cases.App.AsService("intake")).PostAsync("/internal/visible", new JsonObject())).Status.ShouldBe(404);
    }
}
