using Coc.EventStore.Encryption;
using Npgsql;

namespace Coc.EventStore.Snapshots;

/// <summary>
/// A row of <c>coc_snapshots</c>: the state as a body is stored, its sensitive members under their data keys, and all of it once more under its body's key,
/// so that nobody who can only write to the database makes one.
/// </summary>
internal sealed record Snapshot(long Version, byte[] State, Guid BodyKeyId, string Master, byte[] BodyWrapped)
{
    public const string Find =
        """
        select s.version, s.state, s.body_key_id, b.master, b.wrapped
        from mt.coc_snapshots s join mt.coc_body_keys b on b.tenant_id = s.tenant_id and b.key_id = s.body_key_id
        where s.tenant_id = $1 and s.stream_id = $2 and s.name = $3
        """;

    public static Snapshot Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetGuid(2), row.GetString(3), row.GetFieldValue<byte[]>(4));
}

/// <summary>A stream from its snapshot's last event on, or from the first when there is none, with the keys it was opened with.</summary>
internal sealed record ReadBehind(EventStream Stream, KeyRing Keys, Snapshot? Snapshot);
