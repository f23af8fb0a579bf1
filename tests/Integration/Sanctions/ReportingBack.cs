using System.Net;
using System.Text.Json.Nodes;
using Coc.Integration.Fixtures;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>A bot says what became of an order: by signature only, once only, and in time (R49).</summary>
public sealed class ReportingBack(SanctionsApp sanctions) : IClassFixture<SanctionsApp>, IAsyncLifetime
{
    private const string Canary = "canary-c41d";
    private Receiver receiver = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_bot_claims_and_does_and_another_looks()
    {
        var (bot, order) = await OrderedAsync();

        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "claimed" }))).ShouldBe((200, null));
        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "done", proof = $"call 7 {Canary}" }))).ShouldBe((200, null));

        (await bot.OrderAsync()).GetProperty("state").GetString().ShouldBe("done");
        var context = await ContextAsync(order);
        context.ShouldContain($"webhook:{bot.Webhook}");
        (await sanctions.PostAsync(GithubOwner, $"/api/orders/{order}/verify")).StatusCode.ShouldBe(HttpStatusCode.OK, "who looks after the space did not do it");
        var later = await OrderedAsync();
        (await StatusAsync(later.Bot.ReportAsync(later.Order, new { type = "order.report", order = later.Order, outcome = "failed", reason = $"not found {Canary}" }))).ShouldBe((200, null));
        (await later.Bot.OrderAsync()).GetProperty("state").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task What_was_reported_before_counts_once_and_changes_nothing()
    {
        var (bot, order) = await OrderedAsync();
        var report = new { type = "order.report", order, outcome = "failed", reason = "down" };
        var (id, at) = (Guid.NewGuid().ToString(), TimeProvider.System.GetUtcNow());
        (await StatusAsync(bot.ReportAsync(order, report, id, at))).ShouldBe((200, null));
        (await sanctions.PostAsync(GithubOwner, $"/api/orders/{order}/claim")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var events = await bot.EventsAsync(order);

        (await StatusAsync(bot.ReportAsync(order, report, id, at))).ShouldBe((409, "reportRepeated"));
        (await StatusAsync(bot.ReportAsync(order, report, id))).ShouldBe((409, "reportRepeated"), "signed anew");
        var copies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "failed", reason = "again" }, "same", at))));
        copies.Count(c => c.Status == 200).ShouldBe(1, "at the same moment");
        copies.Where(c => c.Status != 200).ShouldAllBe(c => c.Code == "reportRepeated");

        (await bot.EventsAsync(order)).ShouldBe(events + 1);
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task What_says_that_it_was_sent_long_ago_or_later_is_refused(int minutes)
    {
        var (bot, order) = await OrderedAsync();

        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "done" }, at: TimeProvider.System.GetUtcNow().AddMinutes(minutes)))).ShouldBe((409, "reportOutOfTime"));

        (await bot.EventsAsync(order)).ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_good_signature_there_is_no_such_order()
    {
        var (bot, order) = await OrderedAsync();
        var (other, elsewhere) = await OrderedAsync();
        var unknown = Guid.NewGuid();
        object Done(Guid id) => new { type = "order.report", order = id, outcome = "done" };

        var answers = new List<string>();
        foreach (var (id, secret) in new[] { (order, other.Secret), (unknown, bot.Secret), (elsewhere, bot.Secret), (order, "whsec_AAAA") })
        {
            using var answer = await bot.ReportAsync(id, Done(id), secret: secret);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!.AsObject();
            problem.Remove("traceId");
            answers.Add(problem.ToJsonString());
        }

        answers.Distinct().ShouldHaveSingleItem();
        using var http = sanctions.App.AsPublic();
        using var bare = await http.PostAsync($"/api/orders/{order}/report", System.Net.Http.Json.JsonContent.Create(Done(order)), Token);
        bare.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var seat = await sanctions.PostAsync(Ira, $"/api/orders/{order}/report", Done(order));
        seat.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await bot.EventsAsync(order) + await other.EventsAsync(elsewhere)).ShouldBe(2);
    }

    [Fact]
    public async Task A_signed_report_that_makes_no_sense_is_told_so_and_changes_nothing()
    {
        var (bot, order) = await OrderedAsync();
        object[] wrong =
        [
            new { type = "order.issued", order, outcome = "done" }, new { type = "order.report", order = Guid.NewGuid(), outcome = "done" }, new { type = "order.report", outcome = "done" },
            new { type = "order.report", order, outcome = "verified" }, new { type = "order.report", order, outcome = "failed" }, new { type = "order.report", order, outcome = "done", reason = "x" },
            new { type = "order.report", order, outcome = "claimed", proof = "x" }, new { type = "order.report", order, outcome = "done", proof = new string('x', 10_001) },
        ];
        foreach (var report in wrong)
        {
            (await StatusAsync(bot.ReportAsync(order, report))).ShouldBe((400, "validation"), report.ToString());
        }

        (await StatusAsync(bot.ReportAsync(order, "text"))).ShouldBe((400, "malformedJson"));
        (await bot.EventsAsync(order)).ShouldBe(1);
        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "done" }))).ShouldBe((200, null));
        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "refused", reason = "late" }))).ShouldBe((409, "orderState"));
    }

    [Fact]
    public async Task A_new_secret_is_shown_once_and_the_former_is_good_for_a_day()
    {
        var (bot, order) = await OrderedAsync();
        using var changed = await sanctions.PostAsync(Ira, $"/api/bodies/sextant/webhooks/{bot.Webhook}/secret");
        var secret = (string)JsonNode.Parse(await changed.Content.ReadAsStringAsync(Token))!["secret"]!;

        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/webhooks")).GetRawText().ShouldNotContain(secret[^10..]);
        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "claimed" }))).ShouldBe((200, null), "the former");
        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "done" }, secret: secret))).ShouldBe((200, null), "the new one");
        (await sanctions.PostAsync(Ira, $"/api/orders/{order}/verify", new { asOrdered = false, reason = "no" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Got.Count(g => g.Order == order) == 2), "an order that is open again is not told");
        receiver.Got.Last(g => g.Order == order).Headers["webhook-signature"].Split(' ').Length.ShouldBe(2, "signed with both");

        using var http = sanctions.App.As(Ira);
        (await http.DeleteAsync($"/api/bodies/sextant/webhooks/{bot.Webhook}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(bot.ReportAsync(order, new { type = "order.report", order, outcome = "done" }, secret: secret))).ShouldBe((404, "notFound"), "removed");
    }

    private static async Task<(int Status, string? Code)> StatusAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync(Token);
        text.ShouldNotContain(Canary);
        return ((int)answer.StatusCode, (string?)JsonNode.Parse(text)!["code"]);
    }

    private async Task<(BotSpace Bot, Guid Order)> OrderedAsync()
    {
        var bot = await BotSpace.AddAsync(sanctions, receiver.Address.ToString());
        await bot.OrderedAsync();
        return (bot, (await bot.OrderAsync()).GetProperty("id").GetGuid());
    }

    private async Task<string> ContextAsync(Guid order)
    {
        await using var command = sanctions.App.Daemon.CreateCommand("select headers::text from mt.mt_events where stream_id = $1 and type = 'order_done'");
        command.Parameters.AddWithValue(order);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
