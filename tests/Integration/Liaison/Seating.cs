using System.Text.Json.Nodes;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

public sealed class Seating(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    [Fact]
    public async Task A_chair_proposes_another_seat_confirms_the_invitation_is_answered_once()
    {
        var (status, proposed) = await liaison.As("vera", "astrolabe", chair: true).PostAsync("/api/bodies/astrolabe/seats", Seat("yan@astrolabe.example"));
        status.ShouldBe(202);
        var change = (string)proposed["pendingChange"]!;

        (await liaison.As("vera", "astrolabe", chair: true).PostAsync($"/api/bodies/astrolabe/pending-changes/{change}/confirm")).ShouldBeRefusal("P8");
        var (_, pending) = await liaison.As("wim", "astrolabe").GetAsync("/api/bodies/astrolabe/pending-changes");
        pending["items"]!.AsArray().Select(i => (string)i!["id"]!).ShouldContain(change);
        var (confirmed, seat) = await liaison.As("wim", "astrolabe").PostAsync($"/api/bodies/astrolabe/pending-changes/{change}/confirm");

        confirmed.ShouldBe(200);
        ((string?)seat["invitation"]?["code"]).ShouldStartWith("CODE-");
        ((string)seat["account"]!).ShouldBe(LiaisonApp.AccountOf("yan@astrolabe.example").ToString());
        (await liaison.As("wim", "astrolabe").PostAsync($"/api/bodies/astrolabe/pending-changes/{change}/confirm")).Status.ShouldBe(404);
        var (_, listed) = await liaison.As("xia", "astrolabe").GetAsync("/api/bodies/astrolabe/seats");
        listed["items"]!.AsArray().ShouldContain(s => (string)s!["id"]! == (string)seat["id"]! && s["invitation"] == null);
    }

    [Fact]
    public async Task The_admin_fills_a_new_body_twice_then_needs_a_second()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", kind = "project", handling = "own" })).Status.ShouldBe(201);
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild" })).Status.ShouldBe(409);

        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", Seat("a@guild.example"))).Status.ShouldBe(201);
        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", Seat("b@guild.example"))).Status.ShouldBe(201);
        (await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", Seat("c@guild.example"))).Status.ShouldBe(202);
    }

    [Fact]
    public async Task A_third_elected_seat_of_one_employer_is_refused() =>
        (await liaison.Ira.PostAsync("/api/bodies/sextant/seats", Seat("pat@sextant.example", "Brightwater"))).ShouldBeRefusal("R34");

    [Fact]
    public async Task A_seat_that_ended_opens_nothing_although_the_ticket_still_says_so()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own" });
        var (_, seat) = await liaison.Admin.PostAsync($"/api/bodies/{slug}/seats", Seat("solo@guild.example"));
        var account = (string)seat["account"]!;
        var solo = new Asking(liaison.App.As(new Platform.Security.Caller(
            Platform.Security.CallerKind.Seat, account, [new Contracts.Channel.TicketSeat(Guid.Parse((string)seat["id"]!), slug, "member", false)])));
        (await solo.GetAsync($"/api/bodies/{slug}/seats")).Status.ShouldBe(200);

        (await solo.PostAsync($"/api/seats/{(string)seat["id"]!}/end")).Status.ShouldBe(200);

        (await solo.GetAsync($"/api/bodies/{slug}/seats")).Status.ShouldBe(404);
        (await solo.PostAsync($"/api/seats/{(string)seat["id"]!}/end")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_term_that_is_over_ends_the_seat_by_itself()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own" });
        var clock = liaison.App.Services.GetRequiredService<DomainClock>();
        var (status, seat) = await liaison.Admin.PostAsync(
            $"/api/bodies/{slug}/seats", new { account = "short@guild.example", role = "member", termEnd = clock.GetUtcNow().AddSeconds(4) });
        status.ShouldBe(201, seat.ToJsonString());

        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!(bool)(await liaison.ScalarAsync($"select ended from app.seats where seat = '{(string)seat["id"]!}'"))!)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }

        ((long)(await liaison.ScalarAsync($"select count(*) from mt.mt_events where type = 'seat_ended' and data ->> 'seat' = '{(string)seat["id"]!}'"))!).ShouldBe(1);
    }

    [Theory]
    [InlineData("vera", "astrolabe", "member", true)]
    [InlineData("juno", "sextant", "member", false)]
    [InlineData("nia", "quadrant", "liaison", false)]
    [InlineData("auditor", "orrery", "auditor", false)]
    public async Task Only_chair_and_admin_propose(string name, string body, string role, bool chair)
    {
        var (status, problem) = await liaison.As(name, body, role, chair).PostAsync("/api/bodies/sextant/seats", Seat("pat@sextant.example"));

        status.ShouldBe(404);
        ((string)problem["code"]!).ShouldBe("notFound");
    }

    [Fact]
    public async Task A_policy_change_waits_and_then_counts()
    {
        var (status, proposed) = await liaison.Eun.SendAsync(HttpMethod.Put, "/api/bodies/orrery/policy", new { acknowledgeWithin = new { hours = 24 } });
        status.ShouldBe(202);
        ((int)(await liaison.Eun.GetAsync("/api/bodies/orrery/policy")).Json["version"]!).ShouldBe(1);

        await liaison.As("ada", "orrery").PostAsync($"/api/bodies/orrery/pending-changes/{proposed["pendingChange"]}/confirm");

        var (_, policy) = await liaison.Eun.GetAsync("/api/bodies/orrery/policy");
        ((int)policy["version"]!).ShouldBe(2);
        ((int)policy["acknowledgeWithin"]!["hours"]!).ShouldBe(24);
        ((int)policy["panelMinimum"]!).ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"account":"no address","role":"member"}""", "account")]
    [InlineData("""{"account":"a@b.example","role":"king"}""", "role")]
    [InlineData("""{"account":"a@b.example","role":"member","accounts":[null]}""", "accounts[0]")]
    public async Task A_bad_seat_says_where(string body, string field)
    {
        var (status, problem) = await liaison.Ira.PostAsync("/api/bodies/sextant/seats", JsonNode.Parse(body));

        status.ShouldBe(400);
        problem["errors"]![field].ShouldNotBeNull(problem.ToJsonString());
    }

    private static object Seat(string email, string? employer = null) =>
        new { account = email, name = "Una Quist", role = "member", appointment = "elected", employer = employer ?? "Employer " + Guid.NewGuid().ToString("N")[..6] };
}

internal static class Answers
{
    public static void ShouldBeRefusal(this (int Status, JsonNode Json) answer, string rule)
    {
        answer.Status.ShouldBe(409, answer.Json.ToJsonString());
        ((string?)answer.Json["rule"]).ShouldBe(rule);
    }
}
