using Coc.EventFormat.Sealing;

namespace Coc.EventStore.Encryption;

/// <summary>The data keys of one stream as they were when read, unwrapped on first use. They are few: rings are made with every read, and remembered.</summary>
internal sealed class KeyRing : IKeySource
{
    private readonly BodyKeys bodies;
    private readonly KeyRow[] rows;
    private readonly byte[]?[] unwrapped;

    public KeyRing(BodyKeys bodies, IEnumerable<KeyRow> rows)
    {
        this.bodies = bodies;
        this.rows = [.. rows];
        unwrapped = new byte[this.rows.Length][];
        foreach (var row in this.rows.Where(row => row.Wrapped is not null))
        {
            // At once: a ring may be remembered for longer than a rotation keeps the old master key.
            bodies.Open(row.Stream.Tenant, row.BodyKeyId, row.Master, row.BodyWrapped);
        }
    }

    /// <summary>Whether something of the stream can no longer be read.</summary>
    public bool AnyClosed => rows.Any(row => row.Wrapped is null);

    /// <summary>The key that new members of an owner are sealed with, or null when there is none alive.</summary>
    /// <exception cref="KeyDisabledException">it may come back: a second one beside it would tear the owner's text apart</exception>
    public DataKey? LiveKeyOf(string owner) => Array.FindIndex(rows, row => !row.Destroyed && row.Owner == owner) switch
    {
        -1 => null,
        var at => new DataKey(rows[at].KeyId, Unwrap(at) ?? throw new KeyDisabledException(rows[at].Stream)),
    };

    public (byte[]? Key, string Owner) Find(Guid keyId) => Array.FindIndex(rows, row => row.KeyId == keyId) is var at and >= 0
        ? (Unwrap(at), rows[at].Owner)
        : throw new SealedMemberException($"There is no key {keyId} in this stream.");

    /// <summary>The ring with keys made by an append.</summary>
    public KeyRing With(IReadOnlyList<KeyRow> made) => made.Count == 0 ? this : new KeyRing(bodies, rows.Concat(made));

    /// <summary>Whether it was made of just these rows: then what it has unwrapped need not be unwrapped again.</summary>
    public bool IsOf(IReadOnlyList<KeyRow> read) => rows.Length == read.Count && rows.All(row => read.Any(row.SaysTheSame));

    private byte[]? Unwrap(int at) => unwrapped[at] ??= bodies.Unwrap(rows[at]);
}
