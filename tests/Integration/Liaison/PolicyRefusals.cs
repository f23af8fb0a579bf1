using System.Text.Json.Nodes;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>What would stop a body is refused with the rule it breaks, and nothing is applied.</summary>
public sealed class PolicyRefusals(LiaisonApp liaison) : IClassFixture<LiaisonApp>
{
    private DateTimeOffset Now => liaison.App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    [Theory]
    [InlineData("""{"quorum":"6"}""", "R42")]
    [InlineData("""{"panelMinimum":6}""", "P1")]
    [InlineData("""{"arbiter":"sextant"}""", "R17")]
    [InlineData("""{"arbiter":"nobody"}""", "R17")]
    [InlineData("""{"calendar":{"weekdays":[],"holidays":[]}}""", "R9")]
    public async Task A_policy_that_cannot_work_is_refused(string policy, string rule)
    {
        var before = (await liaison.Ira.GetAsync("/api/bodies/sextant/policy")).Json["version"]!.ToJsonString();

        (await liaison.Ira.SendAsync(HttpMethod.Put, "/api/bodies/sextant/policy", JsonNode.Parse(policy))).ShouldBeRefusal(rule);

        (await liaison.Ira.GetAsync("/api/bodies/sextant/policy")).Json["version"]!.ToJsonString().ShouldBe(before);
        (await liaison.Ira.GetAsync("/api/bodies/sextant/pending-changes")).Json["items"]!.AsArray().Where(i => (string?)i!["kind"] == "policy").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_body_with_such_a_policy_is_not_added()
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];

        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", policy = new { arbiter = slug } })).ShouldBeRefusal("R17");
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", policy = new { memberSeats = 3, quorum = "4" } })).ShouldBeRefusal("R42");
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", policy = new { quorum = "7" } })).ShouldBeRefusal("R42");

