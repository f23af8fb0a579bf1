using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>P9: one step, in force at once, over at its end; a class of its own, because it moves the clock.</summary>
public sealed class Emergencies(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private const string Canary = "CANARYemergency";

    private static readonly Caller Moderator = Seat("sextant", "moderator");
    private static readonly Caller Events = Seat("meridian", "eventStaff");

    [Fact]
    public async Task What_happened_is_filed_the_order_goes_at_once_and_is_undone_at_the_end()
    {
        var report = Files();
        var account = $"chat:{Guid.NewGuid():N}";

        var measure = await TakeAsync(Moderator, "sextant", Body(account));

        var asked = sanctions.App.Neighbours.Asked.Last(a => a.Route == "POST /internal/forwardings").Body;
        asked.ShouldContain("emergency");
        asked.ShouldContain(measure.ToString());
        asked.ShouldContain(Canary);
        (await StandingAsync(account)).ShouldBe("limited");
        var order = (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem();
        order.GetProperty("action").GetString().ShouldBe("mute");
        (await OpenAsync(GithubOwner, account)).ShouldBeEmpty();
        await sanctions.PostAsync(ChatAdmin, $"/api/orders/{order.GetProperty("id").GetGuid()}/done");
        ((long)(await ScalarAsync($"select count(*) from mt.mt_events where data::text like '%{Canary}%' or data::text like '%{account}%'"))!).ShouldBe(0, "what happened stays with Intake");
        ((long)(await ScalarAsync($"select count(*) from mt.mt_events where type = 'emergency_taken' and data ->> 'report' = '{report}'"))!).ShouldBe(1);

        sanctions.Clock.Offset += TimeSpan.FromHours(21);

        (await StandingAsync(account)).ShouldBe("clear");
        await Eventually.TrueAsync(async () => (await OpenAsync(ChatAdmin, account)).Any(o => o.GetProperty("action").GetString() == "restore"), "nobody undoes it");
    }

    [Theory]
    [InlineData("reversed", null, "clear")]
    [InlineData("narrowed", 2, "clear")]
    [InlineData("confirmed", 100, "limited")] // longer than 72 hours: reviewed
    [InlineData("confirmed", null, "clear")] // ends when it was to end
    public async Task Its_review_ends_shortens_or_prolongs_it(string verdict, int? hours, string after)
    {
        Files();
        var account = $"chat:{Guid.NewGuid():N}";
        var measure = await TakeAsync(Moderator, "sextant", Body(account, done: true));
        (await OpenAsync(ChatAdmin, account)).ShouldBeEmpty("it is done already");

        await sanctions.SayAsync(new InterimMeasureReviewed(Origin(), Guid.NewGuid(), measure, verdict, hours is { } h ? sanctions.Clock.GetUtcNow().AddHours(h) : null));

        (await StandingAsync(account)).ShouldBe(verdict == "reversed" ? "clear" : "limited");
        sanctions.Clock.Offset += TimeSpan.FromHours(22);
        (await StandingAsync(account)).ShouldBe(after);
        await Eventually.TrueAsync(async () => (await OpenAsync(ChatAdmin, account)).Any(o => o.GetProperty("action").GetString() == "restore") == (after == "clear"), "the undoing order is not as it should be");
    }

    [Fact]
    public async Task A_panel_without_a_conflict_answer_does_not_see_it_and_it_never_counts_as_a_decision()
    {
        var report = Files();
        var measure = await TakeAsync(Moderator, "sextant", Body($"chat:{Guid.NewGuid():N}"));

        using var http = sanctions.App.As(Ira);
        (await http.GetAsync($"/api/sanctions/{measure}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/sanctions?limit=200")).ToString().ShouldNotContain(measure.ToString());
        sanctions.Open(Ira, report);
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{measure}")).GetProperty("basis").GetString().ShouldBe("interim");
        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/sanctions?limit=200")).ToString().ShouldContain(measure.ToString());
    }

    [Fact]
    public async Task Who_may_and_where()
    {
        Files();
        var account = $"chat:{Guid.NewGuid():N}";
        foreach (var (who, slug, status) in new[]
        {
            (Ira, "sextant", 201), (Eun, "gnomon", 201), (ChatAdmin, "sextant", 201), (Moderator, "sextant", 201), (Vera, "sextant", 404), (Events, "sextant", 404), (Moderator, "astrolabe", 404),
            (Seat("sextant", "liaison"), "sextant", 404), (Seat("sextant", "auditor"), "sextant", 404), (Seat("meridian", "counsel"), "meridian", 404), (Eun, "sextant", 404), (Ira, "nowhere", 404),
        })
        {
            ((int)(await sanctions.PostAsync(who, $"/api/bodies/{slug}/emergency", Body(account, space: $"chat:{slug}"))).StatusCode).ShouldBe(status, $"{slug}");
        }

        var foreign = await sanctions.PostAsync(GithubOwner, "/api/bodies/sextant/emergency", Body(account));
        (await CodeAsync(foreign, 409)).ShouldBe(("notYourSpace", "P9"));
    }

    [Fact]
    public async Task At_its_events_a_body_s_event_staff_acts_and_gets_the_orders_without_a_registry()
    {
        Files();
        var account = $"github:{Guid.NewGuid():N}";
        await TakeAsync(Events, "meridian", Body(account, space: "event:orrerycon", kind: "escortOut"));

        var order = (await OpenAsync(Events, account)).ShouldHaveSingleItem();
        (await OpenAsync(Seat("astrolabe", "eventStaff"), account)).ShouldBeEmpty();
        (await sanctions.PostAsync(Seat("astrolabe", "eventStaff"), $"/api/orders/{order.GetProperty("id").GetGuid()}/done")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.PostAsync(Events, $"/api/orders/{order.GetProperty("id").GetGuid()}/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_key_takes_it_once_and_a_report_of_somebody_else_is_not_named()
    {
        Files();
        sanctions.App.Neighbours.Answer("POST /internal/forwardings/of-seats", new ForwardingsAnswer([]));
        var (account, key) = ($"chat:{Guid.NewGuid():N}", Guid.NewGuid().ToString());
        using var http = sanctions.App.As(Moderator);
        http.DefaultRequestHeaders.Add("Idempotency-Key", key);
        var body = Body(account);
        var first = await http.PostAsJsonAsync("/api/bodies/sextant/emergency", body, TestContext.Current.CancellationToken);
        var second = await http.PostAsJsonAsync("/api/bodies/sextant/emergency", body, TestContext.Current.CancellationToken);

        (await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await OpenAsync(ChatAdmin, account)).ShouldHaveSingleItem();
        (await sanctions.PostAsync(Moderator, "/api/bodies/sextant/emergency", Body(account, forwarding: Guid.NewGuid()))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("account", "")]
    [InlineData("account", "nobody")]
    [InlineData("account", "chat:r\u0435x")] // a Cyrillic letter
    [InlineData("account", "ch\u0430t:rex")]
    [InlineData("space", "chat:astrolabe")]
    [InlineData("space", "event:orrerycon")] // not a body that holds events by this seat
    [InlineData("space", "nonsense")]
    [InlineData("kind", "ban")]
    [InlineData("until", null)]
    [InlineData("until", "2020-01-01T00:00:00Z")]
    [InlineData("whatHappened", " ")]
    [InlineData("alreadyDone", null)]
    [InlineData("at", "2020-01-01T00:00:00Z")]
    [InlineData("at", "2099-01-01T00:00:00Z")]
    public async Task What_cannot_be_is_400_and_nothing_is_stored(string field, string? value)
    {
        Files();
        var body = JsonSerializer.SerializeToNode(Body("chat:x"), JsonSerializerOptions.Web)!;
        body[field] = value;
        var before = await ScalarAsync("select count(*) from mt.mt_events");

        var answer = await sanctions.PostAsync(ChatAdmin, "/api/bodies/sextant/emergency", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ScalarAsync("select count(*) from mt.mt_events")).ShouldBe(before);
    }

    [Fact]
    public async Task More_than_72_hours_is_the_rules_business()
    {
        Files();
        (await CodeAsync(await sanctions.PostAsync(Moderator, "/api/bodies/sextant/emergency", Body("chat:x", hours: 73)), 409)).ShouldBe(("measureTooLong", "P9"));
        (await sanctions.PostAsync(Moderator, "/api/bodies/sextant/emergency", Body("chat:x", hours: 71.9))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private object Body(string account, string space = "chat:sextant", string kind = "mute", bool done = false, double hours = 20, Guid? forwarding = null) => new
    {
        account, space, kind, until = sanctions.Clock.GetUtcNow().AddHours(hours), whatHappened = $"Threats, one after the other. {Canary}", alreadyDone = done, forwarding,
    };

    // Intake takes what it is brought; the report it makes of it.
    private Guid Files()
    {
        var report = Guid.NewGuid();
        sanctions.App.Neighbours.Answer<ForwardingRequest>("POST /internal/forwardings", _ => new ForwardingAnswer("CODE-NEVER-SHOWN", null, report));
        return report;
    }

    private async Task<Guid> TakeAsync(Caller who, string slug, object body)
    {
        var answer = await sanctions.PostAsync(who, $"/api/bodies/{slug}/emergency", body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        text.ShouldNotContain("CODE-NEVER-SHOWN");
        return JsonDocument.Parse(text).RootElement.GetProperty("measure").GetGuid();
    }

    private Task<string> StandingAsync(string account) => sanctions.StandingAsync(Ira, account, "sextant", "chat:sextant");

    private async Task<IReadOnlyList<JsonElement>> OpenAsync(Caller who, string account) =>
        [.. (await sanctions.GetAsync(who, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("account").GetString() == account)];

    private static async Task<(string? Code, string? Rule)> CodeAsync(HttpResponseMessage answer, int status)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status, problem.ToString());
        return (problem.GetProperty("code").GetString(), problem.GetProperty("rule").GetString());
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
