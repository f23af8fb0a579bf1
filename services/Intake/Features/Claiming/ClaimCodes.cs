using System.Security.Cryptography;

namespace Coc.Intake.Features.Claiming;

/// <summary>One-time codes that are handed on: the same for a repeated request although only their hash is stored.</summary>
internal static class ClaimCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <param name="of">what it is for; another thing, another code</param>
    public static string Of(byte[] pepper, byte[] of)
    {
        var bits = HMACSHA256.HashData(pepper, of);
        return string.Join('-', Enumerable.Range(0, 5).Select(group => string.Concat(Enumerable.Range(0, 4).Select(i => Alphabet[bits[(group * 4) + i] % 32]))));
    }
}
