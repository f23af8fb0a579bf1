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

    /// <summary>
    /// Platform and handle, trimmed, composed, lower case, without a leading @ or trailing dots. Platforms number accounts too, and the number stays when the name changes: <c>github:id:583231</c> and
    /// <c>github:#583231</c> are that one account, which <c>github:583231</c>, a name of digits, is not.
    /// </summary>
    public static string NormalAccount(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var text = account.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? text.TrimStart('@').TrimEnd('.') : text[..colon].Trim() + ":" + NormalHandle(text[(colon + 1)..].Trim());
    }

    /// <summary>Composed, lower case, single spaces.</summary>
    public static string NormalName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Join(' ', name.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string NormalHandle(string handle)
    {
        var number = handle.StartsWith('#') ? handle[1..] : handle.StartsWith("id:", StringComparison.Ordinal) ? handle[3..].TrimStart() : "";
        return number.Length > 0 && number.All(char.IsAsciiDigit) ? "#" + number.TrimStart('0').PadLeft(1, '0') : handle.TrimStart('@').TrimEnd('.');
    }

    private static byte[] Hash(byte[] pepper, string purpose, string normal) => HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(purpose + "\n" + normal));
}
