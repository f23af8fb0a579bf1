using System.Net;
using Coc.Contracts.Cases;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>The feed of a body tells what counts there, when it begins to and when it stops, and nothing else (R57, P2, P13, P18).</summary>
public sealed class FollowingStandings(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private static string Account() => $"github:{Guid.NewGuid():N}";

    [Fact]
    public async Task A_measure_is_told_when_it_is_released_and_when_it_is_lifted()
    {
        var account = Account();
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), lasts: TimeSpan.FromDays(45));
        var reader = new FeedReader(sanctions, Ira, "sextant");
        (await reader.WordsAsync(account)).ShouldBeEmpty("nobody was told yet");

        await sanctions.TellAsync(decided);

        var told = (await reader.ReadOnAsync()).Single(t => t.Account == account);
        (told.Standing, told.Cause).ShouldBe(("suspended", "imposed"));
        told.Until.ShouldNotBeNull().ShouldBe(sanctions.Clock.GetUtcNow().AddDays(45), TimeSpan.FromMinutes(5));
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await reader.WordsAsync(account)).ShouldBeEmpty("one seat is not two");
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.WordsAsync(account)).ShouldBe(["clear lifted"]);
    }

    [Fact]
    public async Task Numbers_begin_at_one_and_go_on_without_a_gap()
    {
        await sanctions.DecideAsync((await sanctions.ReportAsync(Account())).Single(), permission: "danger");

        var seen = await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant");

        seen.Select(t => t.Seq).ShouldBe(Enumerable.Range(1, seen.Count).Select(n => (long)n));
    }

    [Fact]
    public async Task Another_body_hears_of_it_when_it_adopts_it_and_when_the_origin_ends()
    {
        var account = Account();
        var offer = new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(10));
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), offer: offer, permission: "danger");
        var reader = new FeedReader(sanctions, Vera, "astrolabe");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/conflict-answer", new { answer = "none" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("flagged");
        (await reader.WordsAsync(account)).ShouldBeEmpty("an open notice is in no feed");

        (await sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.WordsAsync(account)).ShouldBe(["suspended adopted"]);
        await LiftAsync(decided);

        (await reader.WordsAsync(account)).ShouldBe(["clear lifted"]);
    }

    [Fact]
    public async Task What_the_foundation_decided_for_all_is_in_every_feed_also_of_a_body_that_joins()
    {
        var account = Account();
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), "orrery", "ban", binding: true, permission: "danger");
        var newcomer = $"newcomer-{Guid.NewGuid():N}";
        await sanctions.SayAsync(new Contracts.Liaison.BodyListed(Origin(), newcomer, "project", "own", "orrery", "meridian"));
        await sanctions.SayAsync(new Contracts.Liaison.BodyListed(Origin(), newcomer, "project", "foundation", "orrery", "meridian"));
        var readers = new[] { (Ira, "sextant"), (Vera, "astrolabe"), (Eun, "gnomon"), (Eun, "orrery"), (Seat(newcomer, "moderator"), newcomer) }
            .Select(r => new FeedReader(sanctions, r.Item1, r.Item2)).ToList();

        foreach (var reader in readers)
        {
            (await reader.WordsAsync(account)).ShouldBe(["banned imposed"]);
        }

        (await sanctions.PostAsync(Eun, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Ada, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var reader in readers)
        {
            (await reader.WordsAsync(account)).ShouldBe(["clear lifted"]);
        }
    }

    [Fact]
    public async Task While_another_measure_holds_the_end_of_one_clears_nobody()
    {
        var account = Account();
        var person = (await sanctions.ReportAsync(account)).Single();
        var reader = new FeedReader(sanctions, Ira, "sextant");
        await sanctions.DecideAsync(person, type: "temporaryLimit", lasts: TimeSpan.FromDays(20), permission: "danger");
        var ban = await sanctions.DecideAsync(person, type: "ban", permission: "danger");
        await sanctions.DecideAsync(person, type: "temporaryLimit", lasts: TimeSpan.FromDays(10), permission: "danger");

        await LiftAsync(ban);

        (await reader.WordsAsync(account)).ShouldBe(["limited imposed", "banned imposed", "limited lifted"]);
        reader.Seen.Last(t => t.Account == account).Until.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_account_that_becomes_known_later_is_told_then()
    {
        var (first, second) = (Account(), Account());
        var person = (await sanctions.ReportAsync(first)).Single();
        await sanctions.DecideAsync(person, permission: "danger");
        var reader = new FeedReader(sanctions, Ira, "sextant");
        (await reader.WordsAsync(first, second)).ShouldBe(["suspended imposed"]);

        var inCase = Guid.NewGuid();
        sanctions.App.Neighbours.Answer($"GET /internal/cases/{inCase}/subjects/{person}/accounts", new Contracts.Channel.SubjectAccounts([second], null));
        await sanctions.SayAsync(new SubjectConfirmed(Origin(), inCase, person));

        await Fixtures.Eventually.TrueAsync(async () => (await reader.WordsAsync(first, second)).SequenceEqual(["suspended imposed"]), "the second account is not told");
    }

    [Fact]
    public async Task An_emergency_measure_against_somebody_never_heard_of_is_told_with_the_account()
    {
        var account = Account();
        sanctions.App.Neighbours.Answer("POST /internal/forwardings", new Contracts.Channel.ForwardingAnswer("CODE", null, Guid.NewGuid()));
        var reader = new FeedReader(sanctions, Ira, "sextant");
        await reader.ReadOnAsync();

        (await sanctions.PostAsync(Ira, "/api/bodies/sextant/emergency", new
        {
            account, space = "github:sextant", kind = "removeAccount", until = sanctions.Clock.GetUtcNow().AddHours(5), whatHappened = "Threats.", alreadyDone = false,
        })).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await reader.WordsAsync(account)).ShouldBe(["suspended imposed"]);
        (await reader.WordsAsync(account)).ShouldBeEmpty();
        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).ShouldContain(t => t.Account == account); // from what was kept by the first reader
    }

    private async Task LiftAsync(Decided decided)
    {
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
