using System.Security.Cryptography;
using System.Text;

namespace Coc.Platform.Security;

/// <summary>Receipts, room and claim codes, API keys: 100 random bits in groups that can be read aloud; only keyed hashes are stored.</summary>
public static class Codes
{
    // Crockford's alphabet: no I, L, O, U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code: 20 characters of 5 bits in five groups of four.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, 5).Select(_ => new string(RandomNumberGenerator.GetItems<char>(Alphabet, 4))));

    /// <summary>The keyed hash under which a code is found; forgiving of case, spaces, dashes and the letters people mix up.</summary>
    public static byte[] Hash(byte[] pepper, string purpose, string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var normal = new StringBuilder(purpose).Append('\n');
        foreach (var c in code.ToUpperInvariant())
        {
            _ = c switch
            {
                ' ' or '-' or '\t' => normal,
                'O' => normal.Append('0'),
                'I' or 'L' => normal.Append('1'),
                _ => normal.Append(c),
            };
        }

        return HMACSHA256.HashData(pepper, Encoding.UTF8.GetBytes(normal.ToString()));
    }
}
