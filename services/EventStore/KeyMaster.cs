using System.Security.Cryptography;
using System.Text;

namespace Coc.EventStore;

/// <summary>The service's master key. It wraps body keys, which wrap data keys; it is never in the database.</summary>
public sealed class KeyMaster
{
    private readonly byte[] key;

    /// <summary>Takes 32 bytes.</summary>
    public KeyMaster(ReadOnlySpan<byte> key)
    {
        if (key.Length != 32)
        {
            throw new ArgumentException("A master key has 32 bytes.", nameof(key));
        }

        this.key = key.ToArray();
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData([.. "coc master key"u8, .. key]).AsSpan(0, 8));
    }

    /// <summary>Reads a file that holds 32 bytes in base64.</summary>
    public static KeyMaster FromFile(string path) => new(Convert.FromBase64String(File.ReadAllText(path, Encoding.ASCII).Trim()));

    /// <summary>Tells which master key wrapped a body key, without telling anything about it.</summary>
    internal string Fingerprint { get; }

    internal ReadOnlySpan<byte> Key => key;

    /// <summary>Never the key.</summary>
    public override string ToString() => $"master key {Fingerprint}";
}
