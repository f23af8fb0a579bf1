using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Coc.EventStore.Serialization;

namespace Coc.EventStore.Encryption;

/// <summary>A sensitive member as it is stored: <c>enc:1:{key id}:{base64}</c>, a JSON string, so that a reader without keys still parses the body.</summary>
internal static class SealedText
{
    // 32 digits of the key id and a colon follow the prefix.
    private const int Colon = 6 + 32;

    private static ReadOnlySpan<byte> Prefix => "enc:1:"u8;

    public static string Seal(DataKey key, byte[] plain, byte[] associated) =>
        $"enc:1:{key.Id:N}:{Convert.ToBase64String(Gcm.Encrypt(key.Bytes, plain, associated))}";

    public static Guid KeyIdOf(ReadOnlySpan<byte> text) =>
        text.Length > Colon && text.StartsWith(Prefix) && text[Colon] == ':'
        && Utf8Parser.TryParse(text[Prefix.Length..Colon], out Guid keyId, out var digits, 'N') && digits == Colon - Prefix.Length
            ? keyId
            : throw new SealedMemberException("A sensitive member is not a ciphertext.");

    /// <param name="text">one that has a key id</param>
    public static byte[] Open(ReadOnlySpan<byte> text, byte[] key, byte[] associated)
    {
        var block = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            return Base64.DecodeFromUtf8(text[(Colon + 1)..], block, out _, out var length) == OperationStatus.Done
                ? Gcm.Decrypt(key, block.AsSpan(0, length), associated)
                : throw new SealedMemberException("A sensitive member is not a ciphertext.");
        }
        catch (CryptographicException damaged)
        {
            throw new SealedMemberException("A sensitive member does not open: damaged, or moved from another place.", damaged);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
