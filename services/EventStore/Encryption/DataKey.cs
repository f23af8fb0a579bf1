using System.Security.Cryptography;

namespace Coc.EventStore.Encryption;

/// <summary>An unwrapped key and the id its ciphertexts name.</summary>
internal sealed record DataKey(Guid Id, byte[] Bytes)
{
    public static DataKey New() => new(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32));

    /// <summary>Never the key.</summary>
    public override string ToString() => Id.ToString("D");
}

/// <summary>Finds a key by the id in a ciphertext.</summary>
internal interface IKeySource
{
    /// <summary>The key, or null when it is destroyed, and whose it is. A key that was never there is an error.</summary>
    (byte[]? Key, string Owner) Find(Guid keyId);
}
