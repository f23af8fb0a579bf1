using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;
using Coc.Integration.Intake;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Features.TellingWhatWaits;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>The person asks to come back, and the panel answers (R52, P14); a class of its own, because it moves the clock.</summary>
public sealed class ComingBack(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string account = "";

    [Fact]
    public async Task A_request_waits_for_the_panel_and_for_nobody_else_until_it_is_answered()
    {
        var (decided, request) = await AskedAsync(panel: [Ira, Juno]);
        await SayAskedAsync(decided, request);
        (await RequestAsync(decided)).ShouldSatisfyAllConditions(r => r.GetProperty("state").GetString().ShouldBe("open"), r => r.GetProperty("late").GetBoolean().ShouldBeFalse());
        (await ListedAsync(Ira, "readmission=asked")).ShouldContain(decided.Sanction);
        (await ListedAsync(Ira, "review=due")).ShouldNotContain(decided.Sanction);
        (await WaitsForAsync(decided, PanelAwaited.AnswerOf(request), Ira, Juno, Eun, Vera)).ShouldBe([Ira.Account, Juno.Account]);
        (await WaitsForAsync(decided, PanelAwaited.LateAnswerOf(request), Ira)).ShouldBeEmpty();

        sanctions.Clock.Offset += TimeSpan.FromDays(31);
        await Eventually.TrueAsync(async () => (await RequestAsync(decided)).GetProperty("late").GetBoolean(), "nobody notes that it is late");
        (await ListedAsync(Juno, "review=due")).ShouldContain(decided.Sanction);
        (await WaitsForAsync(decided, PanelAwaited.LateAnswerOf(request), Ira, Eun)).ShouldBe([Ira.Account]);

        var notYet = new { outcome = "notYet", askAgainFrom = sanctions.Clock.GetUtcNow().AddDays(60), reasons = "CANARYreasons" };
        (await DecideAsync(Ira, decided, request, notYet)).ShouldBe(HttpStatusCode.Accepted);
        (await WaitsForAsync(decided, PanelAwaited.SecondAnswerOf(request), Ira, Juno)).ShouldBe([Juno.Account]);
        (await DecideAsync(Juno, decided, request, notYet)).ShouldBe(HttpStatusCode.OK);

        (await ListedAsync(Ira, "readmission=asked")).ShouldNotContain(decided.Sanction);
        (await ListedAsync(Ira, "review=due")).ShouldNotContain(decided.Sanction);
        (await WaitsForAsync(decided, PanelAwaited.LateAnswerOf(request), Ira)).ShouldBeEmpty();
        (await DecideAsync(Ira, decided, request, notYet)).ShouldBe(HttpStatusCode.Conflict);
        var way = await WayAsync(decided);
        (way.MayAsk, way.Because, way.Requests.Single().Reasons).ShouldBe((false, "tooEarly", "CANARYreasons"));
        (await PlaintextSearch.HitsAsync(sanctions.App.Database, "CANARYreasons", Token)).ShouldBeEmpty();

        sanctions.Clock.Offset += TimeSpan.FromDays(61);
        (await WayAsync(decided)).MayAsk.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_does_not_see_the_measure_finds_no_request_and_no_condition()
    {
        var (decided, request) = await AskedAsync(conditions: ["training"], panel: [Ira, Juno]);
        var nothing = Guid.NewGuid();
        foreach (var caller in new[] { Eun, Vera, GithubOwner })
        {
            foreach (var (there, not) in new[]
            {
                ($"{decided.Sanction}/readmission-requests/{request}/decide", $"{nothing}/readmission-requests/{request}/decide"),
                ($"{decided.Sanction}/readmission-requests/{request}/stop", $"{nothing}/readmission-requests/{request}/stop"),
                ($"{decided.Sanction}/conditions/1", $"{nothing}/conditions/1"),
            })
            {
                (await PlainAsync(caller, there)).ShouldBe(await PlainAsync(caller, not));
            }
        }

        (await DecideAsync(Ira, decided, nothing, new { })).ShouldBe(HttpStatusCode.NotFound);
        (await MarkAsync(Ira, decided, 2, "met")).ShouldBe(HttpStatusCode.NotFound);
        using var liaison = sanctions.App.AsService("liaison");
        (await liaison.PostAsJsonAsync("/internal/ways-back", new WaysBackQuestion([decided.Sanction]), Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task In_steps_the_person_comes_back_by_the_clock_space_after_space_and_copies_end_with_the_last()
    {
        var (decided, request) = await AskedAsync(offer: true);
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var order in (await sanctions.GetAsync(ChatAdmin, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray())
        {
            await sanctions.PostAsync(ChatAdmin, $"/api/orders/{order.GetProperty("id").GetGuid()}/done");
        }

        var now = sanctions.Clock.GetUtcNow();
        var steps = new { outcome = "returnInSteps", reasons = "Welcome back, first to the chat.", steps = new object[] { new { from = now.AddDays(3), giveBack = new[] { "chat:sextant" }, conditions = new[] { "training" } }, new { from = now.AddDays(20) } } };
        (await DecideAsync(Ira, decided, request, steps)).ShouldBe(HttpStatusCode.Accepted);
        (await DecideAsync(Juno, decided, request, steps)).ShouldBe(HttpStatusCode.OK);
        (await WayAsync(decided)).ShouldSatisfyAllConditions(
            w => w.Because.ShouldBe("returningInSteps"), w => w.Requests.Single().Steps.Select(s => s.State).ShouldBe(["planned", "planned"]), w => w.Conditions.Single().Request.ShouldBe(request));
        (await sanctions.StandingAsync(Ira, account, "sextant", "chat:sextant")).ShouldBe("suspended");

        sanctions.Clock.Offset += TimeSpan.FromDays(4);
        await Eventually.TrueAsync(async () => await sanctions.StandingAsync(Ira, account, "sextant", "chat:sextant") == "clear", "the first step does not come");
        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("suspended");
        (await OpenAsync(ChatAdmin)).ShouldContain("restore");
        (await OpenAsync(GithubOwner)).ShouldNotContain("restore");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("suspended", "their spaces are theirs");

        sanctions.Clock.Offset += TimeSpan.FromDays(17);
        await Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "ended", "the last step does not come");
        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("clear");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
        (await WayAsync(decided)).Requests.Single().Steps.Select(s => s.State).ShouldBe(["taken", "taken"]);
    }

    [Fact]
    public async Task Steps_that_are_late_together_come_together_and_what_was_stopped_does_not_come()
    {
        var (decided, request) = await AskedAsync();
        var now = sanctions.Clock.GetUtcNow();
        var steps = new { outcome = "returnInSteps", reasons = "Step by step.", steps = new object[] { new { from = now.AddDays(1), giveBack = new[] { "chat:sextant" } }, new { from = now.AddDays(2) } } };
        await DecideAsync(Ira, decided, request, steps);
        await DecideAsync(Juno, decided, request, steps);
        sanctions.Clock.Offset += TimeSpan.FromDays(5);
        await Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "ended", "the second step is lost");

        (decided, request) = await AskedAsync();
        now = sanctions.Clock.GetUtcNow();
        steps = new { outcome = "returnInSteps", reasons = "Step by step.", steps = new object[] { new { from = now.AddDays(1), giveBack = new[] { "chat:sextant" } }, new { from = now.AddDays(30) } } };
        await DecideAsync(Ira, decided, request, steps);
        await DecideAsync(Juno, decided, request, steps);
        sanctions.Clock.Offset += TimeSpan.FromDays(2);
        await Eventually.TrueAsync(async () => await sanctions.StandingAsync(Ira, account, "sextant", "chat:sextant") == "clear", "the first step does not come");
        (await StatusAsync(Ira, $"/api/sanctions/{decided.Sanction}/readmission-requests/{request}/stop", new { })).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(Ira, $"/api/sanctions/{decided.Sanction}/readmission-requests/{request}/stop", new { reason = "You wrote to them." })).ShouldBe(HttpStatusCode.Accepted);
        (await WaitsForAsync(decided, PanelAwaited.StopOf(request), Ira, Juno)).ShouldBe([Juno.Account]);
        (await StatusAsync(Juno, $"/api/sanctions/{decided.Sanction}/readmission-requests/{request}/stop", new { reason = "You wrote to them." })).ShouldBe(HttpStatusCode.OK);
        sanctions.Clock.Offset += TimeSpan.FromDays(40);
        (await WayAsync(decided)).ShouldSatisfyAllConditions(w => w.MayAsk.ShouldBeTrue(), w => w.Requests.Single().StoppedBecause.ShouldBe("You wrote to them."), w => w.Requests.Single().Steps.Select(s => s.State).ShouldBe(["taken", "stopped"]));
        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("suspended");
    }

    [Fact]
    public async Task A_return_takes_effect_when_the_second_seat_says_so()
    {
        var (decided, request) = await AskedAsync();
        var feed = new FeedReader(sanctions, Ira, "sextant");
        await feed.ReadOnAsync();

        (await DecideAsync(Ira, decided, request, new { outcome = "return", reasons = "Welcome back." })).ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");
        (await DecideAsync(Juno, decided, request, new { outcome = "return", reasons = "Welcome back." })).ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await feed.WordsAsync(account)).ShouldBe(["clear lifted"]);
        (await WayAsync(decided)).ShouldSatisfyAllConditions(w => w.Because.ShouldBe("ended"), w => w.Requests.Single().Outcome.ShouldBe("return"));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_and_changes_nothing()
    {
        var (decided, request) = await AskedAsync(conditions: ["training"]);
        var now = sanctions.Clock.GetUtcNow();
        var before = (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetRawText();
        object step = new { from = now.AddDays(3), giveBack = new[] { "chat:sextant" } };
        foreach (var bad in new object[]
        {
            new { }, new { outcome = "return" }, new { outcome = "maybe", reasons = "x" }, new { outcome = "return", reasons = "" }, new { outcome = "return", reasons = "x", askAgainFrom = now.AddDays(3) },
            new { outcome = "return", reasons = "x", steps = new[] { step } }, new { outcome = "notYet", reasons = "x" }, new { outcome = "notYet", reasons = "x", askAgainFrom = now.AddDays(-1) },
            new { outcome = "notYet", reasons = "x", askAgainFrom = now.AddDays(190) }, new { outcome = "returnInSteps", reasons = "x" }, new { outcome = "returnInSteps", reasons = "x", steps = Array.Empty<object>() },
            new { outcome = "returnInSteps", reasons = "x", steps = new[] { step, step } }, new { outcome = "returnInSteps", reasons = "x", steps = new object?[] { null } },
            new { outcome = "returnInSteps", reasons = "x", steps = new object[] { new { from = now.AddDays(-3) } } }, new { outcome = "returnInSteps", reasons = "x", steps = new object[] { new { from = now.AddDays(3000) } } },
            new { outcome = "returnInSteps", reasons = "x", steps = new object[] { new { from = now.AddDays(3), giveBack = new[] { "chat:astrolabe" } } } },
            new { outcome = "returnInSteps", reasons = "x", steps = new object[] { new { from = now.AddDays(3), giveBack = Array.Empty<string>() } } },
            new { outcome = "returnInSteps", reasons = "x", steps = new object[] { new { from = now.AddDays(3) }, new { from = now.AddDays(5) } } },
            new { outcome = "returnInSteps", reasons = "x", steps = new object[] { new { from = now.AddDays(3), conditions = new[] { "mood" } } } },
            new { outcome = "returnInSteps", reasons = "x", steps = new object[] { new { from = now.AddDays(3), conditions = new object[] { new { type = "noContact", with = "Alice" } } } } },
        })
        {
            (await DecideAsync(Ira, decided, request, bad)).ShouldBe(HttpStatusCode.BadRequest, JsonSerializer.Serialize(bad));
        }

        (await MarkAsync(Ira, decided, 1, "perhaps")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(Ira, $"/api/sanctions/{decided.Sanction}/readmission-requests/{request}/stop", new { reason = "x" })).ShouldBe(HttpStatusCode.Conflict);
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetRawText().ShouldBe(before);
    }

    [Fact]
    public async Task What_is_asked_of_the_person_is_for_the_panel_and_the_person_alone()
    {
        var (decided, _) = await AskedAsync(offer: true, conditions: ["statement", "training"]);
        (await MarkAsync(Juno, decided, 2, "met")).ShouldBe(HttpStatusCode.OK);
        var condition = (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("conditions")[1];
        (condition.GetProperty("type").GetString(), condition.GetProperty("state").GetString(), condition.GetProperty("by").GetGuid()).ShouldBe(("training", "met", Juno.Seats[0].Id));
        (await WayAsync(decided)).Conditions.Select(c => (c.Type, c.State)).ShouldBe([("statement", "open"), ("training", "met")]);

        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        using var adopted = await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt");
        var copy = (await adopted.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("copy").GetGuid();
        foreach (var (caller, path) in new[]
        {
            (Vera, "/api/bodies/astrolabe/notices"), (Vera, $"/api/sanctions/{copy}"), (Vera, "/api/bodies/astrolabe/sanctions"), (Vera, "/api/bodies/astrolabe/standing/feed?after=0"), (Ira, "/api/bodies/sextant/standing/feed?after=0"),
            (GithubOwner, "/api/orders?assignee=me&limit=200"), (Ira, "/api/bodies/sextant/orders"), (Ira, "/api/bodies/sextant/sanctions"), (Ira, $"/api/standing?account={account}&body=sextant"),
        })
        {
            var shown = (await sanctions.GetAsync(caller, path)).GetRawText();
            shown.ShouldNotContain("training");
            shown.ShouldNotContain("conditions");
        }

        // In the log of the measure itself, and in no other stream, list, table of a message or of a bot.
        await using var command = sanctions.App.Daemon.CreateCommand("select count(*) from mt.mt_events where data::text like '%\"training\"%' and stream_id <> $1 and type not in ('conditions_set', 'readmission_answered', 'readmission_answer_proposed')");
        command.Parameters.AddWithValue(decided.Sanction);
        ((long)(await command.ExecuteScalarAsync(Token))!).ShouldBe(0);
        (await PlaintextSearch.HitsAsync(sanctions.App.Database, "\"training\"", Token)).ShouldAllBe(hit => hit.StartsWith("mt.mt_events", StringComparison.Ordinal));
    }

    private async Task<(Decided Decided, Guid Request)> AskedAsync(bool offer = false, IReadOnlyList<string>? conditions = null, params Caller[] panel)
    {
        account = $"github:cb-{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account, account.Replace("github", "chat", StringComparison.Ordinal))).Single();
        var decided = await sanctions.DecideAsync(
            person, lasts: TimeSpan.FromDays(300), offer: offer ? new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(9)) : null, permission: "danger", readmission: "onRequest",
            conditions: conditions, panel: panel);
        var request = Guid.NewGuid();
        await SayAskedAsync(decided, request);
        return (decided, request);
    }

    private Task SayAskedAsync(Decided decided, Guid request) =>
        sanctions.SayAsync(new ReadmissionAsked(Origin("*intake*") with { At = sanctions.Clock.GetUtcNow() }, Guid.NewGuid(), request, decided.Sanction));

    private async Task<JsonElement> RequestAsync(Decided decided) => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("readmissionRequests").EnumerateArray().Single();

    private Task<HttpStatusCode> DecideAsync(Caller caller, Decided decided, Guid request, object answer) => StatusAsync(caller, $"/api/sanctions/{decided.Sanction}/readmission-requests/{request}/decide", answer);

    private Task<HttpStatusCode> MarkAsync(Caller caller, Decided decided, int number, string state) => StatusAsync(caller, $"/api/sanctions/{decided.Sanction}/conditions/{number}", new { state });

    private async Task<HttpStatusCode> StatusAsync(Caller caller, string path, object body)
    {
        using var answer = await sanctions.PostAsync(caller, path, body);
        return answer.StatusCode;
    }

    private async Task<string> PlainAsync(Caller caller, string path)
    {
        using var answer = await sanctions.PostAsync(caller, $"/api/sanctions/{path}", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var problem = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>(Token);
        problem!.Remove("traceId");
        return JsonSerializer.Serialize(problem);
    }

    private async Task<List<Guid>> ListedAsync(Caller caller, string filter) =>
        [.. (await sanctions.GetAsync(caller, $"/api/bodies/sextant/sanctions?limit=200&{filter}")).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetGuid())];

    private async Task<List<string?>> OpenAsync(Caller executor) =>
        [.. (await sanctions.GetAsync(executor, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("account").GetString()!.EndsWith(account.Split(':')[1], StringComparison.Ordinal)).Select(o => o.GetProperty("action").GetString())];

    private async Task<WayBackShown> WayAsync(Decided decided)
    {
        using var intake = sanctions.App.AsService("intake");
        using var answer = await intake.PostAsJsonAsync("/internal/ways-back", new WaysBackQuestion([decided.Sanction]), Json.Options, Token);
        return (await answer.Content.ReadFromJsonAsync<WaysBackAnswer>(Json.Options, Token))!.Ways.Single();
    }

    private async Task<IReadOnlyList<Guid>> WaitsForAsync(Decided decided, Guid thing, params Caller[] people)
    {
        var question = new WaitingQuestion(AnswerForWhom.Approval, thing, "sextant", decided.Sanction, [.. people.Select(p => new AskedPerson(p.Account, p.Seats))]);
        using var answer = await sanctions.App.AsService("identity").PostAsJsonAsync("/internal/waiting", question, Token);
        return answer.StatusCode == HttpStatusCode.NotFound ? [] : (await answer.Content.ReadFromJsonAsync<WaitingAnswer>(Token))!.Accounts;
    }
}
