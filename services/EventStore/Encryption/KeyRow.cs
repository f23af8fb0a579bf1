using Npgsql;

namespace Coc.EventStore.Encryption;

/// <summary>A row of <c>coc_keys</c> with the body key that wraps it. <see cref="Wrapped"/> is null once destroyed, and as long as it is disabled.</summary>
internal sealed record KeyRow(
    StreamKey Stream, Guid KeyId, string Owner, byte[]? Wrapped, Guid BodyKeyId, string Master, byte[] BodyWrapped, bool Destroyed = false)
{
    /// <summary>What a query must select, first; <c>k</c> is <c>coc_keys</c>, <c>b</c> <c>coc_body_keys</c>. A disabled key does not leave the database.</summary>
    public const string Columns =
        "k.tenant_id, k.stream_id, k.key_id, k.owner, case when k.disabled is null then k.wrapped end, k.body_key_id, b.master, b.wrapped, k.destroyed is not null";

    /// <summary>All keys with the body keys that wrap them.</summary>
    public const string All = $"select {Columns} from mt.coc_keys k join mt.coc_body_keys b on b.tenant_id = k.tenant_id and b.key_id = k.body_key_id";

    /// <summary>Those of one stream.</summary>
    public const string OfStream = $"{All} where k.tenant_id = $1 and k.stream_id = $2";

    public static KeyRow Read(NpgsqlDataReader row) => new(
        new StreamKey(row.GetString(0), row.GetGuid(1)), row.GetGuid(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4),
        row.GetGuid(5), row.GetString(6), row.GetFieldValue<byte[]>(7), row.GetBoolean(8));

    /// <summary>Whether another row holds the same key in the same wrapping.</summary>
    public bool SaysTheSame(KeyRow other) => (KeyId, BodyKeyId, Destroyed, Owner, Stream) == (other.KeyId, other.BodyKeyId, other.Destroyed, other.Owner, other.Stream)
        && (Wrapped is null) == (other.Wrapped is null) && Wrapped.AsSpan().SequenceEqual(other.Wrapped);
}
