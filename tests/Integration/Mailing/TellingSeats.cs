using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Integration.Fixtures;
using Coc.Platform.Security;

namespace Coc.Integration.Mailing;

/// <summary>Seats are told that something waits: over a real bus, by a real mail server, which may be dead for a while.</summary>
public sealed class TellingSeats(MailingIdentity identity) : IClassFixture<MailingIdentity>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_it_waits_for_is_told_once_that_something_waits_and_nothing_else()
    {
        var (ada, bo) = (await identity.SeatAsync("ada"), await identity.SeatAsync("bo"));
        var said = await identity.SayAsync("conflictRequest", false, ada.Account);
        await identity.Others.SayAsync(said); // at least once means twice now and then

        await identity.ComesAsync(ada.Address);
        await MarkAsync();

        var mail = identity.Receiver.To(ada.Address).ShouldHaveSingleItem();
        identity.Receiver.To(bo.Address).ShouldBeEmpty();
        (mail.From, mail.Subject, mail.Header("From"), mail.Header("To")).ShouldBe(("news@post.example", "Something is waiting for you", "news@post.example", ada.Address));
        mail.Header("Auto-Submitted").ShouldBe("auto-generated");
        mail.Raw.ShouldNotContain("base64", Case.Insensitive); // or searching it would find nothing
        foreach (var telling in new[] { "sextant", "Somebody Somewhere", "conflict", "cases", "http", "://", said.Origin.Stream.ToString(), said.Things[0].Thing.ToString(), ada.Account.ToString() })
        {
            mail.Raw.ShouldNotContain(telling, Case.Insensitive);
        }
    }

    [Fact]
    public async Task Every_kind_sounds_the_same_and_several_things_at_once_are_one_mail()
    {
        var (ada, eun) = (await identity.SeatAsync("ada"), await identity.SeatAsync("eun"));
        await identity.Receiver.DownAsync();
        foreach (var kind in new[] { "conflictRequest", "clock", "approval", "answer", "transfer", "notice", "order", "change" })
        {
            await identity.SayAsync(kind, kind == "approval", ada.Account);
        }

        await identity.SayAsync("order", false, eun.Account);
        await Eventually.TrueAsync(async () => await identity.CountAsync("select count(*) from app.mail_news where recipient = any ($1)", (object)new[] { ada.Account, eun.Account }) == 9, "not everything was queued");
        await identity.Receiver.UpAsync();

        await identity.ComesAsync(ada.Address);
        await identity.ComesAsync(eun.Address);
        await MarkAsync();
        identity.Receiver.To(ada.Address).ShouldHaveSingleItem().Text.ShouldBe(identity.Receiver.To(eun.Address).ShouldHaveSingleItem().Text);
    }

    [Fact]
    public async Task A_dead_mail_server_delays_mail_and_nothing_else()
    {
        var ada = await identity.SeatAsync("ada");
        await identity.Receiver.DownAsync();
        await identity.SayAsync("approval", false, ada.Account);

        var trouble = await HealthAsync(h => h.TryGetProperty("mail", out _));
        trouble.GetProperty("status").GetString().ShouldBe("degraded");
        trouble.GetProperty("mail").GetProperty("code").GetString().ShouldBe("unreachable");
        trouble.GetProperty("mail").GetProperty("do").GetString().ShouldNotBeNullOrEmpty();
        trouble.ToString().ShouldNotContain(ada.Address);
        using (var http = identity.App.As(new Caller(CallerKind.Seat, ada.Account.ToString(), [])))
        {
            (await http.GetAsync("/api/identity/me", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await identity.Receiver.UpAsync();
        await identity.ComesAsync(ada.Address);
        (await HealthAsync(h => !h.TryGetProperty("mail", out _))).GetProperty("status").GetString().ShouldBe("ready");
        identity.Receiver.To(ada.Address).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_lost_sight_of_it_between_queueing_and_sending_is_told_nothing()
    {
        var (ada, bo) = (await identity.SeatAsync("ada"), await identity.SeatAsync("bo"));
        await identity.Receiver.DownAsync();
        var gone = await identity.SayAsync("approval", false, ada.Account);
        await identity.SayAsync("approval", false, bo.Account);
        await identity.QueuedAsync(ada.Account);
        await identity.QueuedAsync(bo.Account);
        identity.Forget(gone);
        await identity.Receiver.UpAsync();

        await identity.ComesAsync(bo.Address);
        await Eventually.TrueAsync(async () => await identity.CountAsync("select count(*) from app.mail_news where recipient = $1 and settled is null", ada.Account) == 0, "it still waits");
        identity.Receiver.To(ada.Address).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("delete from app.memberships where account = $1")]
    [InlineData("update app.memberships set term_end = now() where account = $1")] // nobody said that it ended
    public async Task A_seat_that_ended_is_told_nothing(string ending)
    {
        var ada = await identity.SeatAsync("ada");
        await identity.Receiver.DownAsync();
        await identity.SayAsync("approval", false, ada.Account);
        await identity.QueuedAsync(ada.Account);
        await identity.ExecuteAsync(ending, ada.Account);
        await identity.Receiver.UpAsync();

        await Eventually.TrueAsync(async () => await identity.CountAsync("select count(*) from app.mail_news where recipient = $1 and settled is null", ada.Account) == 0, "it still waits", TimeSpan.FromSeconds(60));
        identity.Receiver.To(ada.Address).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_owner_of_the_thing_cannot_be_asked_nobody_is_told()
    {
        var ada = await identity.SeatAsync("ada");
        await identity.Receiver.DownAsync();
        await identity.SayAsync("approval", false, ada.Account);
        await identity.QueuedAsync(ada.Account);
        identity.App.Neighbours.Silent = true;
        await identity.Receiver.UpAsync();
        await Eventually.TrueAsync(
            async () => await identity.CountAsync("select count(*) from app.mails where recipient = $1 and sent is null and next > now()", ada.Account) > 0, "it was not put off", TimeSpan.FromSeconds(60));
        identity.Receiver.To(ada.Address).ShouldBeEmpty();

        identity.App.Neighbours.Silent = false;
        await identity.ComesAsync(ada.Address);
    }

    [Fact]
    public async Task A_mail_that_may_have_gone_goes_again_under_the_same_id()
    {
        var ada = await identity.SeatAsync("ada");
        identity.Receiver.DeniesOnce = ada.Address;
        await identity.SayAsync("approval", false, ada.Account);

        await identity.ComesAsync(ada.Address, 2);
        var twice = identity.Receiver.To(ada.Address);
        twice[0].MessageId.ShouldNotBeNullOrEmpty();
        twice.Select(m => m.MessageId).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_has_not_taken_up_the_invitation_is_told_nothing()
    {
        var (ada, stranger) = (await identity.SeatAsync("ada"), await identity.SeatAsync("stranger", joined: false));
        await identity.SayAsync("approval", false, ada.Account, stranger.Account);

        await identity.ComesAsync(ada.Address);
        await MarkAsync();
        identity.Receiver.To(stranger.Address).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_address_holds_up_nobody_else()
    {
        var (ada, bo) = (await identity.SeatAsync("ada"), await identity.SeatAsync("bo"));
        identity.Receiver.Answer = to => to == ada.Address ? new(SmtpServer.Protocol.SmtpReplyCode.MailboxUnavailable, "no such user") : null;
        await identity.SayAsync("approval", false, ada.Account, bo.Account);

        await identity.ComesAsync(bo.Address);
        await Eventually.TrueAsync(async () => await identity.CountAsync("select count(*) from app.mails where recipient = $1 and attempts = 1 and sent is null", ada.Account) == 1, "it was not tried");
        identity.Receiver.Answer = _ => null;
    }

    // Whatever was to come has come when a later one has.
    private async Task MarkAsync()
    {
        var last = await identity.SeatAsync("last");
        await identity.SayAsync("approval", true, last.Account);
        await identity.ComesAsync(last.Address);
    }

    private async Task<JsonElement> HealthAsync(Func<JsonElement, bool> holds)
    {
        JsonElement found = default;
        using var http = new HttpClient { BaseAddress = identity.App.Address };
        await Eventually.TrueAsync(async () => holds(found = await http.GetFromJsonAsync<JsonElement>("/health/ready", Token)), "health does not say so", TimeSpan.FromSeconds(60));
        return found;
    }
}
