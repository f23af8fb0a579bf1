using System.Net;
using System.Net.Http.Json;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Integration.Identity;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Gateway;

public sealed class WhoIsAsking(GatewayApp gateway) : IClassFixture<GatewayApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/cases/1?x=2", "cases")]
    [InlineData("/api/bodies/sextant/seats", "liaison")]
    [InlineData("/api/standing?account=github:x&body=sextant", "sanctions")]
    [InlineData("/api/receipt", "intake")]
    public async Task Each_service_gets_a_ticket_for_itself(string path, string service)
    {
        using var http = gateway.Client();
        var seen = await GatewayApp.ReflectAsync(http, path);

        seen.Service.ShouldBe(service);
        (seen.Path + seen.Query).ShouldBe(path);
        seen.Caller!.Kind.ShouldBe(CallerKind.Public);
    }

    [Fact]
    public async Task A_session_arrives_as_its_account_with_the_seats_it_holds_now()
    {
        var (http, account, signedIn) = await gateway.SignInAsync();
        (await GatewayApp.ReflectAsync(http, "/api/cases/1")).Caller!.Seats.ShouldBeEmpty();

        var seat = Guid.NewGuid();
        await gateway.Identity.TellAsync(IdentityApp.Filled(seat, account, "sextant"));
        await Eventually.TrueAsync(
            async () => (await GatewayApp.ReflectAsync(http, "/api/cases/1")).Caller!.Seats.SequenceEqual([new TicketSeat(seat, "sextant", "member", false)]), "the seat does not come");
        var seen = await GatewayApp.ReflectAsync(http, "/api/cases/1");
        (seen.Caller!.Kind, seen.Caller.Account).ShouldBe((CallerKind.Seat, account));
        seen.Headers.ShouldNotContainKey("authorization");
        seen.Headers.Values.ShouldNotContain(v => v.Contains(signedIn.AccessToken, StringComparison.Ordinal));

        await gateway.Identity.TellAsync(IdentityApp.Ended(seat, account, "sextant"));
        await Eventually.TrueAsync(async () => (await GatewayApp.ReflectAsync(http, "/api/cases/1")).Caller!.Seats.Count == 0, "the seat does not go");
        http.Dispose();
    }

    [Fact]
    public async Task A_seat_whose_term_is_over_by_the_systems_clock_is_in_no_ticket_though_nobody_said_that_it_ended()
    {
        var (http, account, _) = await gateway.SignInAsync();
        var (ending, staying) = (Guid.NewGuid(), Guid.NewGuid());
        var now = gateway.Identity.App.Services.GetRequiredService<DomainClock>().GetUtcNow();
        await gateway.Identity.TellAsync(IdentityApp.Filled(ending, account, "sextant", termEnd: now.AddDays(1)));
        await gateway.Identity.TellAsync(IdentityApp.Filled(staying, account, "orrery", termEnd: now.AddDays(3)));
        await Eventually.TrueAsync(async () => await SeatsAsync(ending, staying), "the seats do not come");

        gateway.Identity.App.Neighbours.Answer("PUT /internal/clock", new { });
        using var admin = gateway.Identity.AsAccount(Coc.Identity.Accounts.Account.IdOf("admin@orrery.example"));
        using var moved = await admin.PostAsJsonAsync("/api/demo/clock", new { advance = "P2D" }, Token);

        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => await SeatsAsync(staying), "the seat does not go");
        http.Dispose();

        async Task<bool> SeatsAsync(params Guid[] held) => (await GatewayApp.ReflectAsync(http, "/api/cases/1")).Caller!.Seats.Select(s => s.Id).ToHashSet().SetEquals(held);
    }

    [Theory]
    [InlineData("Receipt", "/api/receipt", CallerKind.Receipt)]
    [InlineData("Room", "/api/room", CallerKind.Room)]
    [InlineData("Api-Key", "/api/standing", CallerKind.Bot)]
    public async Task Codes_travel_inside_the_ticket_only(string header, string path, CallerKind kind)
    {
        const string canary = "CANA-RYCO-DE12-3456-7890";
        using var http = gateway.Client((header, canary));
        var seen = await GatewayApp.ReflectAsync(http, path);

        (seen.Caller!.Kind, seen.Caller.Subject).ShouldBe((kind, canary));
        seen.Headers.Values.ShouldNotContain(v => v.Contains(canary, StringComparison.Ordinal));
        gateway.Log.All.ShouldNotContain(l => l.Contains(canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_client_says_about_itself_stays_outside()
    {
        var forged = gateway.Identity.App.Tickets.Mint("cases", new Caller(CallerKind.Service, "intake", []));
        using var http = gateway.Client(
            ("Coc-Ticket", forged), ("Coc-Tenant", "sextant"), ("Coc-Credential", "cases:cases"), ("X-Forwarded-For", "10.1.1.1"), ("X-Forwarded-Host", "x"), ("Forwarded", "for=10.1.1.1"),
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("tracestate", "a=b"), ("baggage", "c=d"), ("Cookie", "e=f"), ("User-Agent", "agent"),
            ("X-Real-IP", "10.1.1.1"), ("Idempotency-Key", "kept"), ("If-Match", "\"3\""), ("Accept-Language", "de"));
        var seen = await GatewayApp.ReflectAsync(http, "/api/cases/1");

        seen.Caller!.Kind.ShouldBe(CallerKind.Public);
        seen.Headers["coc-ticket"].ShouldNotBe(forged);
        seen.Headers["traceparent"].ShouldNotContain("0af7651916cd43dd8448eb211c80319c");
        seen.Headers.Keys.Order().ShouldBe(["accept-language", "coc-ticket", "host", "idempotency-key", "if-match", "traceparent"]);
    }

    [Fact]
    public async Task A_bearer_that_is_not_good_is_401_in_the_words_of_a_service()
    {
        using var bad = gateway.Client(("Authorization", "Bearer nonsense"));
        using var none = gateway.Client();
        using var one = await bad.GetAsync("/api/cases/1", Token);
        using var two = await none.GetAsync("/api/identity/me", Token);

        one.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        one.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await IdentityApp.TextWithoutTraceAsync(one)).ShouldBe(await IdentityApp.TextWithoutTraceAsync(two));
    }

    [Fact]
    public async Task A_session_that_ended_is_cut_off()
    {
        var (http, _, _) = await gateway.SignInAsync();
        (await GatewayApp.ReflectAsync(http, "/api/cases/1")).Caller!.Kind.ShouldBe(CallerKind.Seat);

        using var left = await http.PostAsync("/api/identity/logout", null, Token);

        left.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(async () => (await http.GetAsync("/api/cases/1", Token)).StatusCode == HttpStatusCode.Unauthorized, "the session goes on");
        http.Dispose();
    }

    [Fact]
    public async Task A_stolen_refresh_token_ends_the_session_at_the_gateway()
    {
        var (http, _, signedIn) = await gateway.SignInAsync();
        using var first = await http.PostAsJsonAsync("/api/identity/refresh", new { signedIn.RefreshToken }, Token);
        using var second = await http.PostAsJsonAsync("/api/identity/refresh", new { signedIn.RefreshToken }, Token);

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Unauthorized));
        await Eventually.TrueAsync(async () => (await http.GetAsync("/api/cases/1", Token)).StatusCode == HttpStatusCode.Unauthorized, "the session goes on");
        http.Dispose();
    }

    [Fact]
    public async Task Many_sign_ins_at_once_are_all_known_at_once()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => gateway.SignInAsync()));

        var seen = await Task.WhenAll(clients.Select(c => GatewayApp.ReflectAsync(c.Http, "/api/cases/1")));

        seen.Select(s => s.Caller!.Account).ShouldBe(clients.Select(c => c.Account));
    }
}
