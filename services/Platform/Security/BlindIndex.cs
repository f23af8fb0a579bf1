using System.Security.Cryptography;
using System.Text;

namespace Coc.Platform.Security;

/// <summary>Finding without reading: normalised accounts and names as keyed hashes, one key per purpose.</summary>
public static class BlindIndex
{
    /// <summary>Hash of an account such as <c>github:skyline-7</c>.</summary>
    public static byte[] Account(byte[] pepper, string purpose, string account) => Hash(pepper, purpose, NormalAccount(account));

    /// <summary>Hash of a person's name or an employer.</summary>
    public static byte[] Name(byte[] pepper, string purpose, string name) => Hash(pepper, purpose, NormalName(name));

    /// <summary>Platform and handle, trimmed, composed, lower case, without a leading @ or trailing dots.</summary>
    public static string NormalAccount(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var text = account.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? text.TrimStart('@').TrimEnd('.') : text[..colon].Trim() + ":" + text[(colon + 1)..].Trim().TrimStart('@').TrimEnd('.');
    }

    /// <summary>Composed, lower case, single spaces.</summary>
    public static string NormalName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Join(' ', name.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static byte[] Hash(byte[] pepper, string purpose, string normal) => HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(purpose + "\n" + normal));
}
