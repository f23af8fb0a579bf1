using Coc.Mailing;
using Coc.Platform.Configuration;
using Microsoft.Extensions.Configuration;

namespace Coc.Unit.Mailing;

public sealed class MailSettingsTests
{
    [Fact]
    public void Without_a_host_mail_is_off() => Read().ShouldBeNull();

    [Fact]
    public void A_host_and_a_sender_are_enough()
    {
        var settings = Read(("Host", "mail.example"), ("From", "news@post.example")).ShouldNotBeNull();

        settings.ShouldBe(new MailSettings("mail.example", 587, MailTls.StartTls, null, null, "news@post.example", TimeSpan.FromMinutes(5)));
        settings.ToString().ShouldBe("mail.example:587");
    }

    [Fact]
    public void Encrypted_from_the_first_byte_has_a_port_of_its_own() => Read(("Host", "mail.example"), ("Tls", "tls"), ("From", "news@post.example"))!.Port.ShouldBe(465);

    [Fact]
    public void Without_encryption_only_a_server_on_this_machine_is_spoken_to()
    {
        Wrong(("Host", "mail.example"), ("Tls", "none"), ("From", "news@post.example")).ShouldBe(["Mail__Tls=none is for a server on this machine only: over a network use startTls or tls"]);
        Read(("Host", "127.0.0.1"), ("Tls", "none"), ("From", "news@post.example")).ShouldNotBeNull();
        Read(("Host", "localhost"), ("Tls", "none"), ("From", "news@post.example")).ShouldNotBeNull();
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Wrong(("Host", "mail.example"), ("Port", "0"), ("Tls", "perhaps"), ("User", "coc"), ("From", "News <news@post.example>"), ("Collect", "soon"), ("Authority", "/nowhere/ca.pem"), ("Colour", "blue"))
            .Select(e => e.Split(' ')[0]).ShouldBe(["Mail__Colour", "Mail__Tls", "Mail__Port", "Mail__From", "Mail__User", "Mail__Collect", "Mail__Authority"], ignoreOrder: true);

    [Fact]
    public void A_password_that_is_not_there_is_told() =>
        Wrong(("Host", "mail.example"), ("From", "news@post.example"), ("User", "coc"), ("PasswordFile", "/nowhere/password")).ShouldBe(["Mail__PasswordFile names a file that is not there"]);

    [Fact]
    public void Settings_without_a_host_are_told() => Wrong(("From", "news@post.example")).ShouldBe(["Mail__From is set, Mail__Host is not"]);

    [Theory]
    [InlineData("ada@people.example", true)]
    [InlineData("ada+coc@people.example", true)]
    [InlineData("Ada <ada@people.example>", false)]
    [InlineData("ada@people.example, bo@people.example", false)]
    [InlineData("ada@people.example\r\nBcc: bo@people.example", false)]
    [InlineData("ring me", false)]
    [InlineData("@people.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void One_address_and_nothing_beside_it(string? text, bool fits) => MailSettings.IsAddress(text).ShouldBe(fits);

    private static string[] Wrong(params (string Name, string Value)[] values) =>
        [.. Should.Throw<InvalidOperationException>(() => Read(values)).Message.Split('\n').Skip(1).Select(l => l.Trim().TrimStart('-', ' '))];

    private static MailSettings? Read(params (string Name, string Value)[] values) => MailSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"Mail:{v.Name}", (string?)v.Value))).Build(),
        new ServiceSettings("identity", false, "", "", null, "", null, [], "", "", new Dictionary<string, Uri>()));
}
