using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Cases;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What makes no sense is a clear 4xx, and nothing is stored; a class of its own, because it moves the clock. And what overlaps holds as long as any of it does.</summary>
public sealed class WrongAnswers(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private readonly string account = $"github:w-{Guid.NewGuid():N}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"scope":{"spaces":["chat:astrolabe","chat:astrolabe"]}}""", 400, "validation")]
    [InlineData("""{"scope":{"spaces":["chat:sextant"]}}""", 400, "validation")]
    [InlineData("""{"scope":{"bodies":["astrolabe","sextant"],"spaces":["chat:astrolabe"]}}""", 400, "validation")]
    [InlineData("""{"scope":{"spaces":[]}}""", 400, "validation")]
    [InlineData("""{"scope":{"spaces":["chat:astrolabe"]},"until":"2020-01-01T00:00:00Z"}""", 400, "validation")]
    [InlineData("""{"scope":{"spaces":["chat:astrolabe"]},"until":"2126-01-01T00:00:00Z"}""", 409, "wider")]
    public async Task An_answer_that_is_wider_over_or_doubled_changes_nothing(string body, int status, string code)
    {
        var (decided, notice) = await OfferedAsync();
        var before = await CountAsync(notice, decided.Sanction);

        (await ProblemAsync(Vera, $"/api/notices/{notice}/adapt", body)).ShouldBe((status, code));

        (await CountAsync(notice, decided.Sanction)).ShouldBe(before);
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
    }

    [Theory]
    [InlineData("adopt", "{}")]
    [InlineData("adapt", """{"scope":{"spaces":["chat:astrolabe"]}}""")]
    [InlineData("decline", """{"reason":"other"}""")]
    public async Task After_its_day_an_offer_takes_no_answer(string verb, string body)
    {
        var (decided, notice) = await OfferedAsync();
        sanctions.Clock.Offset += TimeSpan.FromDays(11);

        (await ProblemAsync(Vera, $"/api/notices/{notice}/{verb}", body)).ShouldBe((409, "lapsed"));

        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
        (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).TryGetProperty("copy", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"bodies":["astrolabe","astrolabe"],"because":"safety","answerBy":"2126-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{"bodies":["all","astrolabe"],"because":"safety","answerBy":"2126-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{"bodies":[],"because":"safety","answerBy":"2126-01-01T00:00:00Z"}""", 400)]
    [InlineData("""{"bodies":["gnomon"],"because":"safety","answerBy":"2126-01-01T00:00:00Z"}""", 409)]
    public async Task To_whom_it_is_offered_is_said_once_and_within_what_was_voted(string body, int status)
    {
        var (decided, notice) = await OfferedAsync();
        var before = await CountAsync(notice, decided.Sanction);

        (await ProblemAsync(Ira, $"/api/sanctions/{decided.Sanction}/notices", body)).Status.ShouldBe(status);

        (await CountAsync(notice, decided.Sanction)).ShouldBe(before);
    }

    [Fact]
    public async Task Of_two_measures_that_overlap_the_hardest_counts_and_the_end_of_one_leaves_the_other()
    {
        var person = (await sanctions.ReportAsync(account)).Single();
        var (inCase, now) = (Guid.NewGuid(), sanctions.Clock.GetUtcNow());
        var (everywhere, there) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var caller in (Caller[])[Ira, Juno])
        {
            sanctions.Open(caller, inCase);
        }

        await sanctions.SayAsync(new DecisionRecorded(
            Origin(), inCase, Guid.NewGuid(),
            [
                new DecidedMeasure(everywhere, person, "suspension", ["sextant"], [], now, now.AddDays(30), "automatic", "harassment", null),
                new DecidedMeasure(there, person, "ban", ["sextant"], ["github:sextant"], now, now.AddDays(10), "automatic", "harassment", null),
            ],
            null, "danger", false));

        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("banned");
        (await sanctions.StandingAsync(Ira, account, "sextant", "chat:sextant")).ShouldBe("suspended");
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("banned");
        foreach (var caller in (Caller[])[Ira, Juno])
        {
            await sanctions.PostAsync(caller, $"/api/sanctions/{there}/lift");
        }

        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("suspended");
        foreach (var caller in (Caller[])[Ira, Juno])
        {
            await sanctions.PostAsync(caller, $"/api/sanctions/{everywhere}/lift");
        }

        (await sanctions.StandingAsync(Ira, account, "sextant", "github:sextant")).ShouldBe("clear");
    }

    private async Task<(Decided Decided, Guid Notice)> OfferedAsync()
    {
        var offer = new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10));
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), lasts: TimeSpan.FromDays(45), offer: offer, permission: "danger", panel: [Ira, Juno]);
        return (decided, (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid());
    }

    private async Task<(int Status, string? Code)> ProblemAsync(Caller caller, string path, string body)
    {
        using var http = sanctions.App.As(caller);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(path, content, Token);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
    }

    private async Task<long> CountAsync(params Guid[] streams)
    {
        await using var command = sanctions.App.Daemon.CreateCommand("select count(*) from mt.mt_events where stream_id = any ($1)");
        command.Parameters.AddWithValue(streams);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
