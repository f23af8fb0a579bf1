using Coc.Contracts.Channel;
using Coc.Platform;
using Coc.Platform.Security;

namespace Coc.Integration.Cases;

/// <summary>Cases nobody reported, persons nobody named, and finding a case again (R6, R66): on real servers, behind the wall.</summary>
public sealed class OpeningAndSearching(CasesApp cases) : IClassFixture<CasesApp>
{
    private const string Opening = "/api/bodies/sextant/cases";
    private const string Search = "/api/bodies/sextant/cases/search";

    [Fact]
    public async Task A_member_opens_a_case_and_the_others_are_asked_without_a_word_of_it()
    {
        var canary = $"canary{Guid.NewGuid():N}";
        var id = await OpenAsync(canary);
        var ira = cases.As("ira");

        var seen = (await ira.GetAsync($"/api/cases/{id}")).Json;
        ((string?)seen["opening"]!["summary"]).ShouldBe(canary);
        seen["reports"]!.AsArray().ShouldBeEmpty();
        seen["allowed"]!.AsArray().Select(a => (string)a!).ShouldNotContain("messages");
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.As("juno").GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json.ToJsonString().ShouldNotContain(Ids.V5(id, $"request:{CasesApp.SeatOf("juno", "sextant")}").ToString(), Case.Insensitive, "it is about nobody yet");
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(Guid.NewGuid()));
        await ira.DoAsync(id, "subjects", new { accounts = new[] { "github:wren" }, identification = "claimed" });
        var list = (await cases.As("juno").GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json;
        list.ToJsonString().ShouldNotContain(canary);
        list.ToJsonString().ShouldNotContain(id.ToString());
        var request = Ids.V5(id, $"request:{CasesApp.SeatOf("juno", "sextant")}");
        list["items"]!.AsArray().Single(i => (Guid)i!["request"]! == request)!["reports"]!.AsArray().ShouldBeEmpty();
        ((Guid)(await cases.As("juno").PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "none" })).Json["case"]!).ShouldBe(id);
        (await cases.As("juno").DoAsync(id, "notes", new { text = "I heard it too" }))["notes"]!.AsArray().Count.ShouldBe(1);
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{canary}%'")).ShouldBe(0L);
    }

    [Fact]
    public async Task The_same_key_opens_it_once_and_bad_bodies_open_none()
    {
        Handling();
        var (ira, key, body) = (cases.As("ira"), ("Idempotency-Key", Guid.NewGuid().ToString()), new { risk = "low", summary = "s" });
        var before = await cases.ScalarAsync("select count(*) from app.case_index");

        var first = await ira.SendAsync(HttpMethod.Post, Opening, body, key);
        var second = await ira.SendAsync(HttpMethod.Post, Opening, body, key);

        first.Status.ShouldBe(201);
        second.Json.ToJsonString().ShouldBe(first.Json.ToJsonString());
        foreach (var bad in new object[] { new { }, new { risk = "some", summary = "s" }, new { risk = "low", summary = " " }, new { risk = "low", summary = new string('x', 20_001) } })
        {
            (await ira.PostAsync(Opening, bad)).Status.ShouldBe(400);
        }

        (await cases.ScalarAsync("select count(*) from app.case_index")).ShouldBe((long)before! + 1);
    }

    [Theory]
    [InlineData("member", 201, 200)]
    [InlineData("alternate", 201, 200)]
    [InlineData("liaison", 404, 404)]
    [InlineData("moderator", 404, 404)]
    [InlineData("executor", 404, 404)]
    [InlineData("eventStaff", 404, 200)] // reads joint cases: finds what exists for it
    [InlineData("counsel", 404, 404)]
    [InlineData("auditor", 404, 404)]
    [InlineData("admin", 404, 404)]
    public async Task Who_may_open_and_search(string role, int opens, int searches)
    {
        Handling(role);
        var who = As(role, "sextant");

        (await who.PostAsync(Opening, new { risk = "high", summary = "s" })).Status.ShouldBe(opens);
        (await who.PostAsync(Search, new { q = "x" })).Status.ShouldBe(searches);
        var stranger = As(role, "astrolabe");
        (await stranger.PostAsync(Opening, new { risk = "high", summary = "s" })).Status.ShouldBe(404);
        (await stranger.PostAsync(Search, new { q = "x" })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_case_is_found_by_its_name_its_id_its_report_and_the_account_of_whom_it_is_about()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var name = (string)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["codeName"]!;
        Accounts(("github:skyline-7", person));

        foreach (var wanted in new object[] { new { q = name[2..] }, new { q = name.ToUpperInvariant() }, new { q = id.ToString() }, new { q = report.ToString() }, new { account = "GitHub:@Skyline-7" }, new { q = name, account = "github:skyline-7" } })
        {
            (await FoundAsync("ira", wanted)).ShouldContain(id, wanted.ToString());
        }

        (await FoundAsync("ira", new { account = "github:nobody" })).ShouldBeEmpty();
        (await FoundAsync("ira", new { q = "%" })).ShouldBeEmpty("it is no pattern");
        (await FoundAsync("ira", new { q = "no-such-name", account = "github:skyline-7" })).ShouldBeEmpty();
        (await cases.As("ira").PostAsync(Search, new { })).Status.ShouldBe(400);
        (await cases.As("ira").PostAsync(Search, new { q = new string('x', 201) })).Status.ShouldBe(400);
        (await cases.As("ira").GetAsync($"/api/cases/{id}/reads")).Json["items"]!.AsArray().Select(r => (string)r!["part"]!).ShouldContain("search");
    }

    [Fact]
    public async Task For_whom_a_case_does_not_exist_it_is_not_found_by_anything()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var name = (string)(await cases.As("ira").GetAsync($"/api/cases/{id}")).Json["codeName"]!;
        var hard = await cases.RequestAsync("kai", report);
        (await cases.As("kai").PostAsync($"/api/conflict-requests/{hard}/answer", new { answer = "hard" })).Status.ShouldBe(204);
        Accounts(("github:walled", person));

        foreach (var wanted in new object[] { new { q = name }, new { q = id.ToString() }, new { q = report.ToString() }, new { account = "github:walled" } })
        {
            foreach (var who in new[] { "kai", "lou" }) // hard, and not answered
            {
                (await FoundAsync(who, wanted)).ShouldNotContain(id);
            }
        }
    }

    [Fact]
    public async Task A_person_found_out_later_is_asked_about_before_anybody_goes_on()
    {
        var canary = $"canary{Guid.NewGuid():N}";
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var lark = Guid.NewGuid();
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(lark));
        var body = new { add = true, accounts = new[] { "GitHub:@Lark" }, name = canary, identification = "claimed" };

        var seen = await cases.As("ira").DoAsync(id, "subjects", body);

        seen["subjects"]!.AsArray().Select(s => (Guid)s!["person"]!).ShouldContain(lark);
        seen["subjects"]!.AsArray().Single(s => (Guid)s!["person"]! == lark)!["claims"]![0]!["accounts"]!.ToJsonString().ShouldContain("github:lark");
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        var item = (await cases.ItemAsync("juno", report))!;
        item["subjects"]!.ToJsonString().ShouldContain("github:lark");
        item["subjects"]!.ToJsonString().ShouldContain("github:skyline-7");
        (await cases.As("juno").PostAsync($"/api/conflict-requests/{item["request"]}/answer", new { answer = "none" })).Status.ShouldBe(200);
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(200);
        (await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{canary}%'")).ShouldBe(0L);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the report described them, and a seat says who that is
    public async Task A_seat_that_is_the_person_found_out_is_set_aside_before_it_could_be_asked(bool add)
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(Guid.NewGuid()));
        cases.App.Neighbours.Answer<HandlingQuestion>(
            "POST /internal/set-aside/sextant", q => new BodySetAside(q.People?.Any(p => p.Accounts.Contains("github:kai")) == true ? [CasesApp.SeatOf("kai", "sextant")] : []));

        await cases.As("ira").DoAsync(id, "subjects", new { add, person = add ? (Guid?)null : person, accounts = new[] { "GitHub:@Kai" }, identification = "claimed" });

        (await cases.As("kai").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.ItemAsync("kai", report)).ShouldBeNull("it is not even asked");
        ((await cases.ItemAsync("juno", report)) is not null).ShouldBe(add, "about one person more everybody answers anew");
    }

    [Fact]
    public async Task Whoever_is_found_out_later_is_compared_together_with_everybody_who_is_in_it_and_a_seat_with_two_soft_ties_is_cut_off_at_once()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(Guid.NewGuid()));
        await AddAsync("github:first");
        foreach (var name in new[] { "juno", "kai", "lou", "mo" })
        {
            (await cases.As(name).PostAsync($"/api/conflict-requests/{(await cases.ItemAsync(name, report))!["request"]}/answer", new { answer = "none" })).Status.ShouldBe(200);
        }

        // Each of them alone touches one soft tie of kai's, and lou has one to the second.
        cases.App.Neighbours.Answer<HandlingQuestion>("POST /internal/set-aside/sextant", q => q.Reports.Contains(report) && Names(q, "github:first") && Names(q, "github:second")
            ? new BodySetAside([CasesApp.SeatOf("kai", "sextant")], [CasesApp.SeatOf("lou", "sextant")])
            : new BodySetAside([]));
        await AddAsync("github:second");

        (await cases.As("kai").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
        (await cases.ItemAsync("kai", report)).ShouldBeNull();
        (await cases.As("lou").PostAsync($"/api/conflict-requests/{(await cases.ItemAsync("lou", report))!["request"]}/answer", new { answer = "none" })).Status.ShouldBe(202, "what was declared beforehand holds");
        (await cases.As("mo").PostAsync($"/api/conflict-requests/{(await cases.ItemAsync("mo", report))!["request"]}/answer", new { answer = "none" })).Status.ShouldBe(200);

        Task AddAsync(string account) => cases.As("ira").DoAsync(id, "subjects", new { add = true, accounts = new[] { account }, identification = "claimed" });
        static bool Names(HandlingQuestion q, string account) => q.People?.Any(p => p.Accounts.Contains(account)) == true;
    }

    [Fact]
    public async Task A_soft_seat_that_is_asked_again_reads_the_affected_people_s_names_when_it_has_answered_again()
    {
        var (report, _) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report, "sextant", "ira");
        var request = await cases.RequestAsync("kai", report);
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(Guid.NewGuid()));
        cases.SetAside("sextant", Guid.Empty);
        await AnswerAsync();
        (await ItemAsync())["affected"]!.AsArray().Select(a => (string)a!).ShouldBe(["Affected Ann"]);

        await cases.As("ira").DoAsync(id, "subjects", new { add = true, accounts = new[] { "github:later" }, identification = "claimed" });
        var again = await ItemAsync();
        (again["affected"], again["answer"]).ShouldBe((null, null), "it has not answered for whom it is about by now");

        await AnswerAsync();
        var answered = await ItemAsync();
        ((string?)answered["answer"], answered["affected"]!.AsArray().Count).ShouldBe(("soft", 1));

        async Task AnswerAsync() => (await cases.As("kai").PostAsync($"/api/conflict-requests/{request}/answer", new { answer = "soft", areas = new[] { "same company" } })).Status.ShouldBe(202);
        async Task<System.Text.Json.Nodes.JsonNode> ItemAsync() => (await cases.ItemAsync("kai", report))!;
    }

    [Fact]
    public async Task Who_opens_a_case_may_say_whom_it_is_about_and_the_others_are_asked_with_that_before_them()
    {
        var swift = Guid.NewGuid();
        cases.App.Neighbours.Answer<PersonStated>("POST /internal/persons/identify", q => new PersonKnown(swift));
        cases.App.Neighbours.Answer<HandlingQuestion>(
            "POST /internal/handling/sextant",
            q => CasesApp.Sextant with { Seats = [.. CasesApp.Sextant.Seats.Where(s => s.Seat != CasesApp.SeatOf("kai", "sextant") || q.People is null)] });

        var (status, json) = await cases.As("ira").PostAsync(Opening, new { risk = "high", summary = "s", about = new { accounts = new[] { "github:swift" } } });

        status.ShouldBe(201, json.ToJsonString());
        ((Guid)(await cases.As("ira").GetAsync($"/api/cases/{json["case"]}")).Json["subjects"]![0]!["person"]!).ShouldBe(swift);
        (await cases.As("juno").GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json.ToJsonString().ShouldContain("github:swift");
        (await cases.As("kai").GetAsync("/api/bodies/sextant/conflict-requests?limit=200")).Json.ToJsonString().ShouldNotContain("github:swift");
        (await cases.As("ira").PostAsync(Opening, new { risk = "high", summary = "s", about = new { } })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Sanctions_fetches_the_accounts_two_seats_agree_on_and_nobody_else_does()
    {
        var (report, person) = await cases.RouteAsync();
        var id = await cases.TakeUpAsync(report);
        var path = $"/internal/cases/{id}/subjects/{person}/accounts";
        await cases.As("ira").DoAsync(id, "subjects", new { accounts = new[] { "chat:Rex" }, identification = "confirmed" });
        (await new Asking(cases.App.AsService("sanctions")).GetAsync(path)).Status.ShouldBe(404);

        await cases.As("juno").DoAsync(id, "subjects", new { identification = "confirmed" });

        (await new Asking(cases.App.AsService("sanctions")).GetAsync(path)).Json["accounts"]!.AsArray().Select(a => (string)a!).ShouldBe(["chat:rex"]);
        (await new Asking(cases.App.AsService("ledger")).GetAsync(path)).Status.ShouldBe(404);
        (await cases.As("ira").GetAsync(path)).Status.ShouldNotBe(200);
    }

    private async Task<Guid> OpenAsync(string summary)
    {
        Handling();
        var (status, json) = await cases.As("ira").PostAsync(Opening, new { risk = "high", summary });
        status.ShouldBe(201, json.ToJsonString());
        return (Guid)json["case"]!;
    }

    private void Handling(string? role = null) => cases.App.Neighbours.Answer(
        "POST /internal/handling/sextant",
        role is null ? CasesApp.Sextant : CasesApp.Sextant with { Seats = [.. CasesApp.Sextant.Seats, new HandlingSeat(SeatOf(role, "sextant"), Guid.NewGuid(), role, false, "elected", 9)] });

    private void Accounts(params (string Account, Guid Person)[] known) => cases.App.Neighbours.Answer<PersonsQuestion>(
        "POST /internal/persons/find", q => new PersonsAnswer([.. known.Where(k => q.Accounts.Select(BlindIndex.NormalAccount).Contains(k.Account)).Select(k => k.Person)]));

    private async Task<IEnumerable<Guid>> FoundAsync(string who, object wanted)
    {
        var (status, json) = await cases.As(who).PostAsync(Search, wanted);
        status.ShouldBe(200, json.ToJsonString());
        return json["items"]!.AsArray().Select(i => (Guid)i!["id"]!);
    }

    private static Guid SeatOf(string role, string body) => Ids.V5(Guid.Empty, $"who-may:{body}:{role}");

    private Asking As(string role, string body) => new(cases.App.As(new Caller(CallerKind.Seat, Guid.NewGuid().ToString(), [new TicketSeat(SeatOf(role, body), body, role, false)])));
}
