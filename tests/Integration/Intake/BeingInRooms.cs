using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>What an accused person sees, and what they can send from there.</summary>
public sealed class BeingInRooms(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_room_shows_what_was_released_and_what_the_person_sent()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        State(await desk.LookAsync()).ShouldBe("told");

        await desk.ReleaseAsync("notice", "A thread of last week.");
        await desk.ReleaseAsync("answerTime", until: desk.Now.AddDays(7));
        var look = await desk.LookAsync();
        (State(look), Text(look, "body")).ShouldBe(("yourTurn", "sextant"));
        look.GetProperty("answerBy").GetDateTimeOffset().ShouldBe(desk.Now.AddDays(7), TimeSpan.FromMinutes(1));
        look.GetProperty("messages")[0].GetProperty("text").GetString().ShouldBe("A thread of last week.");

        var (status, sent) = await desk.SendAsync("responses", new { text = "I was tired." });
        status.ShouldBe(HttpStatusCode.Created);
        (await desk.SendAsync("more-time", new { text = "I am travelling." })).Status.ShouldBe(HttpStatusCode.Created);
        look = await desk.LookAsync();
        State(look).ShouldBe("lookingInto");
        look.GetProperty("answers").EnumerateArray().Select(a => $"{Text(a, "kind")}: {Text(a, "text")}").ShouldBe(["response: I was tired.", "moreTime: I am travelling."]);

        var seat = Guid.NewGuid();
        (await desk.ReadAsync(seat)).Entries.Select(e => (e.Entry == (Guid)sent["id"]!, e.Text)).ShouldBe([(true, "I was tired."), (false, "I am travelling.")]);
        ((long)(await intake.ScalarAsync($"select count(*) from mt.mt_events where type = 'room_read' and data::text like '%{seat}%'"))!).ShouldBe(1);
        (await PlaintextSearch.HitsAsync(intake.App.Database, "I was tired", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_decision_shows_with_its_measures_and_dates()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var (from, until) = (desk.Now, desk.Now.AddDays(42));
        var measure = new ReleasedMeasure("suspension", ["sextant"], ["github:sextant"], from, until, false, "automatic", """[{"type":"statement"}]""");
        var sanction = Guid.NewGuid();
        await desk.ReleaseAsync(new ReleasedItem(Guid.NewGuid(), "decision", "sextant", "You insulted people.", null, until, "violation", "harassment", null));
        await desk.ReleaseAsync(new ReleasedItem(sanction, "measure", "sextant", null, "awaitingNotice", until, null, null, measure));
        await desk.ReleaseAsync(new ReleasedItem(sanction, "measure", "sextant", null, "active", until, null, null, measure));
        await desk.ReleaseAsync(new ReleasedItem(Guid.NewGuid(), "interim", "sextant", null, "confirmed", desk.Now.AddDays(-1), null, null, measure with { Type = "mute", Conditions = null }));

        var look = await desk.LookAsync();

        State(look).ShouldBe("decided");
        var decision = look.GetProperty("decision");
        (Text(decision, "finding"), Text(decision, "category"), Text(decision, "text")).ShouldBe(("violation", "harassment", "You insulted people."));
        look.GetProperty("appealBy").GetDateTimeOffset().ShouldBe(until, TimeSpan.FromMilliseconds(1));
        var shown = decision.GetProperty("measures").EnumerateArray().ShouldHaveSingleItem();
        (Text(shown, "type"), Text(shown, "state"), Text(shown.GetProperty("conditions")[0], "type")).ShouldBe(("suspension", "active", "statement"));
        Text(look.GetProperty("temporary")[0], "state").ShouldBe("lapsed");

        await desk.ReleaseAsync("end");
        State(await desk.LookAsync()).ShouldBe("finished");
        var (status, refused) = await desk.SendAsync("responses", new { text = "late" });
        (status, (string?)refused["code"]).ShouldBe((HttpStatusCode.Conflict, "finished"));
    }

    [Theory]
    [InlineData(true, null, "confirmation")]
    [InlineData(null, "I said it differently.", "correction")]
    public async Task What_a_seat_wrote_down_is_confirmed_or_corrected_once(bool? agree, string? text, string kind)
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var hearing = Guid.NewGuid();
        await desk.ReleaseAsync("hearing", "He said he was tired.", "open", desk.Now.AddHours(72), hearing);

        (await desk.SendAsync("corrections", new { hearing, agree, text })).Status.ShouldBe(HttpStatusCode.Created);

        var (status, refused) = await desk.SendAsync("corrections", new { hearing, agree = true });
        (status, (string?)refused["code"]).ShouldBe((HttpStatusCode.Conflict, "alreadyChecked"));
        (await desk.ReadAsync(Guid.NewGuid())).Entries.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(kind), e => e.About.ShouldBe(hearing), e => e.Text.ShouldBe(text));
    }

    [Fact]
    public async Task After_72_hours_nothing_is_corrected()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var hearing = Guid.NewGuid();
        await desk.ReleaseAsync("hearing", "He said he was tired.", "open", desk.Now.AddSeconds(-1), hearing);

        var (status, refused) = await desk.SendAsync("corrections", new { hearing, text = "no" });

        (status, (string?)refused["code"], (string?)refused["rule"]).ShouldBe((HttpStatusCode.Conflict, "correctionOver", "P6"));
    }

    [Fact]
    public async Task Entries_are_checked_before_anything_is_stored()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var hearing = Guid.NewGuid();
        await desk.ReleaseAsync("hearing", "x", "open", desk.Now.AddHours(72), hearing);
        var before = await intake.EventsAsync();
        foreach (var (path, body) in new[]
        {
            ("responses", "{}"), ("responses", """{"text":" "}"""), ("responses", $$"""{"text":"{{new string('x', 50_001)}}"}"""), ("responses", "not json"), ("more-time", $$"""{"text":"{{new string('x', 10_001)}}"}"""),
            ("corrections", "{}"), ("corrections", $$"""{"hearing":"{{Guid.NewGuid()}}","agree":true}"""), ("corrections", $$"""{"hearing":"{{hearing}}"}"""),
            ("objections", """{"text":"x"}"""), ("objections", $$"""{"seat":"{{Guid.NewGuid()}}"}"""), ("objections", """{"seat":"00000000-0000-0000-0000-000000000000","text":"x"}"""),
            ("complaints", """{"ground":"mood","text":"x"}"""), ("complaints", """{"ground":"delay"}"""),
            ("corrections", $$"""{"hearing":"{{hearing}}","agree":true,"text":"x"}"""), ("responses", """{"text":"\u0000"}"""),
        })
        {
            using var http = desk.AsPerson();
            using var response = await http.PostAsync($"/api/room/{path}", IntakeApp.Json(body), Token);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{path} {body}");
        }

        (await intake.EventsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_key_twice_is_one_answer()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        using var http = desk.AsPerson();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));

        using var first = await http.PostAsJsonAsync("/api/room/responses", new { text = "I was tired." }, Token);
        using var second = await http.PostAsJsonAsync("/api/room/responses", new { text = "I was tired." }, Token);

        (await second.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
        (await desk.ReadAsync(Guid.NewGuid())).Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_objection_is_the_panels_to_judge_and_a_complaint_is_not_the_panels_to_read()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var seat = Guid.NewGuid();
        var (_, objected) = await desk.SendAsync("objections", new { seat, text = "We shared a flat." });
        await desk.SendAsync("complaints", new { ground = "silence", text = "Nobody answers me." });

        (await desk.ReadAsync(Guid.NewGuid())).Entries.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("objection"), e => e.About.ShouldBe(seat), e => e.Text.ShouldBe("We shared a flat."));
        await desk.ReleaseAsync("objection", state: "dismissed", item: (Guid)objected["id"]!);
        var look = await desk.LookAsync();
        Text(look.GetProperty("answers")[0], "state").ShouldBe("dismissed");
        Text(look.GetProperty("complaints")[0], "text").ShouldBe("Nobody answers me.");
        (await PlaintextSearch.HitsAsync(intake.App.Database, "shared a flat", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_from_the_room_is_read_by_its_case_and_by_no_other()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        using var http = desk.AsPerson();
        using var form = new MultipartFormDataContent { { new ByteArrayContent("what I wrote"u8.ToArray()), "file", "log.txt" }, { new StringContent("https://chat.example/1"), "source" } };
        using var sent = await http.PostAsync("/api/room/evidence", form, Token);
        sent.StatusCode.ShouldBe(HttpStatusCode.Created, await sent.Content.ReadAsStringAsync(Token));
        var piece = (await sent.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetGuid();
        Text((await desk.LookAsync()).GetProperty("evidence")[0], "name").ShouldBe("log.txt");

        using var cases = intake.App.AsService("cases");
        using var listed = await cases.PostAsJsonAsync("/internal/evidence/of-case", new EvidenceOfCase(desk.Case, Guid.NewGuid(), [], [], [desk.Room]), Json.Options, Token);
        (await listed.Content.ReadFromJsonAsync<EvidenceList>(Json.Options, Token))!.Items.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            e => e.Id.ShouldBe(piece), e => e.Room.ShouldBe(desk.Room), e => e.Report.ShouldBeNull(), e => e.Source.ShouldBe("https://chat.example/1"));
        using var opened = await cases.PostAsJsonAsync($"/internal/evidence/{piece}/original", new EvidenceQuestion(desk.Case, Guid.NewGuid(), [], false, [desk.Room]), Json.Options, Token);
        (await opened.Content.ReadAsStringAsync(Token)).ShouldBe("what I wrote");
        foreach (var other in new[] { new EvidenceQuestion(desk.Case, Guid.NewGuid(), [Guid.NewGuid()], true, []), new EvidenceQuestion(desk.Case, Guid.NewGuid(), [], false, [Guid.NewGuid()]), new EvidenceQuestion(desk.Case, Guid.NewGuid(), [], false) })
        {
            using var refused = await cases.PostAsJsonAsync($"/internal/evidence/{piece}/original", other, Json.Options, Token);
            refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await PlaintextSearch.HitsAsync(intake.App.Database, "what I wrote", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_does_not_know_of_the_report_is_told_apart()
    {
        await KnowsAsync(false, new { self = true });
        await KnowsAsync(false, new { self = true }, new { self = false, name = "Ana", knowsOfReport = "yes" });
        await KnowsAsync(true, new { self = true }, new { self = false, name = "Ana", knowsOfReport = "no" });
        await KnowsAsync(true, new { self = false, name = "Ana", knowsOfReport = "unknown" });
        await KnowsAsync(true, new { self = false, name = "Ana" });
        await KnowsAsync(false);
    }

    private async Task KnowsAsync(bool unaware, params object[] affected)
    {
        var (report, _) = await intake.FileAsync(new { description = "d", affected });
        using var http = intake.App.AsService("cases");
        (await http.GetFromJsonAsync<AffectedKnowledge>($"/internal/reports/{report}/affected-knowledge", Json.Options, Token))!.Unaware.ShouldBe(unaware);
    }

    private static string? State(JsonElement look) => Text(look, "state");

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetString() : null;
}
