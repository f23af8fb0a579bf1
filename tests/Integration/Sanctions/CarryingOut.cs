using System.Net;
using System.Text.Json;
using Coc.Contracts.Cases;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Orders, their ends, and what ends with the term.</summary>
public sealed class CarryingOut(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_looks_after_a_space_sees_account_space_action_and_dates_and_closes_the_order()
    {
        var name = Guid.NewGuid().ToString("N");
        var person = (await sanctions.ReportAsync($"github:{name}", $"chat:{name}")).Single();
        var decided = await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(45));
        (await MineAsync(GithubOwner, name)).ShouldBeEmpty();
        await sanctions.TellAsync(decided);

        var order = (await MineAsync(GithubOwner, name)).Single();
        order.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "account", "space", "action", "from", "until", "due", "state"]);
        (order.GetProperty("account").GetString(), order.GetProperty("space").GetString(), order.GetProperty("action").GetString()).ShouldBe(($"github:{name}", "github:sextant", "suspend"));
        var id = order.GetProperty("id").GetGuid();

        (await sanctions.PostAsync(ChatAdmin, $"/api/orders/{id}/done")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.PostAsync(Vera, $"/api/orders/{id}/waive", new { reason = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sanctions.PostAsync(GithubOwner, $"/api/orders/{id}/done", new { proof = "screenshot 7" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(GithubOwner, $"/api/orders/{id}/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MineAsync(GithubOwner, name)).ShouldBeEmpty();

        var atChat = (await MineAsync(ChatAdmin, name)).Single().GetProperty("id").GetGuid();
        (await sanctions.PostAsync(ChatAdmin, $"/api/orders/{atChat}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.PostAsync(ChatAdmin, $"/api/orders/{atChat}/failed", new { reason = "account not found" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await MineAsync(ChatAdmin, name)).Single().GetProperty("state").GetString().ShouldBe("failed");
        (await sanctions.PostAsync(Ira, $"/api/orders/{atChat}/waive", new { reason = "the account is gone" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OpenOrdersAsync(decided)).ShouldBe(0);
    }

    [Fact]
    public async Task Two_seats_let_it_go_before_the_person_is_told()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single());

        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/release", new { because = "impatience" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/release", new { because = "danger" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/release", new { because = "danger" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/release", new { because = "danger" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("suspended");
    }

    [Fact]
    public async Task A_lift_reaches_every_copy_and_gives_back_what_was_taken()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var decided = await sanctions.DecideAsync(person, offer: new DecidedOffer(["astrolabe", "gnomon"], "safety", sanctions.Clock.GetUtcNow().AddDays(9)), permission: "danger");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var order in await MineAsync(GithubOwner, account))
        {
            (await sanctions.PostAsync(GithubOwner, $"/api/orders/{order.GetProperty("id").GetGuid()}/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("suspended");
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
        (await sanctions.NoticeAsync(Eun, "gnomon", decided)).GetProperty("state").GetString().ShouldBe("withdrawn");
        (await MineAsync(GithubOwner, account)).Select(o => o.GetProperty("action").GetString()).ShouldBe(["restore", "restore"]);
    }

    private async Task<List<JsonElement>> MineAsync(Platform.Security.Caller caller, string account) =>
        [.. (await sanctions.GetAsync(caller, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray()
            .Where(o => o.GetProperty("account").GetString()!.Contains(account, StringComparison.Ordinal))];

    private async Task<int> OpenOrdersAsync(Decided decided)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(
            "select (data -> 'progress' ->> 'openOrders')::int from mt.mt_events where stream_id = $1 and data ? 'progress' order by version desc limit 1");
        command.Parameters.AddWithValue(decided.Sanction);
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }
}
