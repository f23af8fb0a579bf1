using System.Globalization;
using System.Net;
using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Domain.Webhooks;
using static Coc.Unit.Sanctions.Story;

namespace Coc.Unit.Sanctions;

/// <summary>Two seats, signatures, pauses, addresses, and what is said: the parts of webhooks that need no wire.</summary>
public sealed class WebhookRules
{
    private static readonly Guid Proposal = Guid.NewGuid();
    private static readonly Guid Account1 = Guid.NewGuid();
    private static readonly WebhookCommand.Propose Propose = new(Guid.NewGuid(), Proposal, "sextant", "github:sextant", "https://bot.example/", "whsec_AAAA", Seat1, Account1);
    private static readonly WebhookEvent[] Proposed = [.. Decide([], Propose).Events];
    private static readonly WebhookEvent[] Active = [.. Proposed, .. Decide(Proposed, new WebhookCommand.Confirm(Proposal, Seat2, Guid.NewGuid())).Events];

    [Fact]
    public void Two_people_say_where_and_the_second_says_it_of_what_they_saw()
    {
        Decide(Proposed, new WebhookCommand.Confirm(Proposal, Seat1, Guid.NewGuid())).ShouldRefuse("secondSeat", "P8");
        Decide(Proposed, new WebhookCommand.Confirm(Proposal, Seat2, Account1)).ShouldRefuse("secondSeat", "P8");
        Decide(Proposed, new WebhookCommand.Confirm(Guid.NewGuid(), Seat2, Guid.NewGuid())).ShouldRefuse("proposalChanged", "P8");
        Decide(Active, new WebhookCommand.Confirm(Proposal, Seat2, Guid.NewGuid())).ShouldRefuse("nothingProposed", "P8");
        Decide([], new WebhookCommand.Confirm(Proposal, Seat2, Guid.NewGuid())).ShouldRefuse("unknownWebhook", null);
        Decide(Proposed, new WebhookCommand.Resume(Seat1)).ShouldRefuse("notConfirmed", "P8");
        Decide(Proposed, new WebhookCommand.ChangeSecret("whsec_BBBB", Day, Seat1)).ShouldRefuse("notConfirmed", "P8");
        (StateOf(Proposed).InUse, StateOf(Active).InUse, StateOf(Active).Url!.Value).ShouldBe((false, true, "https://bot.example/"));
    }

    [Fact]
    public void What_is_proposed_anew_changes_nothing_until_it_is_confirmed()
    {
        WebhookEvent[] given = [.. Active, .. Decide(Active, Propose with { Proposal = Guid.NewGuid(), Url = "https://elsewhere.example/", Secret = "whsec_BBBB" }).Events];

        (StateOf(given).State, StateOf(given).Url!.Value).ShouldBe(("active", "https://bot.example/"));
        StateOf(given).SecretsAt(Day).ShouldBe(["whsec_AAAA"]);
        given = [.. given, .. Decide(given, new WebhookCommand.Confirm(StateOf(given).Pending!.Proposal, Seat2, Guid.NewGuid())).Events];
        (StateOf(given).Url!.Value, StateOf(given).SecretsAt(Day).Single()).ShouldBe(("https://elsewhere.example/", "whsec_BBBB"));
    }

    [Fact]
    public void A_former_secret_is_good_until_then()
    {
        WebhookEvent[] given = [.. Active, .. Decide(Active, new WebhookCommand.ChangeSecret("whsec_BBBB", Day.AddHours(24), Seat1)).Events];

        StateOf(given).SecretsAt(Day).ShouldBe(["whsec_BBBB", "whsec_AAAA"]);
        StateOf(given).SecretsAt(Day.AddHours(24)).ShouldBe(["whsec_BBBB"]);
    }

    [Fact]
    public void It_is_stopped_resumed_and_removed_once()
    {
        WebhookEvent[] stopped = [.. Active, .. Decide(Active, new WebhookCommand.Stop("failing")).Events];
        (StateOf(stopped).State, StateOf(stopped).InUse).ShouldBe(("stopped", true));
        Decide(stopped, new WebhookCommand.Stop("failing")).ShouldDoNothing();
        Decide(Active, new WebhookCommand.Resume(Seat1)).ShouldDoNothing();
        Decide(stopped, new WebhookCommand.Resume(Seat1)).ShouldBeOf(typeof(WebhookEvent.WebhookResumed));
        WebhookEvent[] removed = [.. stopped, .. Decide(stopped, new WebhookCommand.Remove(Seat1)).Events];
        (StateOf(removed).InUse, StateOf(removed).Secret).ShouldBe((false, null));
        Decide(removed, new WebhookCommand.Remove(Seat1)).ShouldDoNothing();
        Decide(removed, new WebhookCommand.Confirm(Proposal, Seat2, Guid.NewGuid())).ShouldRefuse("nothingProposed", "P8");
    }

