using System.Collections.Concurrent;
using Coc.EventFormat.Sealing;

namespace Coc.EventStore.Encryption;

/// <summary>The data keys of one stream as they were when read, unwrapped on first use.</summary>
internal sealed class KeyRing : IKeySource
{
    private readonly BodyKeys bodies;
    private readonly Dictionary<Guid, KeyRow> rows;
    private readonly ConcurrentDictionary<Guid, byte[]> unwrapped = new();

    public KeyRing(BodyKeys bodies, IEnumerable<KeyRow> rows)
    {
        this.bodies = bodies;
        this.rows = rows.ToDictionary(row => row.KeyId);
        foreach (var row in this.rows.Values.Where(row => row.Wrapped is not null))
        {
            // At once: a ring may be remembered for longer than a rotation keeps the old master key.
            bodies.Open(row.Stream.Tenant, row.BodyKeyId, row.Master, row.BodyWrapped);
        }
    }

    /// <summary>Whether something of the stream can no longer be read.</summary>
    public bool AnyClosed => rows.Values.Any(row => row.Wrapped is null);

    /// <summary>The key that new members of an owner are sealed with, or null when there is none alive.</summary>
    /// <exception cref="KeyDisabledException">it may come back: a second one beside it would tear the owner's text apart</exception>
    public DataKey? LiveKeyOf(string owner) => rows.Values.FirstOrDefault(row => !row.Destroyed && row.Owner == owner) switch
    {
        null => null,
        { Wrapped: null } row => throw new KeyDisabledException(row.Stream),
        var row => new DataKey(row.KeyId, Unwrap(row)!),
    };

    public (byte[]? Key, string Owner) Find(Guid keyId) => rows.TryGetValue(keyId, out var row)
        ? (Unwrap(row), row.Owner)
        : throw new SealedMemberException($"There is no key {keyId} in this stream.");

    /// <summary>The ring with keys made by an append.</summary>
    public KeyRing With(IReadOnlyList<KeyRow> made) => made.Count == 0 ? this : new KeyRing(bodies, rows.Values.Concat(made));

    private byte[]? Unwrap(KeyRow row) => row.Wrapped is null ? null : unwrapped.GetOrAdd(row.KeyId, _ => bodies.Unwrap(row)!);
}
