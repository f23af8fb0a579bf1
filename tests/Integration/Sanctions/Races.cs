using System.Net;
using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Sanctions;
using Microsoft.Extensions.DependencyInjection;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>Two acts at the same moment: one comes first, none is lost, none counts twice.</summary>
public sealed class Races(SanctionsApp sanctions) : IClassFixture<SanctionsApp>
{
    private const int Rounds = 8;

    [Fact]
    public async Task No_copy_escapes_a_lift_that_comes_at_the_same_moment()
    {
        for (var i = 0; i < Rounds; i++)
        {
            var account = $"github:{Guid.NewGuid():N}";
            var person = (await sanctions.ReportAsync(account)).Single();
            var decided = await sanctions.DecideAsync(person, offer: new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(9)), permission: "danger");
            var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();
            (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

            var answers = await Task.WhenAll(sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/lift"), sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt"));

            answers[0].StatusCode.ShouldBe(HttpStatusCode.OK);
            answers[1].StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict);
            (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
            (await sanctions.StandingAsync(Vera, account, "astrolabe")).ShouldBe("clear");
        }
    }

    [Fact]
    public async Task What_was_lifted_while_it_was_caught_up_with_does_not_stand_again()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var decided = await sanctions.DecideAsync((await sanctions.ReportAsync(account)).Single(), permission: "danger");
        var (executor, store) = (sanctions.App.Services.GetRequiredService<SanctionExecutor>(), sanctions.App.Services.GetRequiredService<IEventStore>());
        var (changes, now) = (new Changes(), sanctions.Clock.GetUtcNow());
        await executor.CatchUpAsync(changes, new StreamKey("sextant", decided.Sanction), now, TestContext.Current.CancellationToken);
        (await sanctions.PostAsync(Ira, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await sanctions.PostAsync(Juno, $"/api/sanctions/{decided.Sanction}/lift")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var late = await Should.ThrowAsync<Exception>(() => store.AppendAsync(changes.ToAppend(new EventContext(now, Guid.NewGuid())), TestContext.Current.CancellationToken));

        Changes.IsOutrun(late).ShouldBeTrue();
        (await sanctions.StandingAsync(Ira, account, "sextant")).ShouldBe("clear");
        (await FeedReader.FromTheBeginningAsync(sanctions, Ira, "sextant")).Last(t => t.Account == account).Standing.ShouldBe("clear");
    }

    [Fact]
    public async Task Orders_closed_at_the_same_moment_are_all_counted()
    {
        var name = Guid.NewGuid().ToString("N");
        var person = (await sanctions.ReportAsync($"github:{name}", $"chat:{name}")).Single();
        var decided = await sanctions.DecideAsync(person, "orrery", binding: true, permission: "danger");
        var orders = (await sanctions.GetAsync(Eun, $"/api/sanctions/{decided.Sanction}")).GetProperty("orders").EnumerateArray()
            .Select(o => (Id: o.GetProperty("id").GetGuid(), Space: o.GetProperty("space").GetString()!)).ToList();
        orders.Count.ShouldBe(8);

        var answers = await Task.WhenAll(orders.Select(o => sanctions.PostAsync(
            o.Space.StartsWith("github:", StringComparison.Ordinal) ? GithubOwner : ChatAdmin, $"/api/orders/{o.Id}/done")));

        // Who loses too many races is told so and tries again; nothing is half done.
        foreach (var (order, answer) in orders.Zip(answers).Where(a => a.Second.StatusCode != HttpStatusCode.OK))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await sanctions.PostAsync(order.Space.StartsWith("github:", StringComparison.Ordinal) ? GithubOwner : ChatAdmin, $"/api/orders/{order.Id}/done")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await using var command = sanctions.App.Daemon.CreateCommand(
            "select (data -> 'progress' ->> 'openOrders')::int from mt.mt_events where stream_id = $1 and data ? 'progress' order by version desc limit 1");
        command.Parameters.AddWithValue(decided.Sanction);
        ((int)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!).ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_answers_twice_at_once_has_one_copy()
    {
        var account = $"github:{Guid.NewGuid():N}";
        var person = (await sanctions.ReportAsync(account)).Single();
        var decided = await sanctions.DecideAsync(person, offer: new DecidedOffer(["astrolabe"], "safety", sanctions.Clock.GetUtcNow().AddDays(9)), permission: "danger");
        var notice = (await sanctions.NoticeAsync(Vera, "astrolabe", decided)).GetProperty("id").GetGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => sanctions.PostAsync(Vera, $"/api/notices/{notice}/adopt")));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        (await sanctions.GetAsync(Vera, "/api/bodies/astrolabe/sanctions?limit=200")).GetProperty("items").EnumerateArray()
            .Count(s => s.GetProperty("person").GetProperty("id").GetGuid() == person).ShouldBe(1);
    }
}