    // The vector of the specification's own libraries.
    [Fact]
    public void Signatures_are_those_of_Standard_Webhooks()
    {
        const string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const string id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        var body = """{"test": 2432232314}"""u8.ToArray();

        WebhookSignature.Sign([secret], id, 1614265330, body).ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        var signed = WebhookSignature.Sign(["whsec_AAAA", secret], id, 1614265330, body);
        WebhookSignature.IsOf([secret], id, "1614265330", body, signed).ShouldBeTrue();
        WebhookSignature.IsOf(["whsec_BBBB"], id, "1614265330", body, signed).ShouldBeFalse();
        WebhookSignature.IsOf([secret], id, "1614265331", body, signed).ShouldBeFalse();
        WebhookSignature.IsOf([secret], id + "x", "1614265330", body, signed).ShouldBeFalse();
        WebhookSignature.IsOf([secret], id, "1614265330", [.. body, 32], signed).ShouldBeFalse();
        WebhookSignature.IsOf([secret], id, "1614265330", body, "v2," + WebhookSignature.Sign([secret], id, 1614265330, body)[3..]).ShouldBeFalse();
        WebhookSignature.IsOf([], id, "1614265330", body, signed).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_message_is_of_these_five_minutes(int seconds, bool timely) =>
        WebhookSignature.IsTimely((Day.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture), Day).ShouldBe(timely);

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void What_is_no_time_is_not_of_now(string timestamp) => WebhookSignature.IsTimely(timestamp, Day).ShouldBeFalse();

    [Fact]
    public void Pauses_grow_spread_and_come_to_days()
    {
        Backoff.After(1, 0.5).ShouldBe(TimeSpan.FromSeconds(5));
        Backoff.After(2, 0.5).ShouldBe(TimeSpan.FromSeconds(15));
        Backoff.After(1, 0).ShouldBe(TimeSpan.FromSeconds(4));
        Backoff.After(1, 1).ShouldBe(TimeSpan.FromSeconds(6));
        Backoff.After(1000, 1).ShouldBe(TimeSpan.FromHours(6) * 1.2);
        Backoff.After(1, 0.5, TimeSpan.FromMinutes(7)).ShouldBe(TimeSpan.FromMinutes(7));
        Backoff.After(1, 0.5, TimeSpan.FromDays(70)).ShouldBe(TimeSpan.FromHours(6));
        Backoff.OfReceiver(100, 1).ShouldBe(TimeSpan.FromMinutes(5));
        Enumerable.Range(1, Backoff.MostAttempts - 1).Aggregate(TimeSpan.Zero, (sum, n) => sum + Backoff.After(n, 0)).ShouldBeGreaterThan(TimeSpan.FromDays(3));
    }

    [Theory]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:2800:21f:cb07::1", true)]
    [InlineData("::ffff:93.184.215.14", true)]
    [InlineData("64:ff9b::5db8:d70e", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("192.0.0.170", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("2001:0:53aa:64c::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("100::1", false)]
    [InlineData("5f00::1", false)]
    public void Only_what_is_out_in_the_world_is_outside(string address, bool outside) => OutsideAddress.IsOutside(IPAddress.Parse(address)).ShouldBe(outside);

    [Theory]
    [InlineData("https://bot.example/orders?x=1", true, true)]
    [InlineData("https://bot.example:8443/", true, true)]
    [InlineData("https://93.184.215.14/", true, true)]
    [InlineData("https://[2606:2800:21f:cb07::1]/", true, true)]
    [InlineData("http://127.0.0.1:9000/", true, false)]
    [InlineData("http://[::1]:9000/", true, false)]
    [InlineData("https://127.0.0.1/", false, false)]
    [InlineData("http://localhost:9000/", false, false)]
    [InlineData("http://bot.example/", false, false)]
    [InlineData("http://10.0.0.1/", false, false)]
    [InlineData("https://0x7f000001/", false, false)]
    [InlineData("https://2130706433/", false, false)]
    [InlineData("https://0177.0.0.1/", false, false)]
    [InlineData("https://127.1/", false, false)]
    [InlineData("https://[::ffff:127.0.0.1]/", false, false)]
    [InlineData("https://[fe80::1%25eth0]/", false, false)]
    [InlineData("https://localhost/", false, false)]
    [InlineData("https://bot/", false, false)]
    [InlineData("https://bot.example./", false, false)]
    [InlineData("https://db.internal/", false, false)]
    [InlineData("https://db.LOCAL/", false, false)]
    [InlineData("https://me@bot.example/", false, false)]
    [InlineData("https://bot.example#x@10.0.0.1/", false, false)]
    [InlineData("https://bot.example/#part", false, false)]
    [InlineData("https://bot.example/ x", false, false)]
    [InlineData("https:\\\\bot.example/", false, false)]
    [InlineData("file:///etc/passwd", false, false)]
    [InlineData("/orders", false, false)]
    [InlineData("", false, false)]
    [InlineData(null, false, false)]
    public void An_address_is_encrypted_and_out_in_the_world(string? url, bool inDemo, bool inProduction)
    {
        (WebhookUrl.Fault(url, demo: true) is null).ShouldBe(inDemo);
        (WebhookUrl.Fault(url, demo: false) is null).ShouldBe(inProduction);
        WebhookUrl.Fault("https://bot.example/" + new string('x', WebhookUrl.Longest), demo: true).ShouldNotBeNull();
    }

    [Fact]
    public void What_a_name_leads_to_is_looked_at_as_a_whole()
    {
        var (named, here) = (new Uri("https://bot.example/"), new Uri("http://127.0.0.1:9/"));
        var (outside, inside) = (IPAddress.Parse("93.184.215.14"), IPAddress.Loopback);

        WebhookUrl.MayConnect(named, [outside], demo: false).ShouldBeTrue();
        WebhookUrl.MayConnect(named, [outside, inside], demo: true).ShouldBeFalse();
        WebhookUrl.MayConnect(named, [inside], demo: true).ShouldBeFalse();
        WebhookUrl.MayConnect(named, [], demo: true).ShouldBeFalse();
        WebhookUrl.MayConnect(here, [inside], demo: true).ShouldBeTrue();
        WebhookUrl.MayConnect(here, [inside], demo: false).ShouldBeFalse();
    }

    [Fact]
    public void What_there_is_to_say_depends_on_how_things_stand_now()
    {
        OrderEvent issued = new OrderEvent.OrderIssued(
            Guid.NewGuid(), "sextant", Guid.NewGuid(), "sextant", Guid.NewGuid(), "github:sextant", Sensitive.Of("github:rex", "accused:x"), "suspend", Day, null, Undo: false, Day.AddHours(24));
        OrderState Of(params OrderEvent[] more) => more.Prepend(issued).Aggregate(OrderState.None, OrderState.Evolve);
        OrderEvent withdrawn = new OrderEvent.OrderWithdrawn(Guid.Empty, null);

        OrderMessage.Of("issued", Of(), begun: false, Day)!.Type.ShouldBe("order.issued");
        OrderMessage.Of("issued", Of(withdrawn), begun: false, Day).ShouldBeNull();
        OrderMessage.Of("withdrawn", Of(withdrawn), begun: true, Day)!.Type.ShouldBe("order.withdrawn");
        OrderMessage.Of("withdrawn", Of(withdrawn), begun: false, Day).ShouldBeNull();
        OrderMessage.Of("issued", Of() with { Issued = Of().Issued! with { Undo = true } }, begun: false, Day)!.Type.ShouldBe("order.undo");
        OrderMessage.Of("issued", Of() with { Issued = Of().Issued! with { Account = new Sensitive<string>(null, "", Erased: true) } }, begun: false, Day).ShouldBeNull();
    }

    private static Decision<WebhookEvent> Decide(WebhookEvent[] given, WebhookCommand command) => WebhookDecider.Decide(command, StateOf(given));

    private static WebhookState StateOf(WebhookEvent[] given) => given.Aggregate(WebhookState.None, WebhookState.Evolve);
}
