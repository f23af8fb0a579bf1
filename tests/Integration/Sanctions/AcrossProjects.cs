using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Decided once, answered by each project (S20).</summary>
public sealed class AcrossProjects(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_measure_counts_at_home_only_and_once_the_person_was_told()
    {
        var (decided, account) = await SuspendAsync();
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await StateAsync(Ira, decided)).ShouldBe("awaitingNotice");

        await sanctions.TellAsync(decided);

        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");
        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("suspended");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
        (await sanctions.StandingAsync(Eun, account, "gnomon")).ShouldBe("clear");
        (await StateAsync(Ira, decided)).ShouldBe("active");
    }

    [Fact]
    public async Task Each_body_answers_for_itself()
    {
        var (decided, account) = await SuspendAsync(new DecidedOffer(["astrolabe", "gnomon", "quadrant"], "sameSpaces", sanctions.Clock.GetUtcNow().AddDays(10)));
        await sanctions.TellAsync(decided);

        var before = await sanctions.NoticeAsync(Vera, "astrolabe", decided);
        before.TryGetProperty("account", out _).ShouldBeFalse();
        before.TryGetProperty("type", out _).ShouldBeFalse();
        before.TryGetProperty("category", out _).ShouldBeFalse();
        before.GetProperty("issuer").GetString().ShouldBe("sextant");

        var notice = before.GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/conflict-answer", new { answer = "none" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("account").GetString().ShouldBe(account);
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("flagged");
        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("clear");

        var adopted = await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt");
        adopted.StatusCode.ShouldBe(HttpStatusCode.OK);
        var copy = (await adopted.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("copy").GetGuid();
        (await sanctions.StandingAsync(Wim, account, "astrolabe")).ShouldBe("suspended");
        var view = await sanctions.GetAsync(Wim, $"/api/sanctions/{copy}");
        view.GetProperty("basis").GetString().ShouldBe("adopted");
        view.GetProperty("origin").GetProperty("body").GetString().ShouldBe("sextant");
        view.GetProperty("orders").GetArrayLength().ShouldBe(1);

        var atGnomon = (await sanctions.NoticeAsync(Eun, "gnomon", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Eun, $"/api/notices/{atGnomon}/decline", new { reason = "notSevere" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.StandingAsync(Eun, account, "gnomon")).ShouldBe("clear");
        (await sanctions.StandingAsync(Ada, account, "quadrant")).ShouldBe("clear");

        var answerBy = sanctions.Clock.GetUtcNow().AddDays(10);
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/notices", new { bodies = new[] { "gnomon" }, because = "safety", answerBy })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/notices", new { bodies = new[] { "orrery" }, because = "safety", answerBy })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/notices", new { bodies = "all", because = "safety", answerBy })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/notices", new { bodies = 7, because = "safety", answerBy })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var origin = await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}");
        origin.GetProperty("notices").EnumerateArray().ToDictionary(n => n.GetProperty("body").GetString()!, n => n.GetProperty("state").GetString())
            .ShouldBe(new Dictionary<string, string?> { ["astrolabe"] = "adopted", ["gnomon"] = "declined", ["quadrant"] = "open" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Two_members_answer_where_the_chair_does_not()
    {
        var (decided, account) = await SuspendAsync(new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10)));
        await sanctions.TellAsync(decided);
        var notice = (await sanctions.NoticeAsync(Wim, "astrolabe", decided)).GetProperty("id").GetGuid();
        var narrower = new { scope = new { spaces = new[] { "chat:astrolabe" } } };

        (await sanctions.PostAsync(Wim, $"/api/notices/{notice}/adapt", narrower)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Wim, $"/api/notices/{notice}/adapt", narrower)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.StandingAsync(Wim, account, "astrolabe", "chat:astrolabe")).ShouldBe("flagged");
        (await sanctions.PostAsync(Xia, $"/api/notices/{notice}/adapt", narrower)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Wim, account, "astrolabe", "chat:astrolabe")).ShouldBe("suspended");
        (await sanctions.StandingAsync(Wim, account, "astrolabe", "github:astrolabe")).ShouldBe("clear");
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/decline", new { reason = "other" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_copy_waits_with_its_origin_and_is_released_with_it()
    {
        var (decided, account) = await SuspendAsync(new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10)));
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");

        await sanctions.TellAsync(decided);

        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("suspended");
    }

    [Fact]
    public async Task What_the_foundation_binds_counts_everywhere_and_in_bodies_that_join_later()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var decided = await sanctions.DecideAsync(person, "orrery", lasts: TimeSpan.FromDays(84), binding: true);
        await sanctions.TellAsync(decided);
        await sanctions.SayAsync(new Contracts.Liaison.BodyListed(Origin(), "newcomer", "project", "own", "orrery", null));

        foreach (var (caller, body) in (ValueTuple<Contracts.Channel.TicketSeat, string>[])[(Ira.Seats[0], "sextant"), (Vera.Seats[0], "astrolabe"), (Eun.Seats[0], "gnomon"), (Eun.Seats[0], "orrery")])
        {
            (await sanctions.StandingAsync(Ira with { Seats = [caller] }, account, body)).ShouldBe("suspended", body);
        }

        (await sanctions.StandingAsync(Seat("newcomer", "moderator"), account, "newcomer")).ShouldBe("suspended");
        var view = await sanctions.GetAsync(Eun, $"/api/sanctions/{decided.Sanction}");
        view.GetProperty("scope").GetProperty("bodies").GetString().ShouldBe("all");
        view.GetProperty("binding").GetBoolean().ShouldBeTrue();
        view.GetProperty("orders").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Who_decided_does_not_answer_for_a_body_the_foundation_serves()
    {
        var person = (await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single();
        var decided = await sanctions.DecideAsync(
            person, "orrery", offer: new DecidedOffer(["gnomon"], "request", sanctions.Clock.GetUtcNow().AddDays(9)), binding: true, bodies: ["sextant"], panel: [Eun, Ada]);
        var (finn, gia) = (Seat("orrery", "alternate"), Seat("orrery", "alternate"));
        var notice = (await sanctions.NoticeAsync(finn, "gnomon", decided)).GetProperty("id").GetGuid();

        (await sanctions.PostAsync(Eun, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sanctions.PostAsync(finn, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(gia, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_the_parent_binds_counts_below_its_foundation_too()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var counsel = Seat("meridian", "member");
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), "meridian", "ban", binding: true, permission: "danger", panel: [counsel]);

        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("banned");
        (await sanctions.StandingAsync(counsel, account, "meridian")).ShouldBe("banned");
        (await sanctions.GetAsync(counsel, $"/api/sanctions/{decided.Sanction}")).GetProperty("orders").GetArrayLength().ShouldBe(4);
    }

    private async Task<(Decided, string Account)> SuspendAsync(DecidedOffer? offer = null)
    {
        var account = $"github:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        return (await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(45), offer: offer), account);
    }

    private async Task<string?> StateAsync(Platform.Security.Caller caller, Decided decided) =>
        (await sanctions.GetAsync(caller, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString();
}
