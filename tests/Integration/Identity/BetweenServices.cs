using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Identity;

public sealed class BetweenServices(IdentityApp identity) : IClassFixture<IdentityApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_gets_a_ticket_for_whom_it_may_speak_to_and_in_whose_name_it_says()
    {
        var (status, ticket) = await TicketAsync("cases:cases", "intake", "seat:5");

        status.ShouldBe(HttpStatusCode.OK);
        var caller = identity.App.Tickets.Read("intake", ticket!.Ticket)!;
        (caller.Kind, caller.Subject, caller.Acting).ShouldBe((CallerKind.Service, "cases", "seat:5"));
        identity.App.Tickets.Read("sanctions", ticket.Ticket).ShouldBeNull();
    }

    [Theory]
    [InlineData("cases:cases", "ledger", "system:1", HttpStatusCode.NotFound)]
    [InlineData("cases:cases", "", "system:1", HttpStatusCode.NotFound)]
    [InlineData("cases:cases", "intake", "account:1", HttpStatusCode.BadRequest)]
    [InlineData("cases:wrong", "intake", "system:1", HttpStatusCode.Unauthorized)]
    [InlineData("", "intake", "system:1", HttpStatusCode.Unauthorized)]
    public async Task All_else_is_refused(string credential, string audience, string acting, HttpStatusCode status) =>
        (await TicketAsync(credential, audience, acting)).Status.ShouldBe(status);

    [Fact]
    public async Task Internal_routes_take_services_only()
    {
        using var seat = identity.AsAccount(Guid.NewGuid());
        using var snapshot = await seat.GetAsync("/internal/snapshot", Token);
        using var match = await seat.PostAsJsonAsync("/internal/ties/match", new { }, Token);
        using var nobody = new HttpClient { BaseAddress = identity.App.Address };
        using var bare = await nobody.GetAsync("/internal/snapshot", Token);
        using var foreign = await nobody.SendAsync(With(new HttpRequestMessage(HttpMethod.Get, "/api/identity/me"), identity.App.Tickets.Mint("cases", new Caller(CallerKind.Seat, Guid.NewGuid().ToString(), []))), Token);

        new[] { snapshot.StatusCode, match.StatusCode, bare.StatusCode }.ShouldAllBe(s => s == HttpStatusCode.NotFound);
        foreign.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "a ticket for another service is none");
    }

    [Fact]
    public async Task Ties_match_by_account_and_name_without_being_readable()
    {
        var (hard, soft, none) = (await JoinAsync(), await JoinAsync(), await JoinAsync());
        (await PutAsync(hard, """[{"kind":"hard","accounts":["github:@Skyline-7"]},{"kind":"soft","names":["Somebody Else"]}]""")).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(soft, """[{"kind":"soft","names":["  CANARY   Person "],"employers":["CANARY Works"]}]""")).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(none, """[{"kind":"hard","accounts":["github:other"]}]""")).ShouldBe(HttpStatusCode.NoContent);
        using var intake = identity.App.AsService("intake");

        using var response = await intake.PostAsJsonAsync(
            "/internal/ties/match", new TiesQuestion([hard, soft, none], [new StatedPerson(["GitHub:skyline-7"], "canary person", null)]), Json.Options, Token);

        var answer = (await response.Content.ReadFromJsonAsync<TiesAnswer>(Json.Options, Token))!;
        answer.Hard.ShouldBe([hard]);
        answer.Soft.ShouldBe([new AccountTie(soft, 0)]);
        (await Intake.PlaintextSearch.HitsAsync(identity.App.Database, "canary", Token)).ShouldBeEmpty();
        using var own = identity.AsAccount(soft);
        (await own.GetStringAsync("/api/identity/ties", Token)).ShouldContain("CANARY Works");
        (await PutAsync(soft, "[]")).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(soft, """[{"kind":"other"}]""")).ShouldBe(HttpStatusCode.BadRequest);
        (await own.GetStringAsync("/api/identity/ties", Token)).ShouldBe("[]");
    }

    [Fact]
    public async Task Two_soft_ties_are_a_hard_one_and_a_tie_with_name_and_account_is_one()
    {
        var (two, one, mixed) = (await JoinAsync(), await JoinAsync(), await JoinAsync());
        (await PutAsync(two, """[{"kind":"soft","accounts":["github:skyline-8"]},{"kind":"soft","accounts":["github:skyline-8"],"names":["Rex Tie"]}]""")).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(one, """[{"kind":"soft","accounts":["github:skyline-8"],"names":["Rex Tie"]},{"kind":"soft","names":["Somebody Else"]}]""")).ShouldBe(HttpStatusCode.NoContent);
        (await PutAsync(mixed, """[{"kind":"soft","accounts":["github:skyline-8"]},{"kind":"hard","names":["Rex Tie"]}]""")).ShouldBe(HttpStatusCode.NoContent);
        using var intake = identity.App.AsService("intake");

        using var response = await intake.PostAsJsonAsync(
            "/internal/ties/match", new TiesQuestion([two, one, mixed], [new StatedPerson(["github:skyline-8"], "Rex Tie", null)]), Json.Options, Token);

        var answer = (await response.Content.ReadFromJsonAsync<TiesAnswer>(Json.Options, Token))!;
        answer.Hard.ShouldBe([two, mixed], ignoreOrder: true);
        answer.Soft.ShouldBe([new AccountTie(one, 0)]);
        using var later = await intake.PostAsJsonAsync("/internal/ties/match", new TiesQuestion([one], [new StatedPerson([], "somebody else", null)]), Json.Options, Token);
        (await later.Content.ReadFromJsonAsync<TiesAnswer>(Json.Options, Token))!.Soft.ShouldBe([new AccountTie(one, 1)], "another person, another tie: who asks about both counts two");
    }

    [Fact]
    public async Task The_snapshot_is_held_open_until_something_changes()
    {
        var (account, signedIn) = await identity.JoinAsync(IdentityApp.Unique(), "long enough 1");
        var session = new AccessTokens(identity.Settings.Rings).Read(signedIn.AccessToken)!.Value;
        using var gateway = identity.App.AsService("gateway");
        var known = await SnapshotAsync(gateway, 0, 0);
        known.Version.ShouldBeGreaterThanOrEqualTo(session.Version);
        known.Sessions!.ShouldContain(new SessionEntry(session.Session, account));

        var next = SnapshotAsync(gateway, known.Version, 10);
        next.IsCompleted.ShouldBeFalse();
        var seat = Guid.NewGuid();
        await identity.TellAsync(IdentityApp.Filled(seat, account, "sextant", chair: true));
        (await next).Memberships!.Single(m => m.Account == account).Seats.ShouldBe([new HeldSeat(seat, "sextant", "member", true, null)]);

        await identity.TellAsync(IdentityApp.Ended(seat, account, "sextant"));
        using var own = identity.AsAccount(account, session.Session);
        using var left = await own.PostAsync("/api/identity/logout", null, Token);
        left.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var last = await SnapshotAsync(gateway, 0, 0);
        last.Sessions!.ShouldNotContain(new SessionEntry(session.Session, account));
        (await SnapshotAsync(gateway, last.Version, 0)).Sessions.ShouldBeNull();
    }

    [Fact]
    public async Task Me_shows_the_seats_held_now()
    {
        var (account, _) = await identity.JoinAsync(IdentityApp.Unique(), "long enough 1", "Ada");
        var seat = Guid.NewGuid();
        var filled = IdentityApp.Filled(seat, account, "orrery");
        await identity.TellAsync(filled);
        await identity.TellAsync(filled);
        using var own = identity.AsAccount(account);

        var me = await own.GetFromJsonAsync<JsonElement>("/api/identity/me", Token);

        me.GetProperty("name").GetString().ShouldBe("Ada");
        var shown = me.GetProperty("seats").EnumerateArray().ShouldHaveSingleItem();
        (shown.GetProperty("id").GetGuid(), shown.GetProperty("body").GetString(), shown.GetProperty("role").GetString()).ShouldBe((seat, "orrery", "member"));
    }

    [Fact]
    public async Task A_seat_whose_term_is_over_is_mine_no_longer_though_nobody_said_that_it_ended()
    {
        var (account, _) = await identity.JoinAsync(IdentityApp.Unique(), "long enough 1");
        var (over, running, now) = (Guid.NewGuid(), Guid.NewGuid(), identity.App.Services.GetRequiredService<DomainClock>().GetUtcNow());
        await identity.TellAsync(IdentityApp.Filled(over, account, "sextant", termEnd: now));
        await identity.TellAsync(IdentityApp.Filled(running, account, "orrery", termEnd: now.AddDays(1)));
        using var own = identity.AsAccount(account);

        var me = await own.GetFromJsonAsync<JsonElement>("/api/identity/me", Token);

        me.GetProperty("seats").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(running);
    }

    private async Task<Guid> JoinAsync() => (await identity.JoinAsync(IdentityApp.Unique(), "long enough 1")).Account;

    private async Task<HttpStatusCode> PutAsync(Guid account, string ties)
    {
        using var http = identity.AsAccount(account);
        using var content = new StringContent(ties, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PutAsync("/api/identity/ties", content, Token);
        return response.StatusCode;
    }

    private static async Task<AccessSnapshot> SnapshotAsync(HttpClient http, long after, int wait) =>
        (await http.GetFromJsonAsync<AccessSnapshot>($"/internal/snapshot?after={after}&wait={wait}", Token))!;

    private static HttpRequestMessage With(HttpRequestMessage request, string ticket)
    {
        request.Headers.Add(Tickets.Header, ticket);
        return request;
    }

    private async Task<(HttpStatusCode Status, ServiceTicket? Ticket)> TicketAsync(string credential, string audience, string acting)
    {
        using var http = new HttpClient { BaseAddress = identity.App.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation(ServiceChannel.CredentialHeader, credential);
        using var response = await http.PostAsJsonAsync("/internal/service-tickets", new ServiceTicketRequest(audience, acting), Json.Options, Token);
        return (response.StatusCode, response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<ServiceTicket>(Token) : null);
    }
}
