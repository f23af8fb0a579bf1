using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Liaison;
using Coc.Integration.EventStore;
using Coc.Integration.Fixtures;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What the foundation decides for all its bodies at once: one order in every space and no more, and as many given back, whatever is said twice and whatever breaks in the middle of it.</summary>
public sealed class FanningOut(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private const int Bodies = 40;
    private const int FewestBreaks = 8;
    private const int AtOnce = 24;
    private static readonly string[] Platforms = ["github", "chat", "list", "forum"];
    private static readonly string[] Slugs = [.. Enumerable.Range(0, Bodies).Select(i => $"fan-{i}")];

    private readonly string name = Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_space_gets_one_order_and_gives_back_once_whatever_breaks_and_however_often_it_is_said()
    {
        await JoinAsync();
        var person = (await sanctions.ReportAsync([.. Platforms.Select(p => $"{p}:{name}")])).Single();
        var ban = await sanctions.DecideAsync(person, "orrery", "ban", TimeSpan.FromDays(84), binding: true);
        var (told, again) = (new PersonTold(Origin("orrery"), ban.Case, person), new PersonTold(Origin("orrery"), ban.Case, person));

        await BreakingAsync(ban, "clear", () => HandledAsync(told));
        (await Task.WhenAll(HandledAsync(told), HandledAsync(told), HandledAsync(again))).ShouldContain(true);

        var issued = await JoinedAsync(ban);
        issued.Select(o => o.GetProperty("space").GetString()!).Order(StringComparer.Ordinal).ShouldBe(Slugs.SelectMany(b => Platforms.Select(p => $"{p}:{b}")).Order(StringComparer.Ordinal));
        await ShouldStandAsync("banned");
        await Parallel.ForEachAsync(issued, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Token }, async (order, _) =>
            (await sanctions.PostAsync(GithubOwner, $"/api/orders/{order.GetProperty("id").GetGuid()}/done")).StatusCode.ShouldBe(HttpStatusCode.OK));

        (await sanctions.PostAsync(Ada, $"/api/sanctions/{ban.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await BreakingAsync(ban, "banned", () => LiftedAsync(ban));
        (await Task.WhenAll(LiftedAsync(ban), LiftedAsync(ban), HandledAsync(again))).ShouldContain(true);

        (await JoinedAsync(ban)).GroupBy(o => o.GetProperty("space").GetString()).Select(s => string.Join(' ', s.Select(o => o.GetProperty("state").GetString()).Order(StringComparer.Ordinal))).Distinct()
            .ShouldBe(["done open"], "each is carried out once and to be undone once");
        (await OrdersAsync(ban)).Where(o => !Slugs.Contains(o.GetProperty("body").GetString())).Select(o => o.GetProperty("state").GetString()).Distinct().ShouldBe(["withdrawn"], "what nobody began");
        await ShouldStandAsync("clear");
        (await sanctions.App.Daemon.LinesAsync($"select cause, count(*) from app.standing_feed where tenant_id = any ('{{{string.Join(',', Slugs)}}}') group by cause order by 1"))
            .ShouldBe([$"imposed {Bodies * Platforms.Length}", $"lifted {Bodies * Platforms.Length}"]);
    }

    private async Task<IReadOnlyList<JsonElement>> JoinedAsync(Decided decided) => [.. (await OrdersAsync(decided)).Where(o => Slugs.Contains(o.GetProperty("body").GetString()))];

    private async Task<IReadOnlyList<JsonElement>> OrdersAsync(Decided decided) => [.. (await sanctions.GetAsync(Eun, $"/api/sanctions/{decided.Sanction}")).GetProperty("orders").EnumerateArray()];

    private async Task ShouldStandAsync(string standing)
    {
        foreach (var body in Slugs)
        {
            (await sanctions.StandingAsync(Seat(body, "member"), $"github:{name}", body)).ShouldBe(standing, body);
        }
    }

    private async Task<bool> HandledAsync(PersonTold told)
    {
        try
        {
            await sanctions.SayAsync(told);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false; // the bus would say it again
        }
    }

    private async Task<bool> LiftedAsync(Decided ban) => (await sanctions.PostAsync(Eun, $"/api/sanctions/{ban.Sanction}/lift")).StatusCode == HttpStatusCode.OK;

    // It dies at the first row, further and further on, and at the commit; each time nothing has happened, and whoever said it says it again.
    private async Task BreakingAsync(Decided ban, string standing, Func<Task<bool>> act)
    {
        await using var fault = new RowFault(sanctions.App.Database, ["mt.mt_streams", "mt.mt_events", "app.orders", "app.standing", "app.standing_feed"], leased: "app.standing_feed");
        var orders = (await OrdersAsync(ban)).Count;
        var (row, broken) = (1, 0);
        for (; ; row *= 2, broken++)
        {
            await fault.PlanAsync(row);
            var through = await act();
            await fault.ClearAsync();
            if (through)
            {
                break;
            }

            (await OrdersAsync(ban)).Count.ShouldBe(orders, $"at row {row}");
            await ShouldStandAsync(standing);
        }

        broken.ShouldBeGreaterThan(FewestBreaks);
    }

    private async Task JoinAsync()
    {
        foreach (var slug in Slugs)
        {
            await sanctions.SayAsync(new BodyListed(Origin(), slug, "project", "own", "orrery", "meridian"));
            using var http = sanctions.App.As(Seat(slug, "member", chair: true));
            (await http.PutAsJsonAsync($"/api/bodies/{slug}/spaces", Platforms.Select(p => new { space = $"{p}:{slug}", executors = new[] { GithubOwner.Seats[0].Id } }), Token))
                .StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
