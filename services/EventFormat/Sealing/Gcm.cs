using System.Security.Cryptography;

namespace Coc.EventFormat.Sealing;

/// <summary>AES-256-GCM as one block of bytes: nonce (12), ciphertext, tag (16).</summary>
public static class Gcm
{
    /// <summary>How many bytes a block has more than what it holds.</summary>
    public const int Overhead = NonceSize + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    // Setting up a key costs more than using it, and the members of a body mostly share one. A cipher is not for two threads at once.
    [ThreadStatic]
    private static (byte[]? Key, AesGcm? Cipher) last;

    /// <summary>Seals under a fresh nonce.</summary>
    /// <param name="key">32 bytes, not changed as long as it is in use</param>
    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var block = new byte[plain.Length + Overhead];
        Encrypt(key, plain, associated, block);
        return block;
    }

    /// <summary>The same into a block of the caller's, exactly <see cref="Overhead"/> longer than <paramref name="plain"/>.</summary>
    public static void Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated, Span<byte> block)
    {
        RandomNumberGenerator.Fill(block[..NonceSize]);
        CipherOf(key).Encrypt(block[..NonceSize], plain, block.Slice(NonceSize, plain.Length), block[^TagSize..], associated);
    }

    /// <summary>Opens what was sealed under the same key for the same place.</summary>
    /// <exception cref="CryptographicException">too short, damaged, another key, or bound to another place.</exception>
    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> block, ReadOnlySpan<byte> associated)
    {
        if (block.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("Too short for a nonce and a tag.");
        }

        var plain = new byte[block.Length - NonceSize - TagSize];
        CipherOf(key).Decrypt(block[..NonceSize], block.Slice(NonceSize, plain.Length), block[^TagSize..], plain, associated);
        return plain;
    }

    private static AesGcm CipherOf(byte[] key)
    {
        if (last.Key != key)
        {
            last.Cipher?.Dispose();
            last = (key, new AesGcm(key, TagSize));
        }

        return last.Cipher!;
    }
}
