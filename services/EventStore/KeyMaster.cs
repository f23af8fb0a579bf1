using System.Collections.Concurrent;
using System.Security.Cryptography;

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

    /// <summary>Tells which master key wrapped a body key, without telling anything about it.</summary>
    internal string Fingerprint => current;

    internal IEnumerable<string> Fingerprints => known.Keys;

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

    /// <exception cref="CryptographicException">this process cannot get at that key</exception>
    internal byte[] Key(string fingerprint)
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
