using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Coc.EventFormat.Sealing;

/// <summary>A sensitive member as it is stored: <c>enc:1:{key id}:{base64}</c>, a JSON string, so that a reader without keys still parses the body.</summary>
public static class SealedText
{
    // 32 digits of the key id and a colon follow the prefix.
    private const int Colon = 6 + 32;

    private static ReadOnlySpan<byte> Prefix => "enc:1:"u8;

    /// <summary>Seals a member's plain JSON.</summary>
    public static string Seal(Guid keyId, byte[] key, byte[] plain, byte[] associated) =>
        $"enc:1:{keyId:N}:{Convert.ToBase64String(Gcm.Encrypt(key, plain, associated))}";

    /// <summary>Which key opens it.</summary>
    /// <exception cref="SealedMemberException">it is no ciphertext</exception>
    public static Guid KeyIdOf(ReadOnlySpan<byte> text) =>
        text.Length > Colon && text.StartsWith(Prefix) && text[Colon] == ':'
        && Utf8Parser.TryParse(text[Prefix.Length..Colon], out Guid keyId, out var digits, 'N') && digits == Colon - Prefix.Length
            ? keyId
            : throw new SealedMemberException("A sensitive member is not a ciphertext.");

    /// <summary>Opens it.</summary>
    /// <param name="text">one that has a key id</param>
    /// <exception cref="SealedMemberException">damaged, or of another place</exception>
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

/// <summary>A member that must be ciphertext is not, or is of another place: damaged or forged, never taken for plain text.</summary>
public sealed class SealedMemberException(string message, Exception? inner = null) : Exception(message, inner);
