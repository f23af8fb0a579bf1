using System.Security.Cryptography;
using Coc.Platform.Security;

namespace Coc.Identity.Features.Inviting;

/// <summary>
/// The code of an invitation is computed from its id under the pepper, so that a repeated request gets the same code although only its hash is stored.
/// </summary>
internal static class InvitationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(byte[] pepper, Guid invitation)
    {
        var bits = HMACSHA256.HashData(pepper, (byte[])[.. "coc invitation code"u8, .. invitation.ToByteArray()]);
        return string.Join('-', Enumerable.Range(0, 5).Select(group => string.Concat(Enumerable.Range(0, 4).Select(i => Alphabet[bits[(group * 4) + i] % 32]))));
    }

    public static byte[] Hash(byte[] pepper, string code) => Codes.Hash(pepper, "invitation", code);
}
