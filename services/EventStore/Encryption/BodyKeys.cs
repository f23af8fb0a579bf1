using System.Collections.Concurrent;
using System.Security.Cryptography;
using Coc.EventFormat.Sealing;
using Npgsql;

namespace Coc.EventStore.Encryption;

/// <summary>A body's key, as new data keys are wrapped by it.</summary>
internal sealed record BodyKey(string Tenant, Guid Id, string Master, byte[] Wrapped);

/// <summary>
/// The body keys this process has met, unwrapped once. A body key never changes under its id, whatever master key wraps it, so that what is remembered
/// stays true; that it is no longer the current one, a data key's foreign key says.
/// </summary>
internal sealed class BodyKeys(NpgsqlDataSource source, KeyMaster master)
{
    /// <summary>The database refuses a wrap by a master key that was retired.</summary>
    private const string RetiredMaster = "CC411";

    private readonly ConcurrentDictionary<(string Tenant, Guid Id), byte[]> opened = new();
    private readonly ConcurrentDictionary<string, BodyKey> current = new(StringComparer.Ordinal);

    /// <summary>The ring of a stream without keys.</summary>
    public KeyRing NoKeys => field ??= new KeyRing(this, []);

    /// <summary>A rotation has replaced it.</summary>
    public void Forget(string tenant) => current.TryRemove(tenant, out _);

    /// <summary>The tenant's key for new data keys, made when it has none.</summary>
    public async ValueTask<BodyKey> CurrentAsync(string tenant, CancellationToken cancellationToken)
    {
        if (current.TryGetValue(tenant, out var known))
        {
            return known;
        }

        var before = master.Fingerprint;
        try
        {
            return current.GetOrAdd(tenant, await FindOrMakeAsync(tenant, cancellationToken));
        }
        catch (PostgresException retired) when (retired.SqlState == RetiredMaster)
        {
            master.ReadAgain();
            return master.Fingerprint != before
                ? current.GetOrAdd(tenant, await FindOrMakeAsync(tenant, cancellationToken))
                : throw new CryptographicException($"Master key {before} is retired: start this process with the current one.", retired);
        }
    }

    public byte[] Wrap(BodyKey body, StreamKey stream, string owner, DataKey key) =>
        WrappedKey.OfData(Open(body.Tenant, body.Id, body.Master, body.Wrapped), stream.Tenant, stream.Id, owner, key.Id, key.Bytes);

    /// <summary>The data key of a row, or null when it is destroyed or disabled.</summary>
    public byte[]? Unwrap(KeyRow row) => row.Wrapped is null
        ? null
        : WrappedKey.OpenData(Open(row.Stream.Tenant, row.BodyKeyId, row.Master, row.BodyWrapped), row.Stream.Tenant, row.Stream.Id, row.Owner, row.KeyId, row.Wrapped);

    public byte[] Open(string tenant, Guid id, string wrappedBy, byte[] wrapped) =>
        opened.TryGetValue((tenant, id), out var key) ? key : opened.GetOrAdd((tenant, id), master.Unwrap(tenant, id, wrappedBy, wrapped));

    private async Task<BodyKey> FindOrMakeAsync(string tenant, CancellationToken cancellationToken)
    {
        var fresh = Guid.CreateVersion7();
        var (by, wrapped) = master.Wrap(tenant, fresh, RandomNumberGenerator.GetBytes(32));
        await using var batch = source.AsTenant(tenant)
            .Add(
                """
                insert into mt.coc_body_keys (tenant_id, key_id, master, wrapped)
                select $1, $2, $3, $4 where not exists (select from mt.coc_body_keys where tenant_id = $1 and retired is null)
                on conflict (tenant_id) where retired is null do nothing
                """,
                tenant, fresh, by, wrapped)
            .Add("select key_id, master, wrapped from mt.coc_body_keys where tenant_id = $1 and retired is null", tenant);
        await using var reader = await batch.ReadRowsAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var stored = new BodyKey(tenant, reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        // The implicit transaction of a batch ends with its last result: a key is remembered only once it is committed.
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        // Opened now: its master key may be gone from where it came from when it is needed first.
        Open(tenant, stored.Id, stored.Master, stored.Wrapped);
        return stored;
    }
}
