using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;

namespace Coc.Integration.Cases;

/// <summary>The accused person is told, answers, and is heard; Intake, which keeps rooms, lies next door.</summary>
public sealed class TellingAccused(CasesApp cases) : IClassFixture<CasesApp>
{
    private const string Code = "AAAA-BBBB-CCCC-DDDD-EEEE";

    private static readonly object Now = new { when = "now", why = "The thread is public.", summary = "A thread of last week." };

    private async Task<(Guid Id, Guid Report, Guid Person)> TriagedAsync(bool unaware = false)
    {
        var (report, person) = await cases.RouteAsync();
        cases.App.Neighbours.Answer($"GET /internal/reports/{report}/affected-knowledge", new AffectedKnowledge(report, unaware));
        // The plain code only where the case says whose room it is (P21).
        cases.App.Neighbours.Answer<RoomRequest>("POST /internal/rooms", r => new RoomAnswer(r is { Number: 1, Body: "sextant" } ? Code : Code + r.Number));
        var id = await cases.TakeUpAsync(report, "sextant", "ira", "juno", "kai");
        await cases.As("ira").DoAsync(id, "acknowledge", new { message = "We have it." });
        await cases.As("ira").DoAsync(id, "triage", new { impact = "medium", risk = "medium" });
        return (id, report, person);
    }

    private async Task<JsonNode> SeenAsync(Guid id, string by = "ira") => (await cases.As(by).GetAsync($"/api/cases/{id}")).Json;

    private async Task<string> HistoryAsync(Guid id, string by) => (await cases.As(by).GetAsync($"/api/cases/{id}/history?limit=200")).Json.ToJsonString();

    private async Task WroteAsync(Guid room, string kind, Guid? entry = null, Guid? about = null) => await cases.HandAsync(new AccusedWrote(cases.Origin(), room, entry ?? Guid.NewGuid(), kind, about));

