using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;
using Coc.Integration.Sanctions;

namespace Coc.EndToEnd.Flow;

/// <summary>A bot carries out what it is sent and says so; then the case may close (R48, R49).</summary>
public sealed class BotTests(RunningSystem system)
{
    [Fact]
    public async Task A_bot_does_what_it_is_sent_and_the_case_may_close()
    {
        await using var receiver = await Receiver.StartAsync();
        var run = await MainFlow.RunAsync(system, MainFlow.Until.Decided);
        var secrets = new Dictionary<string, (Guid Webhook, string Secret)>();
        foreach (var space in new[] { "github:sextant", "chat:sextant" })
        {
            var proposed = (await run.Sextant.Chair.PostAsync("/api/bodies/sextant/webhooks", new { space, url = receiver.Address.ToString() })).Expect(202).Json;
            var confirmation = new { proposal = proposed.Id("proposal") };
            (await run.Sextant.Chair.PostAsync($"/api/bodies/sextant/webhooks/{proposed.Id("webhook")}/confirm", confirmation)).Expect(409, "secondSeat");
            (await run.Sextant.Seats[1].PostAsync($"/api/bodies/sextant/webhooks/{proposed.Id("webhook")}/confirm", confirmation)).Expect(204);
            secrets[space] = (proposed.Id("webhook"), proposed.Text("secret"));
        }

        try
        {
            await run.Work.TellAsync(run.Person);
            var got = await Eventually.GetAsync("a message for each space", () => Task.FromResult(Own(receiver, run) is { Count: 2 } own ? own : null));
            await run.Work.ShowsAsync("that it is carried out", c => c.Text("state") == "executing");
            (await run.Work.ClosingAsync(run.Reporter.Report)).ShouldBe("ordersOpen");

            foreach (var message in got)
            {
                var text = Encoding.UTF8.GetString(message.Body).Replace(message.Json.GetProperty("data").GetProperty("account").GetString()!, "", StringComparison.Ordinal);
                text.ShouldNotContain(system.Canary);
                text.ShouldNotContain(run.Work.Id.ToString());
                text.ShouldNotContain(run.Sanction.ToString());
                var secret = secrets[message.Json.GetProperty("data").GetProperty("space").GetString()!].Secret;
                message.Headers["webhook-signature"].ShouldBe(Signature(secret, message.Id, message.Headers["webhook-timestamp"], message.Body));

                var report = JsonSerializer.SerializeToUtf8Bytes(new { type = "order.report", order = message.Order, outcome = "done", proof = $"Call 7. {system.Canary}" });
                (await ReportAsync(message.Order, report, "whsec_AAAA", message.Id)).Expect(404, "notFound");
                (await ReportAsync(message.Order, report, secret, message.Id)).Expect(200).Json.Text("state").ShouldBe("done");
                (await ReportAsync(message.Order, report, secret, message.Id)).Expect(409, "reportRepeated");
            }

            (await system.Anyone().PostAsync($"/api/orders/{got[0].Order}/report", new { })).Expect(404, "notFound");
            await run.Work.ShowsAsync("that all is carried out", c => c.Text("state") == "monitoring");
            (await run.Work.ClosingAsync(run.Reporter.Report)).ShouldBe("closed");
        }
        finally
        {
            foreach (var (webhook, _) in secrets.Values)
            {
                (await run.Sextant.Chair.CallAsync(HttpMethod.Delete, $"/api/bodies/sextant/webhooks/{webhook}", null)).Expect(204);
            }
        }
    }

    // Whatever other tests left open in these spaces is told too.
    private static List<Received> Own(Receiver receiver, MainFlow run) => [.. receiver.Got.Where(g => run.Reporter.About.Accounts.Contains(g.Json.GetProperty("data").GetProperty("account").GetString()))];

    private Task<Answer> ReportAsync(Guid order, byte[] report, string secret, string id)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return system.Anyone().With("webhook-id", id).With("webhook-timestamp", timestamp).With("webhook-signature", Signature(secret, id, timestamp, report)).PostRawAsync($"/api/orders/{order}/report", report);
    }

    private static string Signature(string secret, string id, string timestamp, byte[] body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]));
}
