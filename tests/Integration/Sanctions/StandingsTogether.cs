using System.Net;
using Coc.Contracts.Cases;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;
using Coc.Sanctions.Features.CheckingStanding;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Checks that wait at the same moment are read together (decision 72): each is told what it is told alone.</summary>
public sealed class StandingsTogether(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_shares_a_trip_is_told_what_is_for_them_and_no_more()
    {
        var (offered, suspended) = await SuspendAsync(new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10)));
        var everywhere = $"github:{Guid.NewGuid():N}";
        await sanctions.DecideAsync((await sanctions.ReportAsync(everywhere)).Single(), "orrery", "ban", binding: true, permission: "danger");
        var inOneSpace = $"github:{Guid.NewGuid():N}";
        await sanctions.DecideAsync((await sanctions.ReportAsync(inOneSpace)).Single(), type: "mute", spaces: ["chat:sextant"], permission: "danger");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", offered)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/conflict-answer", new { answer = "none" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var (_, ours) = await FeedReader.KeyAsync(sanctions, Ira, "sextant");
        var (_, theirs) = await FeedReader.KeyAsync(sanctions, Vera, "astrolabe");
        (Caller Asker, string Account, string Body, string? Space, string Told)[] questions =
        [
            (Ira, suspended, "sextant", null, "suspended"), (ours, suspended, "sextant", null, "suspended"),
            (Vera, suspended, "astrolabe", null, "flagged"), (Wim, suspended, "astrolabe", null, "clear"), (theirs, suspended, "astrolabe", null, "clear"),
            (Seat("astrolabe", "moderator"), suspended, "astrolabe", null, "clear"), (Eun, suspended, "gnomon", null, "clear"),
            (Ira, everywhere, "sextant", null, "banned"), (theirs, everywhere, "astrolabe", null, "banned"), (Eun, everywhere, "gnomon", "github:gnomon", "banned"),
            (Ira, inOneSpace, "sextant", "chat:sextant", "limited"), (ours, inOneSpace, "sextant", "github:sextant", "clear"), (Juno, inOneSpace, "sextant", null, "limited"),
            (Wim, inOneSpace, "astrolabe", "chat:sextant", "clear"), (Juno, "github:nobody-here", "sextant", null, "clear"),
            (theirs, suspended, "sextant", null, "404"), (ours with { Subject = "wrong" }, suspended, "sextant", null, "404"), (ours, everywhere, "astrolabe", null, "404"),
        ];

        var told = await TogetherAsync([.. questions.Select(q => (Func<Task<string>>)(() => ToldAsync(q.Asker, q.Account, q.Body, q.Space)))]);

        told.ShouldBe(questions.Select(q => q.Told));
        foreach (var q in questions)
        {
            (await ToldAsync(q.Asker, q.Account, q.Body, q.Space)).ShouldBe(q.Told, "alone");
        }
    }

    [Fact]
    public async Task A_lift_is_seen_by_whoever_asks_after_it()
    {
        var (decided, account) = await SuspendAsync();
        Task<string> before;
        await using (var locked = await LockAsync())
        {
            before = ToldAsync(Ira, account, "sextant");
            await Eventually.TrueAsync(async () => await StuckAsync() == 1, "the first check does not wait");
        }

        (await before).ShouldBe("suspended");
        foreach (var seat in new[] { Ira, Juno })
        {
            await sanctions.PostAsync(seat, $"/api/sanctions/{decided.Sanction}/lift");
        }

        (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ToldAsync(Juno, account, "sextant")))).ShouldAllBe(t => t == "clear");
    }

    [Fact]
    public async Task An_outage_is_503_for_all_of_a_trip_and_the_next_one_is_answered()
    {
        var (_, account) = await SuspendAsync();
        Task<string> first;
        Task<string>[] others;
        await using (var locked = await LockAsync())
        {
            first = ToldAsync(Ira, account, "sextant");
            await Eventually.TrueAsync(async () => await StuckAsync() == 1, "the first check does not wait");
            others = [ToldAsync(Ira, account, "sextant"), ToldAsync(Vera, account, "astrolabe"), ToldAsync(Juno, account, "sextant")];
            await Eventually.TrueAsync(() => Task.FromResult(Table.Waiting == others.Length), "the others do not wait");
            await EndAsync();
            (await first).ShouldBe("503");
            await Eventually.TrueAsync(async () => await StuckAsync() == 1, "the others are not asked for");
            await EndAsync();
            (await Task.WhenAll(others)).ShouldBe(["503", "503", "503"]);
        }

        (await ToldAsync(Ira, account, "sextant")).ShouldBe("suspended");
    }

    [Fact]
    public async Task Who_hangs_up_takes_nobody_along()
    {
        var (_, account) = await SuspendAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var http = sanctions.App.As(Ira);
        Task<string> stays;
        await using (var locked = await LockAsync())
        {
            var leaves = http.GetAsync(new Uri($"/api/standing?account={account}&body=sextant", UriKind.Relative), leaving.Token);
            await Eventually.TrueAsync(async () => await StuckAsync() == 1, "the first check does not wait");
            stays = ToldAsync(Juno, account, "sextant");
            await Eventually.TrueAsync(() => Task.FromResult(Table.Waiting == 1), "the other does not wait");
            await leaving.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(leaves);
        }

        (await stays).ShouldBe("suspended");
    }

    private StandingTable Table => sanctions.App.Services.GetRequiredService<StandingTable>();

    private async Task<(Decided Decided, string Account)> SuspendAsync(DecidedOffer? offer = null)
    {
        var account = $"github:{Guid.NewGuid():N}";
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), offer: offer, permission: offer is null ? "danger" : null);
        if (offer is not null)
        {
            await sanctions.TellAsync(decided);
        }

        return (decided, account);
    }

    // One is held up in the database; all others gather behind it and go together.
    private async Task<string[]> TogetherAsync(Func<Task<string>>[] questions)
    {
        Task<string> first;
        Task<string>[] others;
        await using (var locked = await LockAsync())
        {
            first = ToldAsync(Ira, "github:first-of-all", "sextant");
            await Eventually.TrueAsync(async () => await StuckAsync() == 1, "the first check does not wait");
            others = [.. questions.Select(q => q())];
            await Eventually.TrueAsync(() => Task.FromResult(Table.Waiting == others.Length), "the others do not wait");
        }

        (await first).ShouldBe("clear");
        return await Task.WhenAll(others);
    }

    /// <summary>The word, or the number of a refusal.</summary>
    private async Task<string> ToldAsync(Caller caller, string account, string body, string? space = null)
    {
        using var http = sanctions.App.As(caller);
        using var answer = await http.GetAsync(
            new Uri($"/api/standing?account={Uri.EscapeDataString(account)}&body={body}{(space is null ? "" : $"&space={Uri.EscapeDataString(space)}")}", UriKind.Relative), Token);
        return answer.IsSuccessStatusCode
            ? System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("standing").GetString()!
            : $"{(int)answer.StatusCode}";
    }

    private async Task<Locked> LockAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(sanctions.App.Database.Owner) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("begin; lock table app.standing in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync(Token);
        return new(connection);
    }

    // Others read that table too.
    private const string Stuck = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'select q.n, s.level, s.until_at %'";

    private Task<long> StuckAsync() => SuperuserAsync("select count(*) " + Stuck);

    private Task<long> EndAsync() => SuperuserAsync("select count(*) filter (where pg_terminate_backend(pid, 5000)) " + Stuck);

    private async Task<long> SuperuserAsync(string sql)
    {
        await using var superuser = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(sanctions.App.Database.Superuser) { Pooling = false });
        await using var command = superuser.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private sealed record Locked(NpgsqlConnection Connection) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
