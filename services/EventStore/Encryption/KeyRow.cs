using Npgsql;

namespace Coc.EventStore.Encryption;

/// <summary>A row of <c>coc_keys</c> with the body key that wraps it. <see cref="Wrapped"/> is null once destroyed, and as long as it is disabled.</summary>
internal sealed record KeyRow(
    StreamKey Stream, Guid KeyId, string Owner, byte[]? Wrapped, Guid BodyKeyId, string Master, byte[] BodyWrapped, bool Destroyed = false)
{
    /// <summary>All keys with the body keys that wrap them; <c>k</c> is <c>coc_keys</c>. A disabled key does not leave the database.</summary>
    public const string All =
        """
        select k.tenant_id, k.stream_id, k.key_id, k.owner, case when k.disabled is null then k.wrapped end, k.body_key_id, b.master, b.wrapped,
          k.destroyed is not null
        from mt.coc_keys k join mt.coc_body_keys b on b.tenant_id = k.tenant_id and b.key_id = k.body_key_id
        """;

    /// <summary>Those of one stream.</summary>
    public const string OfStream = $"{All} where k.tenant_id = $1 and k.stream_id = $2";

    /// <summary>Those of some streams of one tenant.</summary>
    public const string OfStreams = $"{All} where k.tenant_id = $1 and k.stream_id = any ($2)";

    public static KeyRow Read(NpgsqlDataReader row) => new(
        new StreamKey(row.GetString(0), row.GetGuid(1)), row.GetGuid(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetFieldValue<byte[]>(4),
        row.GetGuid(5), row.GetString(6), row.GetFieldValue<byte[]>(7), row.GetBoolean(8));
}
