using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using Coc.Sanctions.Features.TellingWhatWaits;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What has no end comes up for review (R53); a class of its own, because it moves the clock.</summary>
public sealed class Reviewing(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_has_no_end_is_looked_at_after_a_year_and_kept_or_lifted()
    {
        var account = $"github:rv-{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var ban = await sanctions.DecideAsync(person, type: "ban", permission: "danger", panel: [Ira, Juno]);
        var path = $"/api/sanctions/{ban.Sanction}/reviews";
        (await DueAsync(Ira)).ShouldNotContain(ban.Sanction);

        sanctions.Clock.Offset += TimeSpan.FromDays(366);
        var due = (await sanctions.GetAsync(Ira, $"/api/sanctions/{ban.Sanction}")).GetProperty("reviewDue").GetDateTimeOffset();
        (await DueAsync(Ira)).ShouldContain(ban.Sanction);
        (await DueAsync(Eun)).ShouldNotContain(ban.Sanction);
        await Eventually.TrueAsync(async () => (await WaitsForAsync(ban.Sanction, due, Ira, Eun)).SequenceEqual([AccountOf(Ira)]), "nobody is told, or not only the panel");

        (await StatusAsync(Eun, path, new { verdict = "keep" })).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(Ira, path, new { verdict = "later" })).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(Ira, path, new { verdict = "keep", next = sanctions.Clock.GetUtcNow().AddDays(-1) })).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(Ira, path, new { verdict = "keep", next = sanctions.Clock.GetUtcNow().AddDays(400) })).ShouldBe(HttpStatusCode.Conflict);
        (await DueAsync(Ira)).ShouldContain(ban.Sanction);
        (await StatusAsync(Ira, path, new { verdict = "keep", next = sanctions.Clock.GetUtcNow().AddDays(90), note = "They asked twice why." })).ShouldBe(HttpStatusCode.OK);
        (await DueAsync(Ira)).ShouldNotContain(ban.Sanction);
        (await WaitsForAsync(ban.Sanction, due, Ira)).ShouldBeEmpty();

        sanctions.Clock.Offset += TimeSpan.FromDays(91);
        (await DueAsync(Juno)).ShouldContain(ban.Sanction);
        (await StatusAsync(Ira, path, new { verdict = "lift" })).ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("banned");
        (await StatusAsync(Juno, path, new { verdict = "lift" })).ShouldBe(HttpStatusCode.OK);
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await DueAsync(Juno)).ShouldNotContain(ban.Sanction);
    }

    private async Task<List<Guid>> DueAsync(Caller caller)
    {
        using var http = sanctions.App.As(caller);
        using var answer = await http.GetAsync("/api/bodies/sextant/sanctions?review=due", Token);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? []
            : [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetGuid())];
    }

    private async Task<HttpStatusCode> StatusAsync(Caller caller, string path, object body)
    {
        using var answer = await sanctions.PostAsync(caller, path, body);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<Guid>> WaitsForAsync(Guid sanction, DateTimeOffset due, params Caller[] people)
    {
        var question = new WaitingQuestion(
            AnswerForWhom.Approval, AnswerForWhom.ReviewOf(sanction, due), "sextant", sanction, [.. people.Select(p => new AskedPerson(AccountOf(p), p.Seats))]);
        using var answer = await sanctions.App.AsService("identity").PostAsJsonAsync("/internal/waiting", question, Token);
        return answer.StatusCode == HttpStatusCode.NotFound ? [] : (await answer.Content.ReadFromJsonAsync<WaitingAnswer>(Token))!.Accounts;
    }

    private static Guid AccountOf(Caller caller) => caller.Account;
}