    [Fact]
    public async Task The_code_is_in_the_one_answer_and_nowhere_else()
    {
        var (id, _, person) = await TriagedAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var told = await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/accused-notice", Now, key);
        told.Status.ShouldBe(200, told.Json.ToJsonString());
        ((string?)told.Json["room"]).ShouldBe(Code);
        var room = told.Json["rooms"]!.AsArray().ShouldHaveSingleItem()!;
        ((Guid)room["person"]!, (string?)told.Json["accusedNotices"]![0]!["when"]).ShouldBe((person, "now"));

        var again = await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/accused-notice", Now, key);
        again.Json.ToJsonString().ShouldBe(told.Json.ToJsonString(), "the answer was lost on its way");
        foreach (var name in new[] { "ira", "juno" })
        {
            foreach (var path in new[] { "", "/history", "/reads" })
            {
                (await cases.As(name).GetAsync($"/api/cases/{id}{path}")).Json.ToJsonString().ShouldNotContain(Code);
            }
        }

        ((long)(await cases.ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{Code}%'"))!).ShouldBe(0);
        ((long)(await cases.ScalarAsync("select count(*) from mt.mt_events where data::text like '%A thread of last week%' or data::text like '%The thread is public%'"))!).ShouldBe(0);
    }

    [Fact]
    public async Task Later_waits_with_a_date_and_a_clock()
    {
        var (id, _, _) = await TriagedAsync();
        var look = cases.Now.AddDays(10);

        var put = await cases.As("ira").DoAsync(id, "accused-notice", new { when = "later", why = "He may delete it.", lookAgain = look });

        put["room"].ShouldBeNull();
        put["rooms"]!.AsArray().ShouldBeEmpty();
        ((string?)put["accusedNotices"]![0]!["when"], (DateTimeOffset)put["accusedNotices"]![0]!["lookAgain"]!).ShouldBe(("later", look));
        ((DateTimeOffset)put["clocks"]!.AsArray().Single(c => (string?)c!["kind"] == "accusedNotice")!["due"]!).ShouldBe(look);
    }

    [Theory]
    [InlineData("""{"why":"w"}""", "when")]
    [InlineData("""{"when":"soon","why":"w"}""", "when")]
    [InlineData("""{"when":"now"}""", "why")]
    [InlineData("""{"when":"later","why":"w"}""", "lookAgain")]
    [InlineData("""{"when":"later","why":"w","lookAgain":"2001-01-01T00:00:00Z"}""", "lookAgain")]
    [InlineData("""{"when":"later","why":"w","lookAgain":"2031-01-01T00:00:00Z","summary":"s"}""", "summary")]
    [InlineData("""{"when":"now","why":"w","lookAgain":"2031-01-01T00:00:00Z"}""", "lookAgain")]
    [InlineData("""{"when":"now","why":"w","answerBy":"2001-01-01T00:00:00Z"}""", "answerBy")]
    [InlineData("""{"when":"now","why":"w","considered":{"safety":"s"}}""", "considered.wish")]
    [InlineData("""{"when":"now","why":"w","person":"00000000-0000-0000-0000-000000000001"}""", "person")]
    public async Task What_is_wrong_is_named_and_no_room_is_made(string body, string field)
    {
        var (id, _, _) = await TriagedAsync();
        var asked = cases.App.Neighbours.Asked.Count(a => a.Route == "POST /internal/rooms");

        var (status, json) = await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/accused-notice", JsonNode.Parse(body));

        status.ShouldBe(400, json.ToJsonString());
        json["errors"]!.AsObject().Select(e => e.Key).ShouldContain(field);
        cases.App.Neighbours.Asked.Count(a => a.Route == "POST /internal/rooms").ShouldBe(asked);
    }

    [Fact]
    public async Task Refused_or_stale_no_room_is_made()
    {
        var (id, _, _) = await TriagedAsync(unaware: true);
        (await cases.As("ira").RefusedAsync(id, "accused-notice", Now)).ShouldBe("P4");
        (await cases.As("ira").SendAsync(HttpMethod.Post, $"/api/cases/{id}/accused-notice", Now, ("If-Match", "\"1\""))).Status.ShouldBe(412);
        cases.App.Neighbours.Asked.ShouldNotContain(a => a.Route == "POST /internal/rooms" && a.Body.Contains(id.ToString(), StringComparison.Ordinal));

        var told = await cases.As("ira").DoAsync(id, "accused-notice", new { when = "now", why = "w", considered = new { safety = "They share an office.", wish = "Not known." } });
        ((string?)told["room"]).ShouldBe(Code);
        ((string?)told["affectedConsidered"]![0]!["wish"]).ShouldBe("Not known.");
    }

    [Fact]
    public async Task While_intake_is_silent_nobody_is_told()
    {
        var (id, _, _) = await TriagedAsync();
        cases.App.Neighbours.Answer("POST /internal/rooms", null);

        (await cases.As("ira").PostAsync($"/api/cases/{id}/accused-notice", Now)).Status.ShouldBe(503);

        (await SeenAsync(id))["accusedNotices"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task For_who_does_not_see_the_case_there_is_no_room()
    {
        var (id, report, _) = await TriagedAsync();
        var told = await cases.As("ira").DoAsync(id, "accused-notice", Now);
        var room = (Guid)told["rooms"]![0]!["id"]!;
        var entry = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/rooms/{room}", new RoomContent(room, [new(entry, "response", cases.Now, null, "CANARYroom"), new(Guid.NewGuid(), "response", cases.Now, null, "said to another case")]));
        await WroteAsync(room, "response", entry);
        var hard = await cases.RequestAsync("mo", report);
        (await cases.As("mo").PostAsync($"/api/conflict-requests/{hard}/answer", new { answer = "hard" })).Status.ShouldBe(204);

        foreach (var (name, body) in new[] { ("mo", "sextant"), ("lou", "sextant"), ("ada", "orrery") })
        {
            var asking = cases.As(name, body);
            (await asking.GetAsync($"/api/cases/{id}/rooms/{room}")).Status.ShouldBe(404);
            (await asking.PostAsync($"/api/cases/{id}/accused-notice", Now)).Status.ShouldBe(404);
            (await asking.PostAsync($"/api/cases/{id}/answer-time", new { until = cases.Now.AddDays(1) })).Status.ShouldBe(404);
        }

        var (status, content) = await cases.As("juno").GetAsync($"/api/cases/{id}/rooms/{room}");
        (status, (string?)content["entries"]!.AsArray().ShouldHaveSingleItem()!["text"]).ShouldBe((200, "CANARYroom"), "what this case has not heard of is not its to read");
        (await cases.As("juno").GetAsync($"/api/cases/{id}/rooms/{Guid.NewGuid()}")).Status.ShouldBe(404);
        (await cases.As("ira").GetAsync($"/api/cases/{id}/reads")).Json["items"]!.AsArray().ShouldContain(r => (string?)r!["part"] == "room" && (Guid?)r["seat"] == CasesApp.SeatOf("juno", "sextant"));
        (await SeenAsync(id)).ToJsonString().ShouldNotContain("CANARYroom");
    }

    [Fact]
    public async Task What_the_person_wrote_is_heard_word_for_word()
    {
        var (id, _, person) = await TriagedAsync();
        var room = (Guid)(await cases.As("ira").DoAsync(id, "accused-notice", Now))["rooms"]![0]!["id"]!;
        var entry = Guid.NewGuid();
        cases.App.Neighbours.Answer($"GET /internal/rooms/{room}", new RoomContent(room, [new(entry, "response", cases.Now, null, "I was tired.")]));
        await WroteAsync(room, "entered");
        await WroteAsync(room, "response", entry);
        await WroteAsync(room, "complaint");

        var seen = await SeenAsync(id);
        seen["rooms"]![0]!["enteredAt"].ShouldNotBeNull();
        seen["rooms"]![0]!["entries"]!.AsArray().ShouldHaveSingleItem();

        (await cases.As("juno").PostAsync($"/api/cases/{id}/hearing", new { entry = Guid.NewGuid() })).Status.ShouldBe(400);
        (await cases.As("juno").PostAsync($"/api/cases/{id}/hearing", new { entry, response = "x" })).Status.ShouldBe(400);
        var heard = await cases.As("juno").DoAsync(id, "hearing", new { entry });
        var hearing = heard["hearings"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)hearing["response"], (Guid?)hearing["entry"], (bool)hearing["transcribed"]!).ShouldBe(("I was tired.", entry, false));
        await cases.As("ira").DoAsync(id, "proposals", Deciding.Suspension(person, cases.Now, 30));
    }

    [Fact]
    public async Task Who_came_in_since_somebody_was_thought_of_is_thought_of_too()
    {
        var (id, report, _) = await TriagedAsync();
        var (ana, ben) = (Guid.NewGuid(), Guid.NewGuid());
        Unaware(ana);
        (await cases.As("ira").RefusedAsync(id, "accused-notice", Now)).ShouldBe("P4");
        var considered = new { when = "now", why = "The thread is public.", considered = new { safety = "She moved away.", wish = "Not known." } };
        await cases.As("ira").DoAsync(id, "accused-notice", considered);
        await cases.As("ira").DoAsync(id, "accused-notice", Now);

        Unaware(ana, ben);
        (await cases.As("ira").RefusedAsync(id, "accused-notice", Now)).ShouldBe("P4", "nobody thought of Ben");
        await cases.As("ira").DoAsync(id, "accused-notice", considered);
        await cases.As("juno").DoAsync(id, "accused-notice", Now);

        void Unaware(params Guid[] people) => cases.App.Neighbours.Answer(
            $"GET /internal/reports/{report}/affected-knowledge", new { report, unaware = true, people = people.Select(p => new { id = p, self = false, mayBeContacted = "no", unaware = true }) });
    }

    [Fact]
    public async Task An_objection_is_judged_by_the_others_and_the_seat_it_is_against_reads_nothing_of_it()
    {
        var (id, _, _) = await TriagedAsync();
        var room = (Guid)(await cases.As("ira").DoAsync(id, "accused-notice", Now))["rooms"]![0]!["id"]!;
        var (entry, juno) = (Guid.NewGuid(), CasesApp.SeatOf("juno", "sextant"));
        cases.App.Neighbours.Answer($"GET /internal/rooms/{room}", new RoomContent(room, [new(entry, "objection", cases.Now, juno, "CANARYflat")]));
        await WroteAsync(room, "objection", entry, juno);

        (await SeenAsync(id, "juno"))["objections"]!.AsArray().ShouldBeEmpty();
        (await HistoryAsync(id, "juno")).ShouldNotContain("Objected");
        (await HistoryAsync(id, "ira")).ShouldContain("Objected");
        (await cases.As("juno").GetAsync($"/api/cases/{id}/rooms/{room}")).Json.ToJsonString().ShouldNotContain("CANARYflat");
        (await cases.As("kai").GetAsync($"/api/cases/{id}/rooms/{room}")).Json.ToJsonString().ShouldContain("CANARYflat");
        ((string?)(await SeenAsync(id, "kai"))["objections"]![0]!["state"]).ShouldBe("open");
        (await cases.As("juno").RefusedAsync(id, "conflict-confirmations", new { seat = juno, agree = true })).ShouldBe("nothingToConfirm");

        foreach (var judge in new[] { "ira", "kai" })
        {
            await cases.As(judge).DoAsync(id, "conflict-confirmations", new { seat = juno, agree = false, raiseTo = "hard" });
        }

        ((string?)(await SeenAsync(id))["objections"]![0]!["state"]).ShouldBe("upheld");
        (await cases.As("juno").GetAsync($"/api/cases/{id}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Intake_gets_what_was_released_and_nothing_else()
    {
        var (id, _, _) = await TriagedAsync();
        await cases.As("ira").DoAsync(id, "notes", new { text = "CANARYnote" });
        var told = await cases.As("ira").DoAsync(id, "accused-notice", Now);
        var (room, notice) = ((Guid)told["rooms"]![0]!["id"]!, (Guid)told["accusedNotices"]![0]!["id"]!);
        var intake = new Asking(cases.App.AsService("intake"));

        var (status, item) = await intake.GetAsync($"/internal/cases/{id}/rooms/{room}/items/{notice}");
        (status, (string?)item["text"], (string?)item["kind"]).ShouldBe((200, "A thread of last week.", "notice"));
        item.ToJsonString().ShouldNotContain("public", Case.Insensitive);

        var note = (Guid)(await SeenAsync(id))["notes"]![0]!["id"]!;
        (await intake.GetAsync($"/internal/cases/{id}/rooms/{room}/items/{note}")).Status.ShouldBe(404);
        (await intake.GetAsync($"/internal/cases/{id}/rooms/{Guid.NewGuid()}/items/{notice}")).Status.ShouldBe(404);
        (await new Asking(cases.App.AsService("liaison")).GetAsync($"/internal/cases/{id}/rooms/{room}/items/{notice}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_room_stays_when_the_case_changes_hands_and_only_the_owner_hears_it()
    {
        var (id, report, _) = await TriagedAsync();
        var room = (Guid)(await cases.As("ira").DoAsync(id, "accused-notice", Now))["rooms"]![0]!["id"]!;
        var offered = await cases.As("ira").DoAsync(id, "transfers", new { to = "orrery", context = "our view", share = "all" });
        cases.Advance(TimeSpan.FromHours(48));
        var there = (Guid)(await new HandOvers(cases).SayAsync((Guid)offered["transfer"]!["id"]!, "accept", HandOvers.Acceptance))["newCase"]!;
        (await cases.TakeUpAsync(report, "orrery", "ada", "bo", "eun")).ShouldBe(there);

        await WroteAsync(room, "response");

        var taken = (await cases.As("ada", "orrery").GetAsync($"/api/cases/{there}")).Json;
        ((Guid)taken["rooms"]![0]!["id"]!, taken["rooms"]![0]!["entries"]!.AsArray().Count).ShouldBe((room, 1));
        (await cases.As("ira").GetAsync($"/api/cases/{id}/rooms/{room}")).Status.ShouldBe(404);
        (await SeenAsync(id))["rooms"].ShouldBeNull("what is left there is the notice-level record");
    }
}
