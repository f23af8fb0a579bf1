using System.Security.Cryptography;

namespace Coc.EventFormat.Sealing;

/// <summary>AES-256-GCM as one block of bytes: nonce (12), ciphertext, tag (16).</summary>
public static class Gcm
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    // Setting up a key costs more than using it, and the members of a body mostly share one. A cipher is not for two threads at once.
    [ThreadStatic]
    private static (byte[]? Key, AesGcm? Cipher) last;

    /// <summary>Seals under a fresh nonce.</summary>
    /// <param name="key">32 bytes, not changed as long as it is in use</param>
    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var block = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(block.AsSpan(0, NonceSize));
        CipherOf(key).Encrypt(block.AsSpan(0, NonceSize), plain, block.AsSpan(NonceSize, plain.Length), block.AsSpan(NonceSize + plain.Length), associated);
        return block;
    }

    /// <summary>Opens what <see cref="Encrypt"/> sealed under the same key for the same place.</summary>
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
