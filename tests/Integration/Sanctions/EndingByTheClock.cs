using System.Net;
using Coc.Contracts.Cases;
using Coc.Integration.Fixtures;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Terms end and notices lapse by the domain's clock; a class of its own, because it moves it.</summary>
public sealed class EndingByTheClock(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    [Fact]
    public async Task A_term_ends_at_its_instant_and_its_orders_are_undone_soon_after()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var answerBy = sanctions.Clock.GetUtcNow().AddDays(3);
        var decided = await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(45), offer: new DecidedOffer(["astrolabe", "gnomon"], "safety", answerBy), permission: "danger");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var order in (await sanctions.GetAsync(GithubOwner, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray())
        {
            await sanctions.PostAsync(GithubOwner, $"/api/orders/{order.GetProperty("id").GetGuid()}/done");
        }

        sanctions.Clock.Offset += TimeSpan.FromDays(4);
        await Eventually.TrueAsync(async () => (await sanctions.NoticeAsync(Eun, "gnomon", decided)).GetProperty("state").GetString() == "lapsed", "the notice stays open");
        var late = (await sanctions.NoticeAsync(Eun, "gnomon", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Eun, $"/api/notices/{late}/adopt")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");

        sanctions.Clock.Offset += TimeSpan.FromDays(42);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
        await Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "ended", "it does not end");
        var open = (await sanctions.GetAsync(GithubOwner, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().ToList();
        open.Select(o => o.GetProperty("action").GetString()).ShouldBe(["restore", "restore"]);
    }

    [Fact]
    public async Task A_way_back_on_request_does_not_open_by_itself()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), lasts: TimeSpan.FromDays(30), permission: "danger", readmission: "onRequest");

        sanctions.Clock.Offset += TimeSpan.FromDays(31);

        await Eventually.TrueAsync(
            async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "readmissionPending", "it stays active");
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");
    }
}
