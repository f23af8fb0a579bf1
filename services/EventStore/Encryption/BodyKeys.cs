using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;

namespace Coc.EventStore.Encryption;

/// <summary>A body's key, as new data keys are wrapped by it.</summary>
internal sealed record BodyKey(string Tenant, Guid Id, string Master, byte[] Wrapped);

/// <summary>
/// The body keys this process has met, unwrapped once. A body key is never replaced in place, so that what is remembered stays true;
/// a data key's foreign key refuses one that was deleted meanwhile.
/// </summary>
internal sealed class BodyKeys(NpgsqlDataSource source, KeyMaster master)
{
    private readonly ConcurrentDictionary<(string Tenant, Guid Id), byte[]> opened = new();
    private readonly ConcurrentDictionary<string, BodyKey> current = new(StringComparer.Ordinal);

    public BodyKey? Known(string tenant) => current.GetValueOrDefault(tenant);

    /// <summary>The tenant's key for new data keys, made when it has none.</summary>
    public async ValueTask<BodyKey> CurrentAsync(string tenant, CancellationToken cancellationToken)
    {
        if (Known(tenant) is { } known)
        {
            return known;
        }

        var fresh = Wrap(tenant, Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32));
        await using var batch = source.AsTenant(tenant).Add(
            """
            insert into mt.coc_body_keys (tenant_id, key_id, master, wrapped) values ($1, $2, $3, $4)
            on conflict (tenant_id) where retired is null do nothing
            """,
            tenant, fresh.Id, fresh.Master, fresh.Wrapped)
            .Add("select key_id, master, wrapped from mt.coc_body_keys where tenant_id = $1 and retired is null", tenant);
        await using var reader = await batch.ReadRowsAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var stored = new BodyKey(tenant, reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        // The implicit transaction of a batch ends with its last result: a key is remembered only once it is committed.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return current.GetOrAdd(tenant, stored);
    }

    public byte[] Wrap(BodyKey body, StreamKey stream, string owner, DataKey key) =>
        Gcm.Encrypt(Open(body.Tenant, body.Id, body.Master, body.Wrapped), key.Bytes, BoundTo(stream, owner, key.Id));

    /// <summary>The data key of a row, or null when it is destroyed.</summary>
    public byte[]? Unwrap(KeyRow row) => row.Wrapped is null
        ? null
        : Gcm.Decrypt(Open(row.Stream.Tenant, row.BodyKeyId, row.Master, row.BodyWrapped), row.Wrapped, BoundTo(row.Stream, row.Owner, row.KeyId));

    private BodyKey Wrap(string tenant, Guid id, byte[] key) =>
        new(tenant, id, master.Fingerprint, Gcm.Encrypt(master.Key, key, AssociatedData.Of("body key 1", tenant, id.ToString("D"))));

    private byte[] Open(string tenant, Guid id, string wrappedBy, byte[] wrapped) => opened.GetOrAdd(
        (tenant, id),
        _ => wrappedBy == master.Fingerprint
            ? Gcm.Decrypt(master.Key, wrapped, AssociatedData.Of("body key 1", tenant, id.ToString("D")))
            : throw new CryptographicException($"Body key {id} is wrapped by master key {wrappedBy}, this process has {master.Fingerprint}."));

    private static byte[] BoundTo(StreamKey stream, string owner, Guid keyId) =>
        AssociatedData.Of("data key 1", stream.Tenant, stream.Id.ToString("D"), owner, keyId.ToString("D"));
}
