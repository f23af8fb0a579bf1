using System.Net;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>What time, an appeal or an erasure takes out of the feed (P19); a class of its own, because it moves the clock.</summary>
public sealed class FeedsByTheClock(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_term_is_told_as_expired_from_its_instant_on_however_late_the_due_work_is()
    {
        var account = Account();
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), lasts: TimeSpan.FromDays(3), permission: "danger");
        await ExecuteAsync("update app.due set leased = now() + interval '1 year'"); // somebody took it and is gone
        var reader = new FeedReader(sanctions, Ira, "sextant");
        var until = (await reader.ReadOnAsync()).Single(t => t.Account == account).Until!.Value;

        sanctions.Clock.Offset += until - sanctions.Clock.GetUtcNow() - TimeSpan.FromSeconds(30);
        (await reader.WordsAsync(account)).ShouldBeEmpty("it is not over yet");
        sanctions.Clock.Offset += TimeSpan.FromSeconds(30);

        (await reader.WordsAsync(account)).ShouldBe(["clear expired"]);
        (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString().ShouldBe("active", "the due work has not come");
        await ExecuteAsync("update app.due set leased = null");
        await Fixtures.Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "ended", "it does not end");
        (await reader.WordsAsync(account)).ShouldBeEmpty("it is told once");
    }

    [Fact]
    public async Task Ninety_days_after_its_end_nothing_is_told_of_it_any_more_and_what_holds_stays()
    {
        var (over, holds) = (Account(), Account());
        await sanctions.DecideAsync((await sanctions.ReportAsync(over)).Single(), lasts: TimeSpan.FromDays(3), permission: "danger");
        await sanctions.DecideAsync((await sanctions.ReportAsync(holds)).Single(), type: "ban", permission: "danger");
        var reader = new FeedReader(sanctions, Ira, "sextant");
        var imposed = (await reader.ReadOnAsync()).Single(t => t.Account == over);
        sanctions.Clock.Offset += TimeSpan.FromDays(4);
        var expired = (await reader.ReadOnAsync()).Single(t => t.Account == over);

        sanctions.Clock.Offset += TimeSpan.FromDays(88);
        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).Count(t => t.Account == over).ShouldBe(2);
        sanctions.Clock.Offset += TimeSpan.FromDays(2);

        var seen = await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant");
        seen.Where(t => t.Seq == imposed.Seq || t.Seq == expired.Seq).ShouldBe([new(imposed.Seq, null, null, null, null, true), new(expired.Seq, null, null, null, null, true)]);
        seen.ShouldContain(t => t.Account == holds && t.Standing == "banned");
        (await RowsAsync(imposed.Seq, expired.Seq)).ShouldBe((2, 2), "nothing remains in the rows");
    }

    [Fact]
    public async Task What_was_overturned_is_gone_at_once_and_who_had_read_it_hears_that_it_was_wrong()
    {
        var account = Account();
        var person = (await sanctions.ReportAsync(account)).Single();
        var limited = await sanctions.DecideAsync(person, type: "temporaryLimit", lasts: TimeSpan.FromDays(60), permission: "danger");
        var offer = new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10));
        var decided = await sanctions.DecideAsync(person, type: "ban", offer: offer, permission: "danger");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var (here, there) = (new FeedReader(sanctions, Ira, "sextant"), new FeedReader(sanctions, Vera, "astrolabe"));
        var banned = ((await here.ReadOnAsync()).Single(t => t.Account == account && t.Standing == "banned").Seq, (await there.ReadOnAsync()).Single(t => t.Account == account).Seq);

        await sanctions.SayAsync(new SanctionsOverturned(Origin(), decided.Case, [decided.Sanction], "overturned"));

        (await here.WordsAsync(account)).ShouldBe(["limited overturned"]);
        (await there.WordsAsync(account)).ShouldBeEmpty("who adopted it decides anew");
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/redecide", new { keepOnOwnGrounds = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await there.WordsAsync(account)).ShouldBe(["clear overturned"]);
        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).Single(t => t.Seq == banned.Item1).ShouldBe(new(banned.Item1, null, null, null, null, true));
        (await FeedReader.FromTheBeginningAsync(sanctions, Vera, "astrolabe")).Single(t => t.Seq == banned.Item2).ShouldBe(new(banned.Item2, null, null, null, null, true));
        limited.Person.ShouldBe(person);
    }

    [Fact]
    public async Task What_was_over_when_it_was_overturned_is_gone_too_in_every_body()
    {
        var account = Account();
        var offer = new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10));
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), lasts: TimeSpan.FromDays(2), offer: offer, permission: "danger");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        sanctions.Clock.Offset += TimeSpan.FromDays(3);
        await Fixtures.Eventually.TrueAsync(async () => (await sanctions.GetAsync(Ira, $"/api/sanctions/{decided.Sanction}")).GetProperty("state").GetString() == "ended", "it does not end");
        var (here, there) = (new FeedReader(sanctions, Ira, "sextant"), new FeedReader(sanctions, Vera, "astrolabe"));
        (await here.WordsAsync(account)).ShouldBe(["suspended imposed", "clear expired"]);
        (await there.WordsAsync(account)).ShouldBe(["suspended adopted", "clear expired"]);

        await sanctions.SayAsync(new SanctionsOverturned(Origin(), decided.Case, [decided.Sanction], "overturned"));

        (await here.WordsAsync(account)).ShouldBe(["clear overturned"]);
        (await there.WordsAsync(account)).ShouldBe(["clear overturned"]);
        (await FeedReader.FromTheBeginningAsync(sanctions, Vera, "astrolabe")).Where(t => t.Account == account).Select(t => t.Cause).ShouldBe(["overturned"]);
    }

    [Fact]
    public async Task An_account_that_was_somebody_elses_is_corrected_and_what_was_told_of_it_is_gone()
    {
        var (mine, theirs) = (Account(), Account());
        var person = (await sanctions.ReportAsync(mine, theirs)).Single();
        var decided = await sanctions.DecideAsync(person, "orrery", "ban", binding: true, permission: "danger");
        var readers = new[] { new FeedReader(sanctions, Ira, "sextant"), new FeedReader(sanctions, Vera, "astrolabe") };
        foreach (var reader in readers)
        {
            (await reader.WordsAsync(mine, theirs)).ShouldBe(["banned imposed", "banned imposed"]);
        }

        var other = (await sanctions.ReportAsync(new StatedPerson([], "Somebody else", null))).Single();
        sanctions.App.Neighbours.Answer<PersonNeededQuestion>($"POST /internal/persons/{person}/needed", _ => new PersonNeeded(false));
        sanctions.App.Neighbours.Answer($"GET /internal/cases/{decided.Case}/subjects/{other}/accounts", new SubjectAccounts([theirs], person));
        await sanctions.SayAsync(new SubjectConfirmed(Origin(), decided.Case, other));

        foreach (var reader in readers)
        {
            (await reader.WordsAsync(mine)).ShouldBeEmpty();
            reader.Seen.Where(t => t.Account == theirs).Select(t => $"{t.Standing} {t.Cause}").ShouldBe(["banned imposed", "clear corrected"]);
        }

        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).Where(t => t.Account == theirs).Select(t => t.Cause).ShouldBe(["corrected"]);
        (await sanctions.StandingAsync(Ira, theirs, "sextant")).ShouldBe("clear");
        (await sanctions.StandingAsync(Ira, mine, "sextant")).ShouldBe("banned");
    }

    [Fact]
    public async Task What_was_in_force_before_there_was_a_feed_begins_it()
    {
        var account = Account();
        await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), "orrery", "ban", binding: true, permission: "danger");
        await OwnerAsync("do $$ declare b varchar; begin for b in select slug from app.bodies loop perform set_config('coc.tenant', b, true); delete from app.standing_feed; delete from app.standing_told; delete from app.standing_heads; end loop; end $$");
        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).ShouldBeEmpty();
        var (_, script) = Coc.Platform.Maintenance.Migration.Scripts(typeof(Coc.Sanctions.SanctionsModule).Assembly).Single(s => s.Name.StartsWith("090", StringComparison.Ordinal));

        await OwnerAsync(script[script.IndexOf("do $$", StringComparison.Ordinal)..]);

        foreach (var (caller, body) in new[] { (Ira, "sextant"), (Vera, "astrolabe"), (Eun, "orrery") })
        {
            (await FeedReader.FromTheBeginningAsync(sanctions, caller, body)).Single(t => t.Account == account).Cause.ShouldBe("imposed");
        }
    }

    [Fact]
    public async Task Of_who_was_erased_nothing_is_told()
    {
        var account = Account();
        sanctions.App.Neighbours.Answer("POST /internal/forwardings", new ForwardingAnswer("CODE", null, Guid.NewGuid()));
        (await sanctions.PostAsync(Ira, "/api/bodies/sextant/emergency", new
        {
            account, space = "github:sextant", kind = "mute", until = sanctions.Clock.GetUtcNow().AddHours(5), whatHappened = "Shouting.", alreadyDone = true,
        })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var told = (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).Single(t => t.Account == account);
        var person = await PersonOfAsync(account);
        sanctions.App.Neighbours.Answer<PersonNeededQuestion>($"POST /internal/persons/{person}/needed", _ => new PersonNeeded(false));

        await sanctions.SayAsync(new IdentityErased(Origin(), Guid.NewGuid(), person, []));

        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).Single(t => t.Seq == told.Seq).ShouldBe(new(told.Seq, null, null, null, null, true));
    }

    private static string Account() => $"github:{Guid.NewGuid():N}";

    private async Task<Guid> PersonOfAsync(string account)
    {
        using var http = sanctions.App.AsService("cases");
        using var found = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(http, "/internal/persons/find", new PersonsQuestion([account]), Token);
        return (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<PersonsAnswer>(found.Content, Token))!.Persons.Single();
    }

    private async Task<(long Gone, long Empty)> RowsAsync(params long[] seqs)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(
            "select count(*) filter (where gone), count(*) filter (where account_hash = '' and about = '{}') from app.standing_feed where tenant_id = 'sextant' and seq = any ($1)");
        command.Parameters.AddWithValue(seqs);
        await using var reader = await command.ExecuteReaderAsync(Token);
        await reader.ReadAsync(Token);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task OwnerAsync(string sql)
    {
        await using var owner = Npgsql.NpgsqlDataSource.Create(sanctions.App.Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = sanctions.App.Daemon.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
