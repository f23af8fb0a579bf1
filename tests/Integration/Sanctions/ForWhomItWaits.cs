using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Features.TellingWhatWaits;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Who may be mailed about a notice or an order is who finds it in the list.</summary>
public sealed class ForWhomItWaits(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static readonly Dictionary<string, Caller> People = new() { ["ira"] = Ira, ["vera"] = Vera, ["wim"] = Wim, ["xia"] = Xia, ["eun"] = Eun, ["github"] = GithubOwner, ["chat"] = ChatAdmin };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice_waits_for_the_receivers_seats_that_are_not_hard_until_it_is_answered()
    {
        var person = (await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single();
        var decided = await sanctions.DecideAsync(person, offer: new DecidedOffer(["astrolabe", "gnomon"], "safety", sanctions.Clock.GetUtcNow().AddDays(9)), permission: "danger");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        var served = (await sanctions.NoticeAsync(Eun, "gnomon", decided)).GetProperty("id").GetGuid();

        (await AskAsync("notice", notice)).ShouldBe(["vera", "wim", "xia"], ignoreOrder: true);
        (await AskAsync("notice", served)).ShouldBe(["eun"], "the foundation answers for whom it serves");
        using (var cases = sanctions.App.AsService("cases"))
        {
            var seat = new AskingSeat(Xia.Seats[0].Id, "astrolabe", "member");
            (await cases.PostAsJsonAsync($"/internal/notices/{notice}/conflict-answer", new NoticeConflictStatement(Xia.Account, [seat], "hard"), Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await AskAsync("notice", notice)).ShouldBe(["vera", "wim"], ignoreOrder: true);
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("notice", notice)).ShouldBeNull();
    }

    [Fact]
    public async Task An_order_waits_for_who_looks_after_the_space_until_somebody_has_it_in_hand()
    {
        var name = Guid.NewGuid().ToString("N");
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{name}")).Single());
        await sanctions.TellAsync(decided);
        var order = (await sanctions.GetAsync(GithubOwner, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray()
            .Single(o => o.GetProperty("account").GetString() == $"github:{name}").GetProperty("id").GetGuid();

        (await AskAsync("order", order)).ShouldBe(["github"]);
        (await sanctions.PostAsync(GithubOwner, $"/api/orders/{order}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("order", order)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_refused_waits_for_its_panel_until_that_insists()
    {
        var name = Guid.NewGuid().ToString("N");
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{name}")).Single());
        await sanctions.TellAsync(decided);
        var order = (await sanctions.GetAsync(GithubOwner, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray()
            .Single(o => o.GetProperty("account").GetString() == $"github:{name}").GetProperty("id").GetGuid();
        (await AskAsync("answer", Guid.NewGuid(), order)).ShouldBeNull();

        (await sanctions.PostAsync(GithubOwner, $"/api/orders/{order}/refuse", new { reason = "no" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await AskAsync("answer", Guid.NewGuid(), order)).ShouldBe(["ira"], "of the body that decides, for whom the case exists");
        (await sanctions.PostAsync(Ira, $"/api/orders/{order}/insist", new { reason = "yes" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("answer", Guid.NewGuid(), order)).ShouldBeNull();
        (await AskAsync("order", Guid.NewGuid(), order)).ShouldBe(["github"], "an order that is open again waits as a new one does");
    }

    [Theory]
    [InlineData("release")]
    [InlineData("lift")]
    public async Task A_second_seat_is_awaited_to_release_or_to_lift(string what)
    {
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{Guid.NewGuid():N}")).Single());
        if (what == "lift")
        {
            await sanctions.TellAsync(decided);
        }

        var thing = what == "release" ? AnswerForWhom.ReleaseOf(decided.Sanction) : AnswerForWhom.LiftOf(decided.Sanction);
        (await AskAsync("approval", thing, decided.Sanction)).ShouldBeNull("nobody asked yet");

        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/{what}", new { because = "danger" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await AskAsync("approval", thing, decided.Sanction)).ShouldBe(["ira"], "who sees it, of the body that decides, and did not ask");
        sanctions.OpenToRead(Ira, decided.Case);
        (await AskAsync("approval", thing, decided.Sanction)).ShouldBeEmpty("who only reads it cannot");
        using (var refused = await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/{what}", new { because = "danger" }))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        }

        sanctions.Open(Ira, decided.Case);

        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/{what}", new { because = "danger" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync("approval", thing, decided.Sanction)).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_but_Identity_may_ask()
    {
        foreach (var service in new[] { "cases", "intake", "liaison", "ledger" })
        {
            using var http = sanctions.App.AsService(service);
            (await http.PostAsJsonAsync("/internal/waiting", new WaitingQuestion("order", Guid.NewGuid(), "sextant", Guid.NewGuid(), []), Json.Options, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, service);
        }
    }

    // Null: it waits for nobody any more.
    private async Task<IReadOnlyList<string>?> AskAsync(string kind, Guid thing, Guid? guard = null)
    {
        using var http = sanctions.App.AsService("identity");
        var question = new WaitingQuestion(kind, thing, "sextant", guard ?? thing, [.. People.Values.Select(p => new AskedPerson(p.Account, p.Seats))]);
        using var response = await http.PostAsJsonAsync("/internal/waiting", question, Json.Options, Token);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var answer = (await response.Content.ReadFromJsonAsync<WaitingAnswer>(Json.Options, Token))!;
        return [.. People.Where(p => answer.Accounts.Contains(p.Value.Account)).Select(p => p.Key)];
    }
}
