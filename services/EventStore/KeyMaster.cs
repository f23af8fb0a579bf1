using System.Collections.Concurrent;
using System.Security.Cryptography;
using Coc.EventFormat.Sealing;

namespace Coc.EventStore;

/// <summary>
/// The service's master keys. The current one wraps new body keys, which wrap data keys; the others are known for as long as a rotation runs.
/// They are never in the database, which knows their fingerprints only.
/// </summary>
public sealed class KeyMaster
{
    private readonly Func<IReadOnlyList<byte[]>> read;

    // What was met once is kept: rows read before a rotation ended still name the old key.
    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);
    private volatile string current = "";

    /// <summary>One key of 32 bytes, for ever.</summary>
    public KeyMaster(ReadOnlySpan<byte> key) : this(Fixed(key.ToArray()))
    {
    }

    /// <param name="read">
    /// the keys of 32 bytes each, the current one first. Asked at once, and again when a row names a key not met yet: so a rotation needs no restart.
    /// </param>
    public KeyMaster(Func<IReadOnlyList<byte[]>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        this.read = read;
        ReadAgain();
    }

    /// <summary>Tells which master key wraps new body keys, without telling anything about it: 16 hex digits.</summary>
    public string Fingerprint => current;

    /// <summary>Of all keys this process knows.</summary>
    public IEnumerable<string> Fingerprints => known.Keys;

    /// <summary>Keys for one purpose outside the store, derived from the master keys, the current one's first. Whoever uses them seals anew in a rotation.</summary>
    public IReadOnlyList<byte[]> Derive(string purpose) =>
        [.. known.OrderByDescending(k => k.Key == current).Select(k => HKDF.DeriveKey(HashAlgorithmName.SHA256, k.Value, 32, info: System.Text.Encoding.UTF8.GetBytes(purpose)))];

    /// <summary>Asks for the keys again.</summary>
    public void ReadAgain()
    {
        var keys = read();
        foreach (var key in keys)
        {
            known[FingerprintOf(key)] = key;
        }

        current = FingerprintOf(keys[0]);
    }

    /// <summary>A body's key under the current master key, and which one that is.</summary>
    public (string Master, byte[] Wrapped) Wrap(string tenant, Guid id, byte[] key)
    {
        var by = current;
        return (by, WrappedKey.OfBody(Key(by), tenant, id, key));
    }

    /// <summary>Unwraps a body's key.</summary>
    /// <param name="by">fingerprint of the master key that wrapped it</param>
    /// <exception cref="CryptographicException">this process cannot get at that master key, or the key is damaged or another body's</exception>
    public byte[] Unwrap(string tenant, Guid id, string by, byte[] wrapped) => WrappedKey.OpenBody(Key(by), tenant, id, wrapped);

    private byte[] Key(string fingerprint)
    {
        if (!known.ContainsKey(fingerprint))
        {
            ReadAgain();
        }

        return known.GetValueOrDefault(fingerprint) ?? throw new CryptographicException(
            $"A body key is wrapped by master key {fingerprint}, this process has {string.Join(", ", known.Keys)}: name that key in Keys__MasterPrevious.");
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"master key {current}";

    private static Func<IReadOnlyList<byte[]>> Fixed(byte[] key) => () => [key];

    private static string FingerprintOf(byte[] key) => key.Length == 32
        ? Convert.ToHexStringLower(SHA256.HashData([.. "coc master key"u8, .. key]).AsSpan(0, 8))
        : throw new ArgumentException("A master key has 32 bytes.");
}