        (await liaison.Anyone.GetAsync("/api/bodies/" + slug)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Two_bodies_do_not_name_each_other_as_arbiters_not_even_confirmed_one_after_the_other()
    {
        var (one, other) = (await NewBodyAsync("{}"), await NewBodyAsync("{}"));
        (await liaison.Admin.SendAsync(HttpMethod.Put, $"/api/bodies/{one}/policy", new { arbiter = other })).Status.ShouldBe(200);

        (await liaison.Admin.SendAsync(HttpMethod.Put, $"/api/bodies/{other}/policy", new { arbiter = one })).ShouldBeRefusal("R17");
    }

    [Fact]
    public async Task Nobody_decides_in_two_bodies_that_do_not_go_together()
    {
        var steering = await NewBodyAsync("{}");
        var watching = await NewBodyAsync($$"""{"notTogetherWith":["{{steering}}"]}""");
        (await FillAsync(steering, "both@guild.example", "member")).Status.ShouldBe(201);

        (await FillAsync(watching, "both@guild.example", "member")).ShouldBeRefusal("R34");
        (await FillAsync(watching, "both@guild.example", "liaison")).Status.ShouldBe(201);
        (await FillAsync(watching, "other@guild.example", "member")).Status.ShouldBe(201);
        (await FillAsync(steering, "other@guild.example", "member")).ShouldBeRefusal("R34"); // seen from the other side as well
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData(null, "9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59Z", null)]
    public async Task Terms_at_the_ends_of_the_calendar_are_refused(string? start, string? end)
    {
        var (status, problem) = await liaison.Ira.PostAsync("/api/bodies/sextant/seats", new { account = "far@sextant.example", role = "member", termStart = start, termEnd = end });

        status.ShouldBe(400, problem.ToJsonString());
        (problem["errors"]!["termStart"] ?? problem["errors"]!["termEnd"]).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("2031-01-01T00:00:00Z", "2030-01-01T00:00:00Z")]
    [InlineData("2031-01-01T00:00:00Z", "2031-01-01T00:00:00Z")]
    [InlineData(null, "2020-01-01T00:00:00Z")]
    public async Task A_term_that_ends_before_it_begins_is_refused_with_the_rule(string? start, string end)
    {
        var seats = await liaison.ScalarAsync("select count(*) from mt.mt_events where type like 'seat_%'");

        (await liaison.Ira.PostAsync("/api/bodies/sextant/seats", new { account = "back@sextant.example", role = "member", termStart = start, termEnd = end })).ShouldBeRefusal("R36");
        (await liaison.Ira.SendAsync(HttpMethod.Patch, $"/api/seats/{LiaisonApp.SeatOf("lou", "sextant")}", new { termEnd = "2020-01-01T00:00:00Z" })).ShouldBeRefusal("R36");

        (await liaison.ScalarAsync("select count(*) from mt.mt_events where type like 'seat_%'")).ShouldBe(seats);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task A_policy_takes_effect_in_our_time(string from) =>
        (await liaison.Ira.SendAsync(HttpMethod.Put, "/api/bodies/sextant/policy", new { effectiveFrom = from })).Status.ShouldBe(400);

    [Fact]
    public async Task A_seat_of_a_later_term_opens_nothing_until_its_day()
    {
        var body = await NewBodyAsync("{}");
        var clock = liaison.App.Services.GetRequiredService<DomainClock>();
        var (status, seat) = await liaison.Admin.PostAsync(
            $"/api/bodies/{body}/seats", new { account = "later@guild.example", role = "member", termStart = clock.GetUtcNow().AddSeconds(2), termEnd = Now.AddYears(2) });
        status.ShouldBe(201, seat.ToJsonString());
        seat["invitation"].ShouldNotBeNull();
        (await EventsAsync("seat_appointed", seat)).ShouldBe(1);
        (await EventsAsync("seat_filled", seat)).ShouldBe(0);
        var holder = new Asking(liaison.App.As(new Platform.Security.Caller(
            Platform.Security.CallerKind.Seat, (string)seat["account"]!, [new Contracts.Channel.TicketSeat(Guid.Parse((string)seat["id"]!), body, "member", false)])));
        (await holder.GetAsync($"/api/bodies/{body}/seats")).Status.ShouldBe(404);

        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await EventsAsync("seat_filled", seat) == 0)
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }

        (await holder.GetAsync($"/api/bodies/{body}/seats")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Emeritus_is_shown_and_opens_nothing()
    {
        var body = await NewBodyAsync("{}");
        var (_, seat) = await liaison.Admin.PostAsync($"/api/bodies/{body}/seats", new { account = "leaving@guild.example", name = "Una Quist", role = "member" });
        var id = (string)seat["id"]!;
        (await liaison.Admin.PostAsync($"/api/seats/{id}/emeritus", new { emeritus = true })).ShouldBeRefusal("R36");
        (await liaison.Admin.PostAsync($"/api/seats/{id}/end")).Status.ShouldBe(200);

        (await liaison.Admin.PostAsync($"/api/seats/{id}/emeritus", new { emeritus = true })).Status.ShouldBe(200);

        ((string?)(await liaison.Anyone.GetAsync("/api/bodies/" + body)).Json["emeritus"]![0]!["name"]).ShouldBe("Una Quist");
        (await liaison.Anyone.GetAsync("/api/bodies/" + body)).Json["responders"]!.AsArray().ShouldBeEmpty();
        (await liaison.Ira.PostAsync($"/api/seats/{id}/emeritus", new { emeritus = false })).Status.ShouldBe(404);
    }

    private async Task<long> EventsAsync(string type, JsonNode seat) =>
        (long)(await liaison.ScalarAsync($"select count(*) from mt.mt_events where type = '{type}' and data ->> 'seat' = '{(string)seat["id"]!}'"))!;

    private async Task<string> NewBodyAsync(string policy)
    {
        var slug = "guild-" + Guid.NewGuid().ToString("N")[..8];
        (await liaison.Admin.PostAsync("/api/bodies", new { slug, name = "Guild", handling = "own", policy = JsonNode.Parse(policy) })).Status.ShouldBe(201);
        return slug;
    }

    private Task<(int Status, JsonNode Json)> FillAsync(string body, string account, string role) => liaison.Admin.PostAsync($"/api/bodies/{body}/seats", new { account, role });
}
