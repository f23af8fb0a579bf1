using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Where accounts of people are sent is for two seats of their body to say, and the secret is seen once (P8).</summary>
public sealed class KeepingWebhooks(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private const string Url = "https://bot.example/canary-path-91";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_seat_proposes_and_another_confirms_that_very_proposal()
    {
        var space = await BotSpace.BareAsync(sanctions);
        var first = await space.ProposeAsync("https://other.example/");
        var second = await space.ProposeAsync(Url);
        var path = $"/api/bodies/sextant/webhooks/{second.GetProperty("webhook").GetGuid()}";
        object Of(JsonElement proposed) => new { proposal = proposed.GetProperty("proposal").GetGuid() };

        (await CodeAsync(Ira, path + "/resume")).ShouldBe((409, "notConfirmed"));
        (await CodeAsync(Ira, path + "/secret")).ShouldBe((409, "notConfirmed"));
        (await CodeAsync(Ira, path + "/confirm", Of(second))).ShouldBe((409, "secondSeat"));
        (await CodeAsync(Juno, path + "/confirm", Of(first))).ShouldBe((409, "proposalChanged"));
        (await CodeAsync(Juno, path + "/confirm", new { })).ShouldBe((400, "validation"));
        (await ItemAsync(Juno, space)).GetProperty("proposed").GetProperty("url").GetString().ShouldBe(Url);
        (await CodeAsync(Juno, path + "/confirm", Of(second))).ShouldBe((204, null));
        (await CodeAsync(Juno, path + "/confirm", Of(second))).ShouldBe((409, "nothingProposed"));

        var item = await ItemAsync(Ira, space);
        (item.GetProperty("state").GetString(), item.GetProperty("url").GetString()).ShouldBe(("active", Url));
        item.GetRawText().ShouldNotContain("whsec_");
        (await StoredAsync(second.GetProperty("webhook").GetGuid())).ShouldNotContain(t => t.Contains("canary-path-91", StringComparison.Ordinal) || t.Contains("whsec_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task For_all_others_there_is_none()
    {
        var bot = await BotSpace.AddAsync(sanctions, Url);
        var answers = new List<string>();
        foreach (var caller in new[] { Vera, Eun, GithubOwner, Seat("sextant", "moderator"), Seat("sextant", "liaison"), Seat("sextant", "auditor"), Seat("orrery", "counsel") })
        {
            foreach (var (verb, rest) in new[]
            {
                ("GET", ""), ("POST", ""), ("POST", $"/{bot.Webhook}/confirm"), ("POST", $"/{bot.Webhook}/secret"), ("POST", $"/{bot.Webhook}/resume"), ("DELETE", $"/{bot.Webhook}"), ("GET", $"/{bot.Webhook}/deliveries"),
            })
            {
                answers.Add(await AnswerAsync(caller, verb, "/api/bodies/sextant/webhooks" + rest));
            }
        }

        answers.Add(await AnswerAsync(Juno, "GET", $"/api/bodies/sextant/webhooks/{bot.Webhook}/deliveries")); // of who manages the body
        answers.Add(await AnswerAsync(Vera, "POST", $"/api/bodies/astrolabe/webhooks/{bot.Webhook}/secret")); // another body's
        answers.Add(await AnswerAsync(Ira, "POST", $"/api/bodies/sextant/webhooks/{Guid.NewGuid()}/secret"));
        answers.Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("http://bot.example/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://[::ffff:169.254.169.254]/latest/meta-data")]
    [InlineData("https://2130706433/")]
    [InlineData("https://localhost/")]
    [InlineData("https://user:word@bot.example/")]
    [InlineData("ftp://bot.example/")]
    [InlineData("bot.example")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_address_that_is_not_out_in_the_world_is_refused(string? url)
    {
        var space = await BotSpace.BareAsync(sanctions);

        (await CodeAsync(Ira, "/api/bodies/sextant/webhooks", new { space = space.Space, url })).ShouldBe((400, "validation"));
        (await CodeAsync(Ira, "/api/bodies/sextant/webhooks", new { space = "nowhere:sextant", url = Url })).ShouldBe((400, "validation"));

        (await sanctions.GetAsync(Ira, "/api/bodies/sextant/webhooks")).GetRawText().ShouldNotContain(space.Space);
    }

    [Fact]
    public async Task A_removed_one_is_gone_and_may_be_proposed_anew()
    {
        var bot = await BotSpace.AddAsync(sanctions, Url);
        using (var http = sanctions.App.As(Ira))
        {
            (await http.DeleteAsync($"/api/bodies/sextant/webhooks/{bot.Webhook}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await CodeAsync(Ira, $"/api/bodies/sextant/webhooks/{bot.Webhook}/secret")).ShouldBe((404, "notFound"));
        (await bot.ProposeAsync("https://bot.example/new")).GetProperty("webhook").GetGuid().ShouldBe(bot.Webhook);
        (await ItemAsync(Ira, bot)).GetProperty("state").GetString().ShouldBe("proposed");
    }

    private async Task<JsonElement> ItemAsync(Caller caller, BotSpace space) =>
        (await sanctions.GetAsync(caller, "/api/bodies/sextant/webhooks")).GetProperty("items").EnumerateArray().Single(w => w.GetProperty("space").GetString() == space.Space);

    private async Task<(int Status, string? Code)> CodeAsync(Caller caller, string path, object? body = null)
    {
        using var answer = await sanctions.PostAsync(caller, path, body);
        var text = await answer.Content.ReadAsStringAsync(Token);
        return ((int)answer.StatusCode, text.Length == 0 ? null : (string?)JsonNode.Parse(text)!["code"]);
    }

    private async Task<string> AnswerAsync(Caller caller, string verb, string path)
    {
        using var http = sanctions.App.As(caller);
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        using var answer = await http.SendAsync(request, Token);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!.AsObject();
        problem.Remove("traceId");
        return $"{(int)answer.StatusCode} {problem.ToJsonString()}";
    }

    private async Task<List<string>> StoredAsync(Guid webhook)
    {
        await using var command = sanctions.App.Daemon.CreateCommand("select data::text || coalesce(headers::text, '') from mt.mt_events where stream_id = $1 union all select w::text from app.webhooks w where id = $1");
        command.Parameters.AddWithValue(webhook);
        var texts = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
