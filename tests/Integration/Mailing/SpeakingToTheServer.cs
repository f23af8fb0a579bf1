using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Coc.Integration.Fixtures;
using Coc.Mailing;
using SmtpServer.Protocol;

namespace Coc.Integration.Mailing;

/// <summary>The conversation itself: encrypted or not at all, signed in, refused, put off.</summary>
public sealed class SpeakingToTheServer
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_encrypts_and_knows_us_takes_the_mail()
    {
        using var certificate = Certificate("localhost");
        using var authority = new TemporaryFile(certificate.ExportCertificatePem());
        await using var receiver = await MailReceiver.StartAsync(account: ("coc", "secret 7"), certificate: certificate);

        await SendAsync(new("localhost", receiver.Port, MailTls.StartTls, "coc", "secret 7", "news@post.example", TimeSpan.Zero, authority.Path));

        receiver.To("ada@people.example").ShouldHaveSingleItem().MessageId.ShouldEndWith("@post.example>");
    }

    [Fact]
    public async Task A_wrong_password_is_told_as_such()
    {
        using var certificate = Certificate("localhost");
        using var authority = new TemporaryFile(certificate.ExportCertificatePem());
        await using var receiver = await MailReceiver.StartAsync(account: ("coc", "secret 7"), certificate: certificate);

        (await AwayAsync(new("localhost", receiver.Port, MailTls.StartTls, "coc", "secret 8", "news@post.example", TimeSpan.Zero, authority.Path))).ShouldBe("signIn");
        receiver.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_said_to_a_server_that_does_not_encrypt_or_is_another()
    {
        using var certificate = Certificate("another.example");
        using var authority = new TemporaryFile(certificate.ExportCertificatePem());
        await using var plain = await MailReceiver.StartAsync();
        await using var other = await MailReceiver.StartAsync(certificate: certificate);

        (await AwayAsync(new("localhost", plain.Port, MailTls.StartTls, null, null, "news@post.example", TimeSpan.Zero))).ShouldBe("tls");
        (await AwayAsync(new("localhost", other.Port, MailTls.StartTls, null, null, "news@post.example", TimeSpan.Zero))).ShouldBe("tls", "nobody known signed its certificate");
        (await AwayAsync(new("localhost", other.Port, MailTls.StartTls, null, null, "news@post.example", TimeSpan.Zero, authority.Path))).ShouldBe("tls", "the name is another's");
        plain.Mails.Concat(other.Mails).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_and_a_put_off_mail_are_told_apart_and_the_next_goes()
    {
        await using var receiver = await MailReceiver.StartAsync();
        receiver.Answer = to => to switch
        {
            "never@people.example" => new(SmtpReplyCode.MailboxUnavailable, "no"),
            "later@people.example" => new(SmtpReplyCode.Aborted, "not now"),
            _ => null,
        };
        using var server = new MailServer(new("127.0.0.1", receiver.Port, MailTls.None, null, null, "news@post.example", TimeSpan.Zero), TimeProvider.System);
        await server.OpenAsync(Token);

        await Should.ThrowAsync<MailRefusedException>(() => server.SendAsync(Guid.NewGuid(), MailTexts.Waiting, new("never@people.example"), Token));
        await Should.ThrowAsync<MailDeferredException>(() => server.SendAsync(Guid.NewGuid(), MailTexts.Waiting, new("later@people.example"), Token));
        await server.SendAsync(Guid.NewGuid(), MailTexts.Waiting, new("ada@people.example"), Token);

        receiver.Mails.ShouldHaveSingleItem().To.ShouldBe("ada@people.example");
    }

    private static async Task SendAsync(MailSettings settings)
    {
        using var server = new MailServer(settings, TimeProvider.System);
        await server.OpenAsync(Token);
        await server.SendAsync(Guid.NewGuid(), MailTexts.Waiting, new Letter("ada@people.example"), Token);
        await server.CloseAsync(Token);
    }

    private static async Task<string> AwayAsync(MailSettings settings) => (await Should.ThrowAsync<MailServerAwayException>(() => SendAsync(settings))).Code;

    private static X509Certificate2 Certificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string content) => File.WriteAllText(Path, content);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"coc-test-{Guid.NewGuid():N}.pem");

        public void Dispose() => File.Delete(Path);
    }
}
