using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Coc.Mailing;

/// <summary>The mail server cannot be reached, does not let us in, or wants nothing at the moment: whatever is to be sent waits.</summary>
/// <param name="code">unreachable, tls, signIn, sender, busy</param>
internal sealed class MailServerAwayException(string code, Exception inner) : Exception($"The mail server is of no use: {code}.", inner)
{
    public string Code { get; } = code;
}

/// <summary>The server says that it will never take this one mail.</summary>
/// <param name="code">SMTP's status code</param>
internal sealed class MailRefusedException(string code, Exception inner) : Exception($"The mail server refused a mail: {code}.", inner)
{
    public string Code { get; } = code;
}

/// <summary>The server will not take this one mail now (greylisting, a full mailbox).</summary>
internal sealed class MailDeferredException(string code, Exception inner) : Exception($"The mail server put a mail off: {code}.", inner);

/// <summary>One conversation with the mail server (MailKit).</summary>
internal sealed class MailServer(MailSettings settings, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SmtpClient smtp = new() { Timeout = (int)Patience.TotalMilliseconds, LocalDomain = Domain(settings) };

    /// <exception cref="MailServerAwayException">with a code of why</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var authority = settings.Authority is { } file ? X509CertificateLoader.LoadCertificateFromFile(file) : null;
        if (authority is not null)
        {
            smtp.CheckCertificateRevocation = false; // an authority of one's own publishes no list of what it revoked
            smtp.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsSignedBy(authority, certificate, errors);
        }

        try
        {
            await smtp.ConnectAsync(settings.Host, settings.Port, settings.Tls switch
            {
                MailTls.Tls => SecureSocketOptions.SslOnConnect,
                MailTls.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, cancellationToken);
            if (settings.User is not null)
            {
                await smtp.AuthenticateAsync(settings.User, settings.Password!, cancellationToken);
            }
        }
        catch (Exception e) when (Code(e) is { } code && !cancellationToken.IsCancellationRequested)
        {
            throw new MailServerAwayException(code, e);
        }
    }

    /// <summary>Sends one mail. The same id is the same Message-ID, however often it is tried: who gets it twice can tell.</summary>
    /// <exception cref="MailServerAwayException">it is to be tried again, like all others</exception>
    /// <exception cref="MailRefusedException">it will hardly be taken</exception>
    /// <exception cref="MailDeferredException">it is to be tried again, others may go</exception>
    public async Task SendAsync(Guid id, string template, Letter letter, CancellationToken cancellationToken)
    {
        using var mail = Written(id, template, letter);
        try
        {
            await smtp.SendAsync(mail, cancellationToken);
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.SenderNotAccepted)
        {
            throw new MailServerAwayException("sender", e); // that is about us, not about this mail
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode is >= 500 and not 530 and not 535)
        {
            throw new MailRefusedException(Status(e), e);
        }
        catch (SmtpCommandException e) when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && (int)e.StatusCode is not 421)
        {
            throw new MailDeferredException(Status(e), e);
        }
        catch (Exception e) when (Code(e) is { } code && !cancellationToken.IsCancellationRequested)
        {
            throw new MailServerAwayException(code, e);
        }
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await smtp.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (Code(e) is not null)
        {
            // What was to be sent is sent; the server had gone before we said goodbye.
        }
    }

    public void Dispose() => smtp.Dispose();

    private MimeMessage Written(Guid id, string template, Letter letter)
    {
        var (subject, text) = MailTexts.Of(template, letter.Language, letter.Code);
        var mail = new MimeMessage
        {
            Subject = subject,
            Date = time.GetUtcNow(),
            MessageId = $"{id:N}@{Domain(settings)}",
            Body = new TextPart(TextFormat.Plain) { Text = text + "\n" },
        };
        mail.From.Add(new MailboxAddress(null, settings.From));
        mail.To.Add(new MailboxAddress(null, letter.Address));
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // no absence note comes back
        return mail;
    }

    private static bool IsSignedBy(X509Certificate2 authority, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false; // another host's name stays an error
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown);
    }

    private static string? Code(Exception exception) => exception switch
    {
        SslHandshakeException or NotSupportedException => "tls", // the latter: it offers no STARTTLS
        AuthenticationException or SaslException or ServiceNotAuthenticatedException => "signIn",
        SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationInvalidCredentials } => "signIn",
        SmtpCommandException => "busy",
        SocketException or IOException or TimeoutException or ProtocolException or ServiceNotConnectedException or OperationCanceledException => "unreachable",
        _ => null,
    };

    private static string Status(SmtpCommandException e) => ((int)e.StatusCode).ToString(CultureInfo.InvariantCulture);

    private static string Domain(MailSettings settings) => settings.From[(settings.From.LastIndexOf('@') + 1)..];
}
