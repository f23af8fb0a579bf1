using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Coc.Sanctions.Domain.Webhooks;

/// <summary>
/// Signatures as Standard Webhooks has them: HMAC-SHA256 over id, timestamp and body under a secret written <c>whsec_</c> and base64; <c>v1,</c> and base64, several of them with a space between
/// while a secret is exchanged.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    public const int SecretSize = 32;

    /// <summary>How far from now a message may say it was sent.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string Prefix = "whsec_";
    private const string Version = "v1,";
    private const int MostSignatures = 10;

    public static string SecretOf(ReadOnlySpan<byte> random) => Prefix + Convert.ToBase64String(random);

    public static string Sign(IReadOnlyList<string> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var signed = Signed(id, timestamp.ToString(CultureInfo.InvariantCulture), body);
        return string.Join(' ', secrets.Select(secret => Version + Convert.ToBase64String(Of(secret, signed))));
    }

    /// <summary>Whether one of the signatures is of one of the secrets. All are compared, whichever fits.</summary>
    public static bool IsOf(IReadOnlyList<string> secrets, string id, string timestamp, ReadOnlySpan<byte> body, string signatures)
    {
        var signed = Signed(id, timestamp, body);
        var fits = false;
        foreach (var given in signatures.Split(' ').Take(MostSignatures).Where(s => s.StartsWith(Version, StringComparison.Ordinal)).Select(s => Encoding.ASCII.GetBytes(s[Version.Length..])))
        {
            foreach (var secret in secrets)
            {
                fits |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToBase64String(Of(secret, signed))), given);
            }
        }

        return fits;
    }

    /// <summary>Whether a message was sent lately enough; what is no number was not.</summary>
    public static bool IsTimely(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds - now.ToUnixTimeSeconds()) <= (long)Window.TotalSeconds;

    private static byte[] Signed(string id, string timestamp, ReadOnlySpan<byte> body) => [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];

    private static byte[] Of(string secret, byte[] signed) => HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed);
}
