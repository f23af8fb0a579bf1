using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Coc.Platform.Security;

/// <summary>What a bearer token says: a session of an account, and the snapshot version from which on the session is known.</summary>
public readonly record struct AccessToken(Guid Session, Guid Account, long Version);

/// <summary>
/// Bearer tokens between Identity, which issues them, and the gateway, which reads them; no other host holds their key ring.
/// A token names a session and nothing else: what the session may do is looked up at each request.
/// </summary>
public sealed class AccessTokens(string rings)
{
    /// <summary>How long a token is good for; then the refresh token gets the next one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const string Ring = "sessions";
    private const int Size = 40;
    private readonly Lazy<ITimeLimitedDataProtector> protector = new(() =>
        DataProtectionProvider.Create(Directory.CreateDirectory(Path.Combine(rings, Ring)), b => b.SetApplicationName("coc"))
            .CreateProtector("access").ToTimeLimitedDataProtector());

    /// <summary>A new token.</summary>
    public string Issue(AccessToken token)
    {
        var bytes = new byte[Size];
        token.Session.TryWriteBytes(bytes);
        token.Account.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(32), token.Version);
        return WebEncoders.Base64UrlEncode(protector.Value.Protect(bytes, Lifetime));
    }

    /// <summary>The content of a token, or null when it is expired, damaged or not ours.</summary>
    public AccessToken? Read(string token)
    {
        try
        {
            var bytes = protector.Value.Unprotect(WebEncoders.Base64UrlDecode(token), out _);
            return bytes.Length != Size
                ? null
                : new AccessToken(new Guid(bytes.AsSpan(0, 16)), new Guid(bytes.AsSpan(16, 16)), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(32)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Makes sure the ring has a key before several hosts start at once.</summary>
    public void Prepare() => Issue(default);
}
