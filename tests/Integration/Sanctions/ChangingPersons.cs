using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Two seats that keep the registry join and part its persons for every body (R66): standing, feeds, orders and notices follow at once.</summary>
public sealed partial class ChangingPersons(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string mine = $"github:m-{Guid.NewGuid():N}";
    private readonly string theirs = $"chat:t-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_in_force_of_either_reaches_both_in_that_moment_and_is_lifted_from_both()
    {
        var (one, other) = await BothAsync();
        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("clear");
        var feed = new FeedReader(sanctions, Ira, "sextant");
        await feed.ReadOnAsync();

        (await MergeAsync(Eun, one.Person, other.Person)).ShouldBe(HttpStatusCode.Accepted);
        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("clear");
        (await MergeAsync(Eun, one.Person, other.Person)).ShouldBe(HttpStatusCode.Accepted);
        (await MergeAsync(Ada, other.Person, one.Person)).ShouldBe(HttpStatusCode.OK);

        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("suspended");
        (await StandingAsync(Vera, mine, "astrolabe")).ShouldBe("banned");
        (await feed.WordsAsync(theirs)).ShouldBe(["suspended imposed"]);
        await OrderedAsync(ChatAdmin, theirs, 2);
        (await MergeAsync(Ada, one.Person, other.Person)).ShouldBe(HttpStatusCode.OK, "it is so already");

        foreach (var caller in (Caller[])[Ira, Juno])
        {
            await sanctions.PostAsync(caller, $"/api/sanctions/{one.Sanction}/lift");
        }

        (await StandingAsync(Ira, theirs, "sextant")).ShouldBe("clear");
        (await StandingAsync(Ira, mine, "sextant")).ShouldBe("clear");
        (await StandingAsync(Vera, mine, "astrolabe")).ShouldBe("banned");
        foreach (var caller in (Caller[])[Vera, Wim])
        {
            await sanctions.PostAsync(caller, $"/api/sanctions/{other.Sanction}/lift");
        }

        (await StandingAsync(Vera, mine, "astrolabe")).ShouldBe("clear");
        (await StandingAsync(Vera, theirs, "astrolabe")).ShouldBe("clear");
    }

    [Fact]
    public async Task Each_body_keeps_its_own_name_for_them_and_sees_no_case_of_the_others()
    {
        var (one, other) = await BothAsync();
        var before = await sanctions.GetAsync(Ira, $"/api/sanctions/{one.Sanction}");
        await JoinAsync(one.Person, other.Person);

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{one.Sanction}")).GetProperty("person").ToString().ShouldBe(before.GetProperty("person").ToString());
        (await StatusAsync(Ira, $"/api/sanctions/{other.Sanction}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(Vera, $"/api/sanctions/{one.Sanction}")).ShouldBe(HttpStatusCode.NotFound);
        var kept = (await sanctions.GetAsync(Eun, $"/api/persons/{one.Person}")).GetProperty("kept");
        kept.GetProperty("together").EnumerateArray().Select(t => t.GetGuid()).ShouldBe([one.Person, other.Person], ignoreOrder: true);
        kept.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("kind").GetString()).ShouldBe(["mergeAsked", "mergeAsked", "merged", "takenIn"], ignoreOrder: true);
        kept.ToString().ShouldContain("the same signature");
        (await sanctions.GetAsync(Ira, $"/api/persons/{one.Person}")).TryGetProperty("kept", out _).ShouldBeFalse();
        (await Intake.PlaintextSearch.HitsAsync(sanctions.App.Database, "the same signature", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_too_close_to_the_one_has_neither_of_them_there_afterwards()
    {
        var (one, other) = await BothAsync();
        sanctions.TooClose.Add((Ira.Seats[0].Id, other.Person));
        (await StatusAsync(Ira, $"/api/persons/{one.Person}")).ShouldBe(HttpStatusCode.OK);

        await JoinAsync(one.Person, other.Person);

        (await StatusAsync(Ira, $"/api/persons/{one.Person}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(Juno, $"/api/persons/{one.Person}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_panel_reads_the_accounts_by_which_it_knows_somebody_and_who_carries_out_reads_all()
    {
        var (one, other) = await BothAsync();
        await JoinAsync(one.Person, other.Person);
        await OrderedAsync(ChatAdmin, theirs, 2);

        var panel = (await sanctions.GetAsync(Ira, "/api/bodies/sextant/orders?limit=200")).ToString();
        panel.ShouldContain(mine);
        panel.ShouldNotContain(theirs);
        var order = (await MineAsync(ChatAdmin, theirs)).Single(o => o.GetProperty("space").GetString() == "chat:sextant").GetProperty("id").GetGuid();
        using var waived = await sanctions.PostAsync(Ira, $"/api/orders/{order}/waive", new { reason = "left the chat" });
        waived.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await waived.Content.ReadAsStringAsync(Token)).ShouldNotContain(theirs);
    }

    [Theory]
    [InlineData(false, "known")]
    [InlineData(true, "none")]
    public async Task Who_asks_about_prior_violations_hears_of_both_names_unless_they_are_too_close_to_one(bool tooClose, string heard)
    {
        var (one, other) = await BothAsync();
        await JoinAsync(one.Person, other.Person);
        if (tooClose)
        {
            sanctions.TooClose.Add((Juno.Seats[0].Id, other.Person));
        }

        var standing = new Contracts.Channel.PriorStanding("sextant", Juno.Seats[0].Id, Guid.NewGuid(), true, true, []);
        sanctions.App.Neighbours.Answer<Contracts.Channel.PriorStandingQuestion>($"POST /internal/cases/{one.Case}/prior-standing", _ => standing);
        using var answer = await sanctions.PostAsync(Juno, "/api/prior-violations", new { @case = one.Case, person = one.Person });

        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("answer").GetString().ShouldBe(heard);
    }

    [Fact]
    public async Task Who_had_opened_a_notice_answers_anew_and_who_was_walled_from_one_is_from_both()
    {
        var xias = $"github:x-{Guid.NewGuid():N}";
        var one = await OfferedAsync(mine);
        var other = await OfferedAsync(xias);
        var (first, second) = (await NoticeOfAsync(one), await NoticeOfAsync(other));
        await AnswerAsync(Vera, first, "none");
        await AnswerAsync(Xia, first, "none");
        await AnswerAsync(Xia, second, "hard");
        (await StandingAsync(Xia, mine, "astrolabe")).ShouldBe("flagged");

        await JoinAsync(one.Person, other.Person);

        (await StandingAsync(Xia, mine, "astrolabe")).ShouldBe("clear");
        (await StandingAsync(Xia, xias, "astrolabe")).ShouldBe("clear");
        (await sanctions.GetAsync(Xia, "/api/bodies/astrolabe/notices")).ToString().ShouldNotContain(first.ToString());
        (await sanctions.PostAsync(Xia, $"/api/notices/{first}/adopt")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.NoticeAsync(Vera, "astrolabe", one)).TryGetProperty("account", out _).ShouldBeFalse("she answered about somebody with fewer accounts");
        await AnswerAsync(Vera, first, "none");
        (await sanctions.NoticeAsync(Vera, "astrolabe", one)).GetProperty("accounts").EnumerateArray().Select(a => a.GetString()).ShouldBe([mine, xias], ignoreOrder: true);
        (await StandingAsync(Vera, xias, "astrolabe")).ShouldBe("flagged");
    }

    [Fact]
    public async Task Whom_a_case_about_the_one_sets_aside_is_asked_about_no_notice_of_the_other()
    {
        var one = await OfferedAsync(mine);
        var other = (await BothAsync()).Other;
        var notice = await NoticeOfAsync(one);
        sanctions.TooClose.Add((Xia.Seats[0].Id, other.Person));
        (await RequestsAsync(Xia)).ShouldContain(notice.ToString());

        await JoinAsync(one.Person, other.Person);

        (await RequestsAsync(Xia)).ShouldNotContain(notice.ToString(), Case.Insensitive, "it would tell them whom the other one is");
        (await RequestsAsync(Wim)).ShouldContain(theirs);
    }

    private async Task<string> RequestsAsync(Caller caller)
    {
        var seat = new Contracts.Channel.AskingSeat(caller.Seats[0].Id, "astrolabe", "member");
        using var answer = await sanctions.App.AsService("cases").PostAsync(
            "/internal/notice-requests", JsonContent.Create(new Contracts.Channel.NoticeRequestsQuestion("astrolabe", [seat])), Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    [Fact]
    public async Task Where_two_are_one_a_decision_about_either_is_about_both()
    {
        var (one, other) = await BothAsync();
        await JoinAsync(one.Person, other.Person);

        var later = await sanctions.DecideAsync(other.Person, type: "ban", permission: "danger", panel: [Ira, Juno]);

        (await StandingAsync(Ira, mine, "sextant")).ShouldBe("banned");
        foreach (var caller in (Caller[])[Ira, Juno])
        {
            await sanctions.PostAsync(caller, $"/api/sanctions/{later.Sanction}/lift");
        }

        (await StandingAsync(Ira, mine, "sextant")).ShouldBe("suspended", "the other one holds on");
    }

    [Fact]
    public async Task Only_who_keeps_the_registry_changes_it_and_only_with_whom_they_know()
    {
        var (one, other) = await BothAsync();

        (await MergeAsync(Ira, one.Person, other.Person)).ShouldBe(HttpStatusCode.Conflict);
        (await MergeAsync(Vera, one.Person, other.Person)).ShouldBe(HttpStatusCode.NotFound);
        (await MergeAsync(Eun, one.Person, Guid.NewGuid())).ShouldBe(HttpStatusCode.NotFound);
        sanctions.TooClose.Add((Ada.Seats[0].Id, other.Person));
        (await MergeAsync(Ada, one.Person, other.Person)).ShouldBe(HttpStatusCode.NotFound);
    }

    // One suspended at Sextant, the other banned at Astrolabe.
    private async Task<(Decided One, Decided Other)> BothAsync()
    {
        var (one, other) = ((await sanctions.ReportAsync(mine)).Single(), (await sanctions.ReportAsync(theirs)).Single());
        return (
            await sanctions.DecideAsync(one, permission: "danger", panel: [Ira, Juno]),
            await sanctions.DecideAsync(other, "astrolabe", "ban", permission: "danger", panel: [Vera, Wim]));
    }

    private async Task<Decided> OfferedAsync(string account) =>
        await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), permission: "danger", offer: Offer(), panel: [Ira, Juno]);

    private DecidedOffer Offer() => new(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(9));

    private async Task<Guid> NoticeOfAsync(Decided decided) => (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();

    private async Task AnswerAsync(Caller caller, Guid notice, string answer) =>
        (await sanctions.PostAsync(caller, $"/api/notices/{notice}/conflict-answer", new { answer })).IsSuccessStatusCode.ShouldBeTrue();

    private async Task JoinAsync(Guid one, Guid other)
    {
        (await MergeAsync(Eun, one, other)).ShouldBe(HttpStatusCode.Accepted);
        (await MergeAsync(Ada, one, other)).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> MergeAsync(Caller caller, Guid person, Guid with)
    {
        using var answer = await sanctions.PostAsync(caller, $"/api/persons/{person}/merge", new { with, reason = "the same signature" });
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> SplitAsync(Caller caller, Guid person, params string[] accounts)
    {
        using var answer = await sanctions.PostAsync(caller, $"/api/persons/{person}/split", new { accounts, reason = "somebody else" });
        return answer.StatusCode;
    }

    private Task<string> StandingAsync(Caller caller, string account, string body) => sanctions.StandingAsync(caller, account, body);

    private async Task<HttpStatusCode> StatusAsync(Caller caller, string path)
    {
        using var http = sanctions.App.As(caller);
        using var answer = await http.GetAsync(path, Token);
        return answer.StatusCode;
    }

    private async Task<List<JsonElement>> MineAsync(Caller caller, string account) =>
        [.. (await sanctions.GetAsync(caller, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("account").GetString() == account)];

    private async Task<IEnumerable<string>> OrdersAsync(Caller caller, string account) =>
        (await MineAsync(caller, account)).Select(o => $"{o.GetProperty("action").GetString()} {o.GetProperty("space").GetString()}");

    private Task OrderedAsync(Caller caller, string account, int orders) => Eventually.TrueAsync(async () => (await MineAsync(caller, account)).Count == orders, "the orders do not come");

    private async Task DoneAsync(Caller caller, string account)
    {
        foreach (var order in await MineAsync(caller, account))
        {
            (await sanctions.PostAsync(caller, $"/api/orders/{order.GetProperty("id").GetGuid()}/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<string> EligibleAsync(string account)
    {
        using var answer = await sanctions.App.AsService("liaison").PostAsync(
            "/internal/eligibility", JsonContent.Create(new Contracts.Channel.EligibilityQuestion([account], DateTimeOffset.UnixEpoch)), Token);
        return await answer.Content.ReadAsStringAsync(Token);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
