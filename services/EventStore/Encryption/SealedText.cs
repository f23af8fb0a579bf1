using System.Security.Cryptography;
using Coc.EventStore.Serialization;

namespace Coc.EventStore.Encryption;

/// <summary>A sensitive member as it is stored: <c>enc:1:{key id}:{base64}</c>, a JSON string, so that a reader without keys still parses the body.</summary>
internal sealed record SealedText(Guid KeyId, byte[] Block)
{
    private const string PrefixText = "enc:1:";

    public static ReadOnlySpan<byte> Prefix => "enc:1:"u8;

    public static SealedText Seal(DataKey key, byte[] plain, byte[] associated) => new(key.Id, Gcm.Encrypt(key.Bytes, plain, associated));

    public static SealedText Parse(string text)
    {
        // 32 digits of the key id and a colon follow the prefix.
        if (text.Length > PrefixText.Length + 33
            && text.StartsWith(PrefixText, StringComparison.Ordinal)
            && text[PrefixText.Length + 32] == ':'
            && Guid.TryParseExact(text.AsSpan(PrefixText.Length, 32), "N", out var keyId))
        {
            var block = new byte[text.Length];
            if (Convert.TryFromBase64Chars(text.AsSpan(PrefixText.Length + 33), block, out var length))
            {
                return new SealedText(keyId, block[..length]);
            }
        }

        throw new SealedMemberException("A sensitive member is not a ciphertext.");
    }

    public byte[] Open(byte[] key, byte[] associated)
    {
        try
        {
            return Gcm.Decrypt(key, Block, associated);
        }
        catch (CryptographicException damaged)
        {
            throw new SealedMemberException("A sensitive member does not open: damaged, or moved from another place.", damaged);
        }
    }

    public override string ToString() => $"{PrefixText}{KeyId:N}:{Convert.ToBase64String(Block)}";
}
