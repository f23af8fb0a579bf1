using System.Globalization;
using Coc.Platform.Configuration;
using MimeKit;
using Microsoft.Extensions.Configuration;

namespace Coc.Mailing;

/// <summary>How the connection to the mail server is kept private.</summary>
public enum MailTls
{
    /// <summary>Plain, then encrypted before anything else is said; refused when the server cannot.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}

/// <summary>The mail server, read and checked as a whole at start (docs/operations.md "Mail").</summary>
/// <param name="From">the neutral address mails come from (P21)</param>
/// <param name="Collect">news that are not urgent go at full multiples of this, so that a mail's time says little; zero: at once</param>
/// <param name="Authority">PEM file of the authority that signed the server's certificate, where it is none the system knows</param>
public sealed record MailSettings(string Host, int Port, MailTls Tls, string? User, string? Password, string From, TimeSpan Collect, string? Authority = null)
{
    private static readonly string[] Known = ["Host", "Port", "Tls", "User", "PasswordFile", "From", "Collect", "Authority"];

    /// <summary>Null: no host is named, mail is off.</summary>
    /// <exception cref="InvalidOperationException">naming everything that is missing or malformed</exception>
    public static MailSettings? Read(IConfiguration configuration, ServiceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(settings);
        var errors = configuration.GetSection("Mail").GetChildren().Where(c => !Known.Contains(c.Key)).Select(c => $"Mail__{c.Key} is no setting").ToList();
        var host = configuration["Mail:Host"] ?? "";
        if (host.Length == 0)
        {
            errors.AddRange(configuration.GetSection("Mail").GetChildren().Where(c => Known.Contains(c.Key) && !string.IsNullOrEmpty(c.Value)).Select(c => $"Mail__{c.Key} is set, Mail__Host is not"));
            Throw();
            return null;
        }

        var tls = MailTls.StartTls;
        if (configuration["Mail:Tls"] is { Length: > 0 } word && !(word is "startTls" or "tls" or "none" && Enum.TryParse(word, ignoreCase: true, out tls)))
        {
            errors.Add("Mail__Tls must be startTls, tls or none");
        }

        var port = tls == MailTls.Tls ? 465 : 587;
        if (configuration["Mail:Port"] is { Length: > 0 } number && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535))
        {
            errors.Add("Mail__Port must be a number from 1 to 65535");
        }

        var from = configuration["Mail:From"] ?? "";
        if (!IsAddress(from))
        {
            errors.Add("Mail__From must be an address such as news@foundation.example");
        }

        var user = configuration["Mail:User"] is { Length: > 0 } given ? given : null;
        var password = Password(configuration["Mail:PasswordFile"]);
        if (user is null != password is null)
        {
            errors.Add("Mail__User and Mail__PasswordFile belong together");
        }

        if (tls == MailTls.None && !IsThisMachine(host))
        {
            errors.Add("Mail__Tls=none is for a server on this machine only: over a network use startTls or tls");
        }

        var collect = TimeSpan.FromMinutes(5);
        if (configuration["Mail:Collect"] is { Length: > 0 } every
            && !(TimeSpan.TryParse(every, CultureInfo.InvariantCulture, out collect) && collect >= TimeSpan.Zero && collect <= TimeSpan.FromDays(1)))
        {
            errors.Add("Mail__Collect must be a time from 00:00:00 to 1.00:00:00");
        }

        var authority = configuration["Mail:Authority"] is { Length: > 0 } pem ? pem : null;
        if (authority is not null && !File.Exists(authority))
        {
            errors.Add("Mail__Authority names a file that is not there");
        }

        Throw();
        return new(host, port, tls, user, password, from, collect, authority);

        string? Password(string? file)
        {
            if (string.IsNullOrEmpty(file))
            {
                return null;
            }

            if (File.Exists(file))
            {
                return File.ReadAllText(file).Trim();
            }

            errors.Add("Mail__PasswordFile names a file that is not there");
            return "";
        }

        void Throw()
        {
            if (errors.Count > 0)
            {
                throw new InvalidOperationException($"{settings.Service} cannot start:{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", errors)}");
            }
        }
    }

    /// <summary>One address and nothing beside it.</summary>
    public static bool IsAddress(string? text) =>
        text is { Length: > 2 and <= 320 } && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && MailboxAddress.TryParse(text, out var address) && address.Address == text;

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port}";

    private static bool IsThisMachine(string host) => host is "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
