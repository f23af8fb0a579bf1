using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Integration.Identity;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Mailing;

/// <summary>Each at the time they wish, and invitations.</summary>
public sealed class AsPeopleWish(MailingIdentity identity) : IClassFixture<MailingIdentity>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wishes_are_everybodys_own_and_start_as_usual()
    {
        var (ada, bo) = (await identity.SeatAsync("ada"), await identity.SeatAsync("bo"));
        (await ReadAsync(ada.Account)).ToString().ShouldBe(
            """{"mail":true,"timeZone":"UTC","digestHour":8,"kinds":{"conflictRequest":"atOnce","clock":"atOnce","approval":"atOnce","answer":"atOnce","transfer":"atOnce","notice":"atOnce","order":"atOnce","change":"atOnce"}}""");

        (await ChooseAsync(ada.Account, new { timeZone = "Europe/Berlin", digestHour = 7, quiet = new { from = "22:00", to = "06:30" }, kinds = new { order = "off", notice = "digest" } })).ShouldBe(HttpStatusCode.NoContent);

        (await ReadAsync(ada.Account)).ToString().ShouldBe(
            """{"mail":true,"timeZone":"Europe/Berlin","digestHour":7,"quiet":{"from":"22:00","to":"06:30"},"kinds":{"conflictRequest":"atOnce","clock":"atOnce","approval":"atOnce","answer":"atOnce","transfer":"atOnce","notice":"digest","order":"off","change":"atOnce"}}""");
        (await ReadAsync(bo.Account)).GetProperty("timeZone").GetString().ShouldBe("UTC");
    }

    [Theory]
    [InlineData("""{"timeZone": "Middle/Earth"}""", "timeZone")]
    [InlineData("""{"timeZone": ""}""", "timeZone")]
    [InlineData("""{"digestHour": 24}""", "digestHour")]
    [InlineData("""{"digestHour": -1}""", "digestHour")]
    [InlineData("""{"quiet": {"from": "22:00"}}""", "quiet.to")]
    [InlineData("""{"quiet": {"from": "25:00", "to": "07:00"}}""", "quiet.from")]
    [InlineData("""{"quiet": {"from": "07:00", "to": "07:00"}}""", "quiet.to")]
    [InlineData("""{"kinds": {"order": "never"}}""", "kinds.order")]
    [InlineData("""{"kinds": {"order": null}}""", "kinds.order")]
    [InlineData("""{"kinds": {"gossip": "off"}}""", "kinds")]
    public async Task What_cannot_be_is_told_with_its_place_and_nothing_is_changed(string body, string place)
    {
        var ada = await identity.SeatAsync("ada");
        await ChooseAsync(ada.Account, new { digestHour = 3 });
        using var http = As(ada.Account);
        using var answer = await http.PutAsync("/api/identity/notifications", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([place]);
        (await ReadAsync(ada.Account)).GetProperty("digestHour").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Only_who_is_signed_in_has_wishes()
    {
        foreach (var (caller, status) in new[]
        {
            (new Caller(CallerKind.Public, "", []), HttpStatusCode.Unauthorized), (new Caller(CallerKind.Receipt, "x", []), HttpStatusCode.NotFound), (new Caller(CallerKind.Room, "x", []), HttpStatusCode.NotFound),
            (new Caller(CallerKind.Bot, "x", []), HttpStatusCode.NotFound), (new Caller(CallerKind.Service, "cases", [], "system:x"), HttpStatusCode.NotFound),
        })
        {
            using var http = identity.App.As(caller);
            (await http.GetAsync("/api/identity/notifications", Token)).StatusCode.ShouldBe(status, caller.Kind.ToString());
            (await http.PutAsJsonAsync("/api/identity/notifications", new { }, Token)).StatusCode.ShouldBe(status, caller.Kind.ToString());
        }
    }

    [Fact]
    public async Task Off_is_off_a_digest_waits_for_its_hour_and_urgent_breaks_the_quiet()
    {
        var clock = identity.App.Services.GetRequiredService<DomainClock>();
        var (off, digest, quiet, mark) = (await identity.SeatAsync("off"), await identity.SeatAsync("digest"), await identity.SeatAsync("quiet"), await identity.SeatAsync("mark"));
        var hour = (identity.Now.Hour + 5) % 24;
        await ChooseAsync(off.Account, new { kinds = new { approval = "off" } });
        await ChooseAsync(digest.Account, new { digestHour = hour, kinds = new { approval = "digest" } });
        await ChooseAsync(quiet.Account, new { quiet = new { from = $"{(identity.Now.Hour + 23) % 24:00}:00", to = $"{hour:00}:00" } });
        await identity.SayAsync("approval", false, off.Account, digest.Account, quiet.Account, mark.Account);
        await identity.ComesAsync(mark.Address);
        await identity.QueuedAsync(digest.Account);
        await identity.QueuedAsync(quiet.Account);

        await identity.SayAsync("clock", true, quiet.Account, off.Account);
        await identity.ComesAsync(quiet.Address);
        await identity.ComesAsync(off.Address);
        identity.Receiver.To(digest.Address).ShouldBeEmpty();

        clock.Offset += TimeSpan.FromHours(6);
        await identity.ComesAsync(digest.Address);
        await identity.ComesAsync(quiet.Address, 2);
        identity.Receiver.To(digest.Address).ShouldHaveSingleItem();
        identity.Receiver.To(off.Address).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_turns_mail_off_is_not_told_what_was_queued_before()
    {
        var (ada, mark) = (await identity.SeatAsync("ada"), await identity.SeatAsync("mark"));
        await identity.Receiver.DownAsync();
        await identity.SayAsync("approval", false, ada.Account, mark.Account);
        await identity.QueuedAsync(ada.Account);
        await ChooseAsync(ada.Account, new { kinds = new { approval = "off" } });
        await identity.Receiver.UpAsync();

        await identity.ComesAsync(mark.Address);
        await Eventually.TrueAsync(async () => await identity.CountAsync("select count(*) from app.mail_news where recipient = $1 and settled is null", ada.Account) == 0, "it still waits");
        identity.Receiver.To(ada.Address).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invitation_goes_once_with_its_code_to_be_typed_and_no_link()
    {
        var (seat, address) = (Guid.NewGuid(), IdentityApp.Unique("invited"));
        var first = await InviteAsync(seat, address);
        (await InviteAsync(seat, address)).ShouldBe(first);

        await identity.ComesAsync(address);
        var mark = await identity.SeatAsync("mark");
        await identity.SayAsync("approval", true, mark.Account);
        await identity.ComesAsync(mark.Address);

        var mail = identity.Receiver.To(address).ShouldHaveSingleItem();
        mail.Text.ShouldContain(first.Code!);
        mail.Subject.ShouldBe("Your invitation");
        foreach (var telling in new[] { "http", "://", "New Person", "sextant", "conduct" })
        {
            mail.Raw.ShouldNotContain(telling, Case.Insensitive);
        }

        (await identity.CountAsync("select count(*) from app.mail_news n where n::text like '%' || $1 || '%'", first.Code!)).ShouldBe(0, "codes stand nowhere");
    }

    [Fact]
    public async Task An_invitation_that_was_used_meanwhile_is_not_sent()
    {
        var (address, mark) = (IdentityApp.Unique("invited"), await identity.SeatAsync("mark"));
        await identity.Receiver.DownAsync();
        var invitation = await InviteAsync(Guid.NewGuid(), address);
        using (var http = identity.App.AsPublic())
        {
            (await http.PostAsJsonAsync("/api/invitations/accept", new { invitation.Code, password = "long enough 1" }, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await identity.SayAsync("approval", true, mark.Account);
        await identity.Receiver.UpAsync();
        await identity.ComesAsync(mark.Address);
        await Eventually.TrueAsync(async () => await identity.CountAsync("select count(*) from app.mail_news where recipient = $1 and settled is null", invitation.Account) == 0, "it still waits");
        identity.Receiver.To(address).ShouldBeEmpty();
    }

    private async Task<InvitationAnswer> InviteAsync(Guid seat, string address)
    {
        using var http = identity.App.AsService("liaison");
        using var response = await http.PostAsJsonAsync("/internal/invitations", new InvitationRequest(seat, address, "New Person"), Token);
        return (await response.Content.ReadFromJsonAsync<InvitationAnswer>(Token))!;
    }

    private HttpClient As(Guid account) => identity.App.As(new Caller(CallerKind.Seat, account.ToString(), []));

    private async Task<HttpStatusCode> ChooseAsync(Guid account, object wishes)
    {
        using var http = As(account);
        using var answer = await http.PutAsJsonAsync("/api/identity/notifications", wishes, Token);
        return answer.StatusCode;
    }

    private async Task<JsonElement> ReadAsync(Guid account)
    {
        using var http = As(account);
        return await http.GetFromJsonAsync<JsonElement>("/api/identity/notifications", Token);
    }
}
