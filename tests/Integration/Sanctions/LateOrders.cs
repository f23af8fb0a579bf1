using System.Net;
using System.Text.Json;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What is late, what nobody looked at, and what becomes of what was refused (R48 to R50).</summary>
public sealed class LateOrders(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private const string Canary = "canary-7d31f0";
    private readonly string name = Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_late_is_at_the_top_and_by_itself_for_who_does_it_and_for_the_panel()
    {
        await OrderedAsync();
        (await ItemsAsync(GithubOwner, "/api/orders?assignee=me&due=overdue")).ShouldBeEmpty();
        var before = sanctions.Clock.Offset;
        try
        {
            sanctions.Clock.Offset = before + TimeSpan.FromHours(25);
            var later = new LateOrders(sanctions);
            await later.OrderedAsync();

            string[] first = [$"github:{name}"];
            string[] both = [$"github:{name}", $"github:{later.name}"];
            (await NamedAsync(GithubOwner, "/api/orders?assignee=me&due=overdue", both)).ShouldBe(first);
            (await NamedAsync(Ira, "/api/bodies/sextant/orders?due=overdue", both)).ShouldBe(first);
            (await NamedAsync(Ira, "/api/bodies/sextant/orders", both)).ShouldBe(both);
            (await NamedAsync(Ira, "/api/bodies/sextant/orders", both, "limit=1")).ShouldBe(both, "page by page");
            (await NamedAsync(GithubOwner, "/api/orders?assignee=me", both, "limit=1")).ShouldBe(both);
            (await ItemsAsync(Wim, "/api/bodies/astrolabe/orders?due=overdue")).ShouldBeEmpty();
            using var bad = await sanctions.App.As(Ira).GetAsync("/api/bodies/sextant/orders?due=never", Token);
            bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
        finally
        {
            sanctions.Clock.Offset = before;
        }
    }

    [Fact]
    public async Task What_is_done_waits_for_another_to_look_and_is_open_again_when_it_is_not_so()
    {
        var (decided, order) = await OrderedAsync();
        (await PostAsync(GithubOwner, order, "done", new { proof = $"settings {Canary}" })).ShouldBe(HttpStatusCode.OK);

        (await ItemsAsync(Ira, "/api/bodies/sextant/orders?due=unverified")).ShouldContain(o => o.GetProperty("id").GetGuid() == order);
        (await ItemsAsync(GithubOwner, "/api/orders?assignee=me&due=unverified")).ShouldNotContain(o => o.GetProperty("id").GetGuid() == order, "their own work is not theirs to look at");
        (await PostAsync(GithubOwner, order, "verify")).ShouldBe(HttpStatusCode.Conflict);
        (await PostAsync(Vera, order, "verify")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(Ira, order, "verify", new { asOrdered = false })).ShouldBe(HttpStatusCode.BadRequest);
        (await OpenOrdersAsync(decided)).ShouldBe(0);

        (await PostAsync(Ira, order, "verify", new { asOrdered = false, reason = $"he is still in {Canary}" })).ShouldBe(HttpStatusCode.OK);

        (await OpenOrdersAsync(decided)).ShouldBe(1, "the case waits again");
        var mine = (await ItemsAsync(GithubOwner, "/api/orders?assignee=me")).Single(o => o.GetProperty("id").GetGuid() == order);
        (mine.GetProperty("state").GetString(), mine.GetRawText().Contains(Canary, StringComparison.Ordinal)).ShouldBe(("open", false));
        (await PostAsync(GithubOwner, order, "done")).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(Ira, order, "verify")).ShouldBe(HttpStatusCode.OK);
        (await ItemsAsync(Ira, "/api/bodies/sextant/orders?due=unverified")).ShouldNotContain(o => o.GetProperty("id").GetGuid() == order);
        (await OpenOrdersAsync(decided)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_refused_goes_to_the_panel_with_its_reason_and_the_panel_insists_or_waives()
    {
        var (decided, order) = await OrderedAsync();
        (await PostAsync(GithubOwner, order, "refuse")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(GithubOwner, order, "refuse", new { reason = $"not our policy {Canary}" })).ShouldBe(HttpStatusCode.OK);

        (await SanctionAsync(Ira, decided)).GetProperty("orders")[0].GetProperty("reason").GetString().ShouldBe($"not our policy {Canary}");
        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/orders?limit=200")).GetRawText().ShouldNotContain(Canary);
        (await sanctions.GetAsync(GithubOwner, "/api/orders?assignee=me")).GetRawText().ShouldNotContain(Canary);
        (await PostAsync(GithubOwner, order, "insist", new { reason = "x" })).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(Vera, order, "insist", new { reason = "x" })).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(Ira, order, "insist", new { reason = " " })).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(Ira, order, "insist", new { reason = $"it is decided {Canary}" })).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(Ira, order, "insist", new { reason = "again" })).ShouldBe(HttpStatusCode.Conflict);

        (await ItemsAsync(GithubOwner, "/api/orders?assignee=me")).Single(o => o.GetProperty("id").GetGuid() == order).GetProperty("state").GetString().ShouldBe("open");
        (await OpenOrdersAsync(decided)).ShouldBe(1);
        (await PostAsync(GithubOwner, order, "refuse", new { reason = "still not" })).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(Ira, order, "waive", new { reason = "let it go" })).ShouldBe(HttpStatusCode.OK);
        (await OpenOrdersAsync(decided)).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_is_told_to_restore_what_another_measure_keeps_out()
    {
        var (first, order) = await OrderedAsync();
        (await PostAsync(GithubOwner, order, "done")).ShouldBe(HttpStatusCode.OK);
        await LiftAsync(first);
        var restore = (await ItemsAsync(GithubOwner, "/api/orders?assignee=me")).Single(o => o.GetProperty("account").GetString() == $"github:{name}").GetProperty("id").GetGuid();
        (await PostAsync(GithubOwner, restore, "done")).ShouldBe(HttpStatusCode.OK);
        var second = await sanctions.DecideAsync(first.Person, type: "ban", permission: "danger");

        using var refused = await sanctions.PostAsync(Ira, $"/api/orders/{restore}/verify", new { asOrdered = false, reason = "still out" });

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("\"held\"");
        await LiftAsync(second);
        (await PostAsync(Ira, restore, "verify", new { asOrdered = false, reason = "still out" })).ShouldBe(HttpStatusCode.OK);
        (await PostAsync(Ira, order, "verify", new { asOrdered = false, reason = "he was in all the time" })).ShouldBe(HttpStatusCode.Conflict, "what it was ordered for is over");
    }

    private async Task<(Decided Decided, Guid Order)> OrderedAsync()
    {
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync($"github:{name}")).Single());
        await sanctions.TellAsync(decided);
        return (decided, (await ItemsAsync(GithubOwner, "/api/orders?assignee=me")).Single(o => o.GetProperty("account").GetString() == $"github:{name}").GetProperty("id").GetGuid());
    }

    private async Task LiftAsync(Decided decided)
    {
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> PostAsync(Caller caller, Guid order, string verb, object? body = null)
    {
        using var answer = await sanctions.PostAsync(caller, $"/api/orders/{order}/{verb}", body);
        return answer.StatusCode;
    }

    // All pages.
    private async Task<List<JsonElement>> ItemsAsync(Caller caller, string path, string limit = "limit=200")
    {
        var items = new List<JsonElement>();
        for (string? next = ""; next is not null;)
        {
            var page = await sanctions.GetAsync(caller, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{limit}{(next.Length > 0 ? $"&cursor={Uri.EscapeDataString(next)}" : "")}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString();
        }

        return items;
    }

    // Of these accounts, in the list's order.
    private async Task<IEnumerable<string>> NamedAsync(Caller caller, string path, string[] accounts, string limit = "limit=200") =>
        (await ItemsAsync(caller, path, limit)).Select(o => o.GetProperty("account").GetString()!).Where(accounts.Contains);

    private Task<JsonElement> SanctionAsync(Caller caller, Decided decided) => sanctions.GetAsync(caller, $"/api/sanctions/{decided.Sanction}");

    private async Task<int> OpenOrdersAsync(Decided decided)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(
            "select (data -> 'progress' ->> 'openOrders')::int from mt.mt_events where stream_id = $1 and data ? 'progress' order by version desc limit 1");
        command.Parameters.AddWithValue(decided.Sanction);
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }
}
