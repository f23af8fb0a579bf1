using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.EventMaintenance.Attesting;
using Coc.Integration.EventStore;
using Coc.Platform.Configuration;
using Microsoft.Extensions.DependencyInjection;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What an offer tells, to whom, and how it can be shown later (P18, R55, R58).</summary>
public sealed class Offering(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string account = $"github:{Guid.NewGuid():N}";

    [Fact]
    public async Task It_is_signed_and_whoever_has_the_registry_s_key_can_show_who_offered_what()
    {
        var (decided, notice) = await OfferedAsync();
        (await ReadAsync(decided)).TryGetProperty("digest", out _).ShouldBeFalse("before the seat's own answer");
        await sanctions.PostAsync(Vera, $"/api/notices/{notice}/conflict-answer", new { answer = "none" });

        var digest = (await ReadAsync(decided)).GetProperty("digest");

        var (text, key, signature) = (digest.GetProperty("text").GetString()!, digest.GetProperty("key").GetString()!, digest.GetProperty("signature").GetString()!);
        var keys = PublicKeys.FromFolder(sanctions.App.Services.GetRequiredService<ServiceSettings>().Signers);
        keys.Verify("sanctions", key, Encoding.UTF8.GetBytes(text), signature).ShouldBeTrue();
        keys.Verify("sanctions", key, Encoding.UTF8.GetBytes(text.Replace("suspension", "ban", StringComparison.Ordinal)), signature).ShouldBeFalse();
        var said = JsonDocument.Parse(text).RootElement;
        (said.GetProperty("issuer").GetString(), said.GetProperty("receiver").GetString(), said.GetProperty("sanction").GetGuid()).ShouldBe(("sextant", "astrolabe", decided.Sanction));
        text.ShouldNotContain(account);
        text.ShouldNotContain("harassment");
    }

    [Fact]
    public async Task What_it_was_for_is_told_on_demand_and_on_record_to_that_seat_alone()
    {
        var (decided, notice) = await OfferedAsync();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/category")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var caller in (Platform.Security.Caller[])[Vera, Wim])
        {
            await sanctions.PostAsync(caller, $"/api/notices/{notice}/conflict-answer", new { answer = "none" });
        }

        (await ReadAsync(decided)).TryGetProperty("category", out _).ShouldBeFalse("nobody asked");
        for (var again = 0; again < 2; again++)
        {
            using var answer = await sanctions.PostAsync(Vera, $"/api/notices/{notice}/category");
            (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("category").GetString().ShouldBe("harassment");
        }

        (await ReadAsync(decided)).GetProperty("category").GetString().ShouldBe("harassment");
        (await sanctions.NoticeAsync(Wim, "astrolabe", decided)).TryGetProperty("category", out _).ShouldBeFalse("Wim did not ask");
        (await sanctions.App.Daemon.LinesAsync($"select data ->> 'seat', user_name from mt.mt_events where stream_id = '{notice}' and type = 'category_read'"))
            .ShouldBe([$"{Vera.Seats[0].Id} account:{Vera.Subject}"]);
    }

    // Another body's seat, a hard conflict, no notice at all: the same answer.
    [Fact]
    public async Task For_anybody_else_there_is_no_such_notice()
    {
        var (_, notice) = await OfferedAsync();
        await sanctions.PostAsync(Xia, $"/api/notices/{notice}/conflict-answer", new { answer = "hard" });
        var answers = new List<string>();
        foreach (var (caller, id) in (ValueTuple<Platform.Security.Caller, Guid>[])[(Xia, notice), (Eun, notice), (Ira, notice), (Seat("astrolabe", "liaison"), notice), (Vera, Guid.NewGuid())])
        {
            using var answer = await sanctions.PostAsync(caller, $"/api/notices/{id}/category");
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            answers.Add($"{(int)answer.StatusCode} {problem.GetProperty("code")} {problem.GetProperty("title")}");
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("404 notFound");
    }

    private Task<JsonElement> ReadAsync(Decided decided) => sanctions.NoticeAsync(Vera, "astrolabe", decided);

    private async Task<(Decided Decided, Guid Notice)> OfferedAsync()
    {
        var person = (await sanctions.ReportAsync(account)).Single();
        var decided = await sanctions.DecideAsync(person, lasts: TimeSpan.FromDays(45), offer: new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(5)));
        return (decided, (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid());
    }
}
