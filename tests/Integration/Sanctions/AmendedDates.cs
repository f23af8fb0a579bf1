using System.Net;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.TellingWhatWaits;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>A measure made milder is told so wherever it is told: in orders, in open offers, in copies, to the second seat each time.</summary>
public sealed class AmendedDates(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string account = $"github:ad-{Guid.NewGuid():N}";

    [Fact]
    public async Task Orders_offers_and_copies_have_the_dates_as_they_are_now()
    {
        var decided = await DecideAsync(new DecidedOffer(["astrolabe", "quadrant"], "safety", sanctions.Clock.GetUtcNow().AddDays(5)));
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OrdersAsync()).Select(Until).ShouldAllBe(u => u > sanctions.Clock.GetUtcNow().AddDays(40));
        var until = sanctions.Clock.GetUtcNow().AddHours(10);

        await AmendAsync(decided, new { until, readmission = "automatic", reason = "They kept to it." });

        var orders = await OrdersAsync();
        orders.Count.ShouldBe(2, "here and where it was adopted");
        foreach (var order in orders)
        {
            Until(order).ShouldBe(until, TimeSpan.FromMilliseconds(1));
            order.GetProperty("due").GetDateTimeOffset().ShouldBe(until, TimeSpan.FromMilliseconds(1));
        }

        Until(await sanctions.NoticeAsync(Ada, "quadrant", decided)).ShouldBe(until, TimeSpan.FromMilliseconds(1));
        var copy = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("copy").GetGuid();
        (await sanctions.GetAsync(Vera, $"/api/sanctions/{copy}")).GetProperty("readmission").GetString().ShouldBe("automatic");

        sanctions.Clock.Offset += TimeSpan.FromDays(1);
        await Eventually.TrueAsync(async () => (await sanctions.GetAsync(Vera, $"/api/sanctions/{copy}")).GetProperty("state").GetString() == "ended", "the copy waits to be asked");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
    }

    [Fact]
    public async Task A_measure_that_waited_to_be_asked_ends_with_its_copies_once_the_way_back_opens_by_itself()
    {
        var decided = await DecideAsync(new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(5)), TimeSpan.FromDays(1));
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        sanctions.Clock.Offset += TimeSpan.FromDays(2);
        await Eventually.TrueAsync(async () => await StateAsync(decided) == "readmissionPending", "its term does not end");
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("suspended");

        await AmendAsync(decided, new { readmission = "automatic", reason = "No need to ask." });

        await Eventually.TrueAsync(async () => await StateAsync(decided) == "ended", "it still waits");
        await Eventually.TrueAsync(async () => await sanctions.StandingAsync(Vera, account, "astrolabe") == "clear", "the copy still holds");
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
    }

    [Fact]
    public async Task The_second_seat_is_awaited_for_each_change()
    {
        var decided = await DecideAsync();
        foreach (var days in (int[])[20, 10])
        {
            var until = sanctions.Clock.GetUtcNow().AddDays(days);
            (await AskAsync(Ira, decided, new { until, reason = "milder" })).ShouldBe(HttpStatusCode.Accepted);
            var thing = AnswerForWhom.AmendmentOf(decided.Sanction, Ira.Seats[0].Id, new Amendment(until, null, false, null));

            (await WaitingForAsync(thing, decided.Sanction)).ShouldBe([Juno.Account]);
            (await AskAsync(Juno, decided, new { until, reason = "milder" })).ShouldBe(HttpStatusCode.OK);
            (await WaitingForAsync(thing, decided.Sanction)).ShouldBeNull();
        }
    }

    private async Task<Decided> DecideAsync(DecidedOffer? offer = null, TimeSpan? lasts = null) => await sanctions.DecideAsync(
        (await sanctions.ReportAsync(account)).Single(), lasts: lasts ?? TimeSpan.FromDays(45), offer: offer, permission: "danger", readmission: "onRequest", panel: [Ira, Juno]);

    private async Task AmendAsync(Decided decided, object wanted)
    {
        (await AskAsync(Ira, decided, wanted)).ShouldBe(HttpStatusCode.Accepted);
        (await AskAsync(Juno, decided, wanted)).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> AskAsync(Caller caller, Decided decided, object wanted)
    {
        using var answer = await sanctions.PostAsync(caller, $"/api/sanctions/{decided.Sanction}/amend", wanted);
        return answer.StatusCode;
    }

    private async Task<List<JsonElement>> OrdersAsync() =>
        [.. (await sanctions.GetAsync(GithubOwner, "/api/orders?assignee=me&limit=200")).GetProperty("items").EnumerateArray().Where(o => o.GetProperty("account").GetString() == account)];

    private static DateTimeOffset Until(JsonElement of) => of.GetProperty("until").GetDateTimeOffset();

    private async Task<string?> StateAsync(Decided decided) => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString();

    private async Task<IReadOnlyList<Guid>?> WaitingForAsync(Guid thing, Guid sanction)
    {
        using var http = sanctions.App.AsService("identity");
        var question = new WaitingQuestion("approval", thing, "sextant", sanction, [.. ((Caller[])[Ira, Juno, Vera]).Select(p => new AskedPerson(p.Account, p.Seats))]);
        using var response = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(http, "/internal/waiting", question, Json.Options, TestContext.Current.CancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<WaitingAnswer>(response.Content, Json.Options, TestContext.Current.CancellationToken))!.Accounts;
    }
}
