using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Platform.Security;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>A body's feed is its own people's and its own keys'; who read it is on record, and nobody misses what is written at the same moment.</summary>
public sealed class FeedWalls(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task For_anybody_else_there_is_no_such_feed()
    {
        await sanctions.DecideAsync((await sanctions.ReportAsync(Account())).Single(), permission: "danger");
        var (id, bot) = await FeedReader.KeyAsync(sanctions, Ira, "sextant");
        var (_, foreign) = await FeedReader.KeyAsync(sanctions, Vera, "astrolabe");
        var (_, served) = await FeedReader.KeyAsync(sanctions, Eun, "orrery");
        (await StatusAsync(bot)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(Seat("sextant", "moderator"))).ShouldBe(HttpStatusCode.OK);
        (await FeedReader.TryAsync(sanctions, Eun, "gnomon")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var http = sanctions.App.As(Ira);
        (await http.DeleteAsync($"/api/bodies/sextant/api-keys/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var nowhere = await ProblemAsync(await FeedReader.TryAsync(sanctions, Vera, "nowhere"));
        foreach (var caller in new[] { bot, foreign, served, bot with { Subject = "wrong" }, Vera, Eun, Seat("sextant", "liaison"), Seat("sextant", "admin"), Seat("sextant", "auditor"), Seat("sextant", "counsel"), GithubOwner })
        {
            foreach (var query in new[] { "", "?after=nonsense", "?after=999999" })
            {
                (await ProblemAsync(await FeedReader.TryAsync(sanctions, caller, "sextant", query))).ShouldBe(nowhere);
            }
        }
    }

    [Theory]
    [InlineData("?after=nonsense", HttpStatusCode.BadRequest, "validation")]
    [InlineData("?after=", HttpStatusCode.BadRequest, "validation")]
    [InlineData("?after=-1", HttpStatusCode.BadRequest, "validation")]
    [InlineData("?after=1&after=2", HttpStatusCode.BadRequest, "validation")]
    [InlineData("?after=99999999999999999999", HttpStatusCode.BadRequest, "validation")]
    [InlineData("?limit=0", HttpStatusCode.BadRequest, "validation")]
    [InlineData("?limit=1001", HttpStatusCode.BadRequest, "validation")]
    [InlineData("?after=9223372036854775807", HttpStatusCode.Conflict, "cursorFromTheFuture")]
    public async Task A_cursor_that_is_none_is_refused_and_leaves_nothing_behind(string query, HttpStatusCode status, string code)
    {
        var asker = Seat("sextant", "moderator");

        using var answer = await FeedReader.TryAsync(sanctions, asker, "sextant", query);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString().ShouldBe(code);
        (await ReadsAsync(asker.Seats[0].Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_read_how_far_is_on_record()
    {
        await sanctions.DecideAsync((await sanctions.ReportAsync(Account())).Single(), permission: "danger");
        await sanctions.DecideAsync((await sanctions.ReportAsync(Account())).Single(), permission: "danger");
        var (asker, (key, bot)) = (Seat("sextant", "member"), await FeedReader.KeyAsync(sanctions, Ira, "sextant"));
        using var one = await FeedReader.TryAsync(sanctions, asker, "sextant", "?after=0&limit=1");
        using var two = await FeedReader.TryAsync(sanctions, bot, "sextant", "?after=1&limit=1");

        (await ReadsAsync(asker.Seats[0].Id)).ShouldBe([(0, 1)]);
        (await ReadsAsync(key)).ShouldBe([(1, 2)]);
    }

    [Fact]
    public async Task No_account_lies_readable_in_the_database()
    {
        var account = $"github:canaryfed{Guid.NewGuid():N}";
        await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), permission: "danger");
        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).ShouldContain(t => t.Account == account);

        (await Intake.PlaintextSearch.HitsAsync(sanctions.App.Database, "canaryfed", Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_follows_while_others_write_misses_nothing()
    {
        var accounts = Enumerable.Range(0, 24).Select(_ => Account()).ToList();
        var people = new List<Guid>();
        foreach (var account in accounts)
        {
            people.Add((await sanctions.ReportAsync(account)).Single());
        }

        var reader = new FeedReader(sanctions, Ira, "sextant");
        // Some for one body, some for all: they meet at this body's head.
        var writing = Task.WhenAll(people.Select((p, i) => i % 3 == 0
            ? sanctions.DecideAsync(p, "orrery", binding: true, permission: "danger") : sanctions.DecideAsync(p, permission: "danger")));
        while (!writing.IsCompleted)
        {
            await reader.ReadOnAsync(limit: 3);
        }

        await writing;
        await reader.ReadOnAsync();
        reader.Seen.Select(t => t.Seq).ShouldBe(Enumerable.Range(1, reader.Seen.Count).Select(n => (long)n), "in order, none left out, none twice");
        accounts.Except(reader.Seen.Select(t => t.Account!)).ShouldBeEmpty();
    }

    private static string Account() => $"github:{Guid.NewGuid():N}";

    private async Task<HttpStatusCode> StatusAsync(Caller caller)
    {
        using var answer = await FeedReader.TryAsync(sanctions, caller, "sextant");
        return answer.StatusCode;
    }

    // All of the answer but the trace.
    private static async Task<string> ProblemAsync(HttpResponseMessage answer)
    {
        using var sent = answer;
        var body = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>(Token);
        body!.Remove("traceId");
        return $"{answer.StatusCode} {string.Join(',', body.OrderBy(b => b.Key).Select(b => $"{b.Key}={b.Value}"))}";
    }

    private async Task<List<(long From, long To)>> ReadsAsync(Guid asker)
    {
        await using var command = sanctions.App.Daemon.CreateCommand("select from_seq, to_seq from app.standing_feed_reads where tenant_id = 'sextant' and asker = $1 order by from_seq");
        command.Parameters.AddWithValue(asker);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var reads = new List<(long, long)>();
        while (await reader.ReadAsync(Token))
        {
            reads.Add((reader.GetInt64(0), reader.GetInt64(1)));
        }

        return reads;
    }
}
