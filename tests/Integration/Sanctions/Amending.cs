using System.Net;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Two seats change a measure without a new decision: standing, orders and copies follow; a class of its own, because it moves the clock.</summary>
public sealed class Amending(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string account = $"github:am-{Guid.NewGuid():N}";
    private readonly string chat = $"chat:am-{Guid.NewGuid():N}";

    [Fact]
    public async Task What_becomes_shorter_ends_earlier_here_and_in_every_copy_also_in_one_adopted_later()
    {
        var decided = await DecideAsync(offer: new DecidedOffer(["astrolabe", "quadrant"], "safety", sanctions.Clock.GetUtcNow().AddDays(5)));
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var until = sanctions.Clock.GetUtcNow().AddDays(3);

        var feed = new FeedReader(sanctions, Ira, "sextant");
        await feed.ReadOnAsync();
        (await AmendAsync(Ira, decided, new { until, reason = "They kept to it." })).ShouldBe(HttpStatusCode.Accepted);
        var waiting = (await sanctions.GetAsync(Juno, $"/api/sanctions/{decided.Sanction}")).GetProperty("amendments")[0];
        waiting.GetProperty("askedBy").GetGuid().ShouldBe(Ira.Seats[0].Id);
        waiting.ToString().ShouldNotContain("kept to it");
        (await AmendAsync(Juno, decided, new { until, reason = "So they did." })).ShouldBe(HttpStatusCode.OK);
        (await feed.WordsAsync(account)).ShouldBe(["suspended amended"]);
        var late = (await sanctions.NoticeAsync(Ada, "quadrant", decided)).GetProperty("id").GetGuid();

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("until").GetDateTimeOffset().ShouldBe(until, TimeSpan.FromMilliseconds(1));
        sanctions.Clock.Offset += TimeSpan.FromDays(4);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
        await Eventually.TrueAsync(async () => (await StateAsync(decided)) == "ended", "it does not end");
        (await sanctions.PostAsync(Ada, $"/api/notices/{late}/adopt")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await AmendAsync(Ira, decided, new { until = sanctions.Clock.GetUtcNow().AddDays(1), reason = "again" })).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_is_taken_out_of_it_is_given_back_and_what_is_added_is_ordered()
    {
        var decided = await DecideAsync(spaces: ["github:sextant"]);
        (await OrdersAsync(GithubOwner, account)).ShouldBe(["suspend"]);
        var both = new { spaces = new[] { "github:sextant", "chat:sextant" }, because = "told", reason = "Went on in the chat." };

        (await AmendAsync(Ira, decided, both)).ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.StandingAsync(Ira, chat, "sextant", "chat:sextant")).ShouldBe("clear");
        (await AmendAsync(Juno, decided, both)).ShouldBe(HttpStatusCode.OK);

        (await sanctions.StandingAsync(Ira, chat, "sextant", "chat:sextant")).ShouldBe("suspended");
        (await OrdersAsync(ChatAdmin, chat)).ShouldBe(["suspend"]);
        await DoneAsync(ChatAdmin, chat);

        var back = new { spaces = new[] { "github:sextant" }, reason = "Enough there." };
        foreach (var caller in (Caller[])[Ira, Juno])
        {
            await AmendAsync(caller, decided, back);
        }

        (await sanctions.StandingAsync(Ira, chat, "sextant", "chat:sextant")).ShouldBe("clear");
        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("suspended");
        (await OrdersAsync(ChatAdmin, chat)).ShouldBe(["restore"]);
        (await OrdersAsync(GithubOwner, account)).ShouldBe(["suspend"]);
        (await AmendAsync(Ira, decided, both)).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_measure_for_every_space_is_for_the_named_ones_afterwards()
    {
        var decided = await DecideAsync();
        foreach (var caller in (Caller[])[Ira, Juno])
        {
            await AmendAsync(caller, decided, new { spaces = new[] { "github:sextant" }, reason = "The chat went well." });
        }

        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("suspended");
        (await sanctions.StandingAsync(Ira, account, "sextant", "chat:sextant")).ShouldBe("clear");
        (await OrdersAsync(ChatAdmin, chat)).ShouldBeEmpty("nobody had begun");
    }

    [Theory]
    [InlineData("""{"reason":"x"}""", 400)]
    [InlineData("""{"until":"2020-01-01T00:00:00Z","reason":"x"}""", 400)]
    [InlineData("""{"spaces":[],"reason":"x"}""", 400)]
    [InlineData("""{"spaces":["chat:astrolabe"],"reason":"x"}""", 400)]
    [InlineData("""{"spaces":["github:sextant","github:sextant"],"reason":"x"}""", 400)]
    [InlineData("""{"readmission":"onRequest","reason":"x"}""", 400)]
    [InlineData("""{"spaces":["github:sextant"]}""", 400)]
    [InlineData("""{"spaces":["github:sextant","chat:sextant"],"because":"angry","reason":"x"}""", 400)]
    [InlineData("""{"until":"2126-01-01T00:00:00Z","reason":"x"}""", 409)]
    [InlineData("""{"spaces":["github:sextant"],"reason":"x"}""", 409)]
    [InlineData("""{"spaces":["github:sextant","chat:sextant"],"reason":"x"}""", 409)]
    public async Task What_makes_no_sense_changes_nothing(string request, int status)
    {
        var decided = await DecideAsync(spaces: ["github:sextant"]);

        foreach (var caller in (Caller[])[Ira, Juno])
        {
            ((int)await AmendAsync(caller, decided, JsonDocument.Parse(request).RootElement)).ShouldBe(status);
        }

        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).TryGetProperty("amendments", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task For_whom_there_is_no_such_measure_there_is_nothing_to_change()
    {
        var decided = await DecideAsync(panel: [Ira, Juno]);
        var wanted = new { until = sanctions.Clock.GetUtcNow().AddDays(1), reason = "x" };

        (await AmendAsync(Vera, decided, wanted)).ShouldBe(HttpStatusCode.NotFound);
        (await AmendAsync(Seat("sextant", "member"), decided, wanted)).ShouldBe(HttpStatusCode.NotFound);
        (await AmendAsync(GithubOwner, decided, wanted)).ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<Decided> DecideAsync(DecidedOffer? offer = null, string[]? spaces = null, params Caller[] panel)
    {
        var person = (await sanctions.ReportAsync(new Contracts.Channel.StatedPerson([account, chat], null, null))).Single();
        return await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(45), offer: offer, permission: "danger", spaces: spaces, panel: panel);
    }

    private async Task<HttpStatusCode> AmendAsync(Caller caller, Decided decided, object wanted)
    {
        using var answer = await sanctions.PostAsync(caller, $"/api/sanctions/{decided.Sanction}/amend", wanted);
        return answer.StatusCode;
    }

    private async Task<string?> StateAsync(Decided decided) => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString();

    private async Task<List<string?>> OrdersAsync(Caller executor, string of) => [.. (await MineAsync(executor, of)).Select(o => o.GetProperty("action").GetString())];

    private async Task DoneAsync(Caller executor, string of)
    {
        foreach (var order in await MineAsync(executor, of))
        {
            (await sanctions.PostAsync(executor, $"/api/orders/{order.GetProperty("id").GetGuid()}/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<List<JsonElement>> MineAsync(Caller executor, string of) =>
        [.. (await sanctions.GetAsync(executor, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("account").GetString() == of)];
}
