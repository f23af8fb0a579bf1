using System.Net;
using System.Text;
using System.Text.Json;
using Coc.Integration.Fixtures;
using Coc.Sanctions.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Orders go to a space's bot: signed, once taken never again, and never lost (R48).</summary>
public sealed class TellingBots(SanctionsApp sanctions) : IClassFixture<SanctionsApp>, IAsyncLifetime
{
    private Receiver receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_bot_is_told_account_action_space_and_dates_and_nothing_else()
    {
        var bot = await BotSpace.AddAsync(sanctions, new Uri(receiver.Address, "/orders").ToString());
        await bot.OrderedAsync(TimeSpan.FromDays(45));

        var got = await GotAsync(1);

        got.Path.ShouldBe("/orders");
        got.Json.EnumerateObject().Select(p => p.Name).ShouldBe(["type", "timestamp", "data"]);
        got.Json.GetProperty("data").EnumerateObject().Select(p => p.Name).ShouldBe(["order", "account", "space", "action", "from", "until", "due"]);
        var data = got.Json.GetProperty("data");
        (got.Type, data.GetProperty("account").GetString(), data.GetProperty("space").GetString(), data.GetProperty("action").GetString()).ShouldBe(("order.issued", bot.Account, bot.Space, "suspend"));
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(got.Headers["webhook-timestamp"]));
        (TimeProvider.System.GetUtcNow() - sent).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        got.Headers["webhook-signature"].ShouldBe("v1," + BotSpace.Signature(bot.Secret, $"{got.Id}.{got.Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(got.Body)}"));
        // No trace, no agent, no cookie.
        got.Headers.Keys.Order().ShouldBe(["content-length", "content-type", "host", "webhook-id", "webhook-signature", "webhook-timestamp"]);
        await Eventually.TrueAsync(async () => (await bot.LogAsync())[0].GetProperty("state").GetString() == "delivered", "the log does not say that it went");
        var log = (await bot.LogAsync())[0];
        (log.GetProperty("id").GetString(), log.GetProperty("attempts")[0].GetProperty("status").GetInt32()).ShouldBe((got.Id, 204));
        log.GetRawText().ShouldNotContain(bot.Account);
    }

    [Fact]
    public async Task What_is_withdrawn_or_given_back_is_told_too_and_what_was_never_told_is_not_withdrawn()
    {
        var bot = await BotSpace.AddAsync(sanctions, receiver.Address.ToString());
        var decided = await bot.OrderedAsync();
        var order = (await GotAsync(1)).Order;
        await LiftAsync(decided);
        var withdrawn = await GotAsync(2);
        (withdrawn.Type, withdrawn.Order).ShouldBe(("order.withdrawn", order));

        var again = await bot.OrderedAsync();
        await GotAsync(3);
        var second = receiver.Got.Last().Order;
        (await sanctions.PostAsync(GithubOwner, $"/api/orders/{second}/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await LiftAsync(again);
        var undo = await GotAsync(4);
        (undo.Type, undo.Json.GetProperty("data").GetProperty("action").GetString()).ShouldBe(("order.undo", "restore"));

        receiver.Answer = Status(503);
        var third = await BotSpace.AddAsync(sanctions, receiver.Address.ToString());
        await third.RunAsync("insert into app.webhook_troubles (tenant_id, webhook, since, failures, not_before) values ('sextant', $1, now(), 1, now() + interval '1 hour')", third.Webhook);
        await LiftAsync(await third.OrderedAsync());
        await third.RunAsync("delete from app.webhook_troubles where webhook = $1", third.Webhook);
        await Eventually.TrueAsync(async () => (await third.LogAsync()).EnumerateArray().Select(d => d.GetProperty("state").GetString()).SequenceEqual(["dropped", "dropped"]), "they wait");
        receiver.Got.ShouldNotContain(g => g.Json.GetProperty("data").GetProperty("account").GetString() == third.Account);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_again_with_the_same_id()
    {
        const string canary = "canary-of-the-receiver";
        var bot = await BotSpace.AddAsync(sanctions, receiver.Address.ToString());
        receiver.Answer = async context =>
        {
            context.Response.StatusCode = receiver.Got.Count == 1 ? 500 : 200;
            await context.Response.WriteAsync(canary, Token);
        };
        await bot.OrderedAsync();

        await GotAsync(2);

        receiver.Got.Select(g => g.Id).Distinct().ShouldHaveSingleItem();
        receiver.Got.Select(g => Encoding.UTF8.GetString(g.Body)).Distinct().ShouldHaveSingleItem();
        await Eventually.TrueAsync(async () => (await bot.LogAsync())[0].GetProperty("state").GetString() == "delivered", "it is not delivered");
        var log = (await bot.LogAsync())[0];
        log.GetProperty("attempts").EnumerateArray().Select(a => a.GetProperty("status").GetInt32()).ShouldBe([500, 200]);
        log.GetRawText().ShouldNotContain(canary);
    }

    [Fact]
    public async Task A_slow_receiver_holds_up_nobody_else_and_an_endless_answer_is_not_read()
    {
        await using var slow = await Receiver.StartAsync();
        slow.Answer = async context =>
        {
            using var never = new SemaphoreSlim(0);
            await never.WaitAsync(context.RequestAborted);
        };
        var slowBot = await BotSpace.AddAsync(sanctions, slow.Address.ToString());
        var bot = await BotSpace.AddAsync(sanctions, receiver.Address.ToString());
        receiver.Answer = async context =>
        {
            for (var chunk = new byte[64 * 1024]; ;)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        };
        await slowBot.OrderedAsync();
        await Eventually.TrueAsync(() => Task.FromResult(slow.Got.Count == 1), "the slow one is not asked");

        await bot.OrderedAsync();

        await Eventually.TrueAsync(async () => (await bot.LogAsync()).EnumerateArray().Any(d => d.GetProperty("state").GetString() == "delivered"), "it waits for the slow one");
        (await slowBot.LogAsync())[0].GetProperty("attempts").GetArrayLength().ShouldBe(0, "still waiting for its answer");
        await Eventually.TrueAsync(async () => (await slowBot.LogAsync())[0].GetProperty("attempts") is var a && a.GetArrayLength() == 1 && a[0].GetProperty("error").GetString() == "timeout", "nobody loses patience");
    }

    [Fact]
    public async Task No_redirect_is_followed_and_no_name_leads_inside()
    {
        await using var inner = await Receiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.Redirect(inner.Address.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        foreach (var (url, error) in new[] { (receiver.Address.ToString(), "redirect"), ($"https://inside.example:{inner.Address.Port}/", "address"), ("https://half-inside.example/", "address") })
        {
            var bot = await BotSpace.AddAsync(sanctions, url);
            await bot.OrderedAsync();

            await Eventually.TrueAsync(async () => (await bot.LogAsync())[0].GetProperty("attempts") is var a && a.GetArrayLength() > 0 && a[0].GetProperty("error").GetString() == error, $"{url} is not refused");
        }

        inner.Got.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_stops_in_between_loses_nothing_and_the_next_one_sends_it()
    {
        var bot = await BotSpace.AddAsync(sanctions, receiver.Address.ToString());
        var worker = sanctions.App.Services.GetServices<IHostedService>().OfType<WebhookWorker>().Single();
        await worker.StopAsync(Token);
        await bot.OrderedAsync();
        receiver.Got.ShouldBeEmpty();

        using var next = ActivatorUtilities.CreateInstance<WebhookWorker>(sanctions.App.Services);
        await next.StartAsync(Token);
        var id = (await GotAsync(1)).Id;

        // It went, and then nobody was left to write that down.
        await Eventually.TrueAsync(async () => (await bot.LogAsync())[0].GetProperty("state").GetString() == "delivered", "it is not delivered");
        await bot.RunAsync("update app.webhook_deliveries set state = 'waiting', leased = now() - interval '1 second' where webhook = $1", bot.Webhook);
        (await GotAsync(2)).Id.ShouldBe(id);
        await next.StopAsync(Token);
        await worker.StartAsync(Token);
    }

    [Fact]
    public async Task Who_takes_nothing_for_days_is_stopped_and_stands_in_the_list_of_what_is_late_until_somebody_resumes_it()
    {
        var bot = await BotSpace.AddAsync(sanctions, receiver.Address.ToString());
        receiver.Answer = Status(500);
        await bot.RunAsync("insert into app.webhook_troubles (tenant_id, webhook, since, failures, not_before) values ('sextant', $1, now() - interval '6 days', 20, now())", bot.Webhook);
        await bot.OrderedAsync();

        await Eventually.TrueAsync(async () => (await WebhookAsync(bot)).GetProperty("state").GetString() == "stopped", "it goes on");

        foreach (var (caller, list) in new[] { (Ira, "/api/bodies/sextant/orders?due=overdue"), (GithubOwner, "/api/orders?assignee=me&due=overdue") })
        {
            var late = (await sanctions.GetAsync(caller, list)).GetProperty("webhooks").EnumerateArray().Single(w => w.GetProperty("space").GetString() == bot.Space);
            late.EnumerateObject().Select(p => p.Name).ShouldBe(["space", "since", "state"]);
            late.GetProperty("state").GetString().ShouldBe("stopped");
        }

        (await sanctions.GetAsync(ChatAdmin, "/api/orders?assignee=me&due=overdue")).GetProperty("webhooks").GetRawText().ShouldNotContain(bot.Space);
        receiver.Answer = Status(200);
        using var resumed = await sanctions.PostAsync(Ira, $"/api/bodies/sextant/webhooks/{bot.Webhook}/resume");
        resumed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(async () => (await bot.LogAsync())[0].GetProperty("state").GetString() == "delivered", "what waited is lost");
        (await WebhookAsync(bot)).GetProperty("state").GetString().ShouldBe("active");

        receiver.Answer = Status(410);
        await bot.OrderedAsync();
        await Eventually.TrueAsync(async () => (await WebhookAsync(bot)).TryGetProperty("stoppedBecause", out var because) && because.GetString() == "gone", "nobody is there, and it goes on");
    }

    [Fact]
    public async Task A_webhook_that_comes_later_is_told_what_is_open()
    {
        var space = await BotSpace.BareAsync(sanctions);
        await space.OrderedAsync();
        var proposed = await space.ProposeAsync(receiver.Address.ToString());

        await sanctions.PostAsync(Juno, $"/api/bodies/sextant/webhooks/{proposed.GetProperty("webhook").GetGuid()}/confirm", new { proposal = proposed.GetProperty("proposal").GetGuid() });

        (await GotAsync(1)).Json.GetProperty("data").GetProperty("account").GetString().ShouldBe(space.Account);
    }

    private static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private async Task<JsonElement> WebhookAsync(BotSpace bot) =>
        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/webhooks")).GetProperty("items").EnumerateArray().Single(w => w.GetProperty("id").GetGuid() == bot.Webhook);

    private async Task LiftAsync(Decided decided)
    {
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<Received> GotAsync(int count)
    {
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Got.Count >= count), $"message {count} does not come");
        return receiver.Got.ElementAt(count - 1);
    }
}
