using System.Security.Cryptography;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Npgsql;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>
/// Data keys in use on content that lies beside the log: a file is sealed under the data key of its sender in the store's table of keys, so that destroying that key
/// takes the file with it, and exchanging master or body keys leaves it readable. Keys are wrapped as the store wraps them (EventFormat).
/// </summary>
internal sealed class ContentKeys(NpgsqlDataSource database, KeyMaster master)
{
    /// <summary>SQLSTATE of an append whose <see cref="MustLive"/> did not hold; nothing was written.</summary>
    public const string Gone = "CC412";

    private const int Attempts = 3;
    private const string RetiredMaster = "CC411";

    private const string Living =
        """
        select k.key_id, k.owner, k.wrapped, b.key_id, b.master, b.wrapped
        from mt.coc_keys k join mt.coc_body_keys b on b.tenant_id = k.tenant_id and b.key_id = k.body_key_id
        where k.tenant_id = $1 and k.stream_id = $2 and k.destroyed is null and k.disabled is null
        """;

    private const string MakeBody =
        """
        insert into mt.coc_body_keys (tenant_id, key_id, master, wrapped)
        select $1, $2, $3, $4 where not exists (select from mt.coc_body_keys where tenant_id = $1 and retired is null)
        on conflict (tenant_id) where retired is null do nothing
        """;

    private const string Body = "select key_id, master, wrapped from mt.coc_body_keys where tenant_id = $1 and retired is null";

    private const string Make =
        """
        insert into mt.coc_keys (tenant_id, key_id, stream_id, owner, body_key_id, wrapped) values ($1, $2, $3, $4, $5, $6)
        on conflict (tenant_id, stream_id, owner) where destroyed is null do nothing
        """;

    /// <summary>The living key of an owner, made when there is none. The stream need not exist yet: its first append then has to expect any version.</summary>
    /// <exception cref="KeyDisabledException">there is one, and it is disabled</exception>
    public async Task<ContentKey> ForAsync(StreamKey stream, string owner, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if ((await LivingAsync(stream, cancellationToken)).FirstOrDefault(k => k.Owner == owner) is { } live)
            {
                return live.Key;
            }

            try
            {
                await MakeAsync(stream, owner, cancellationToken);
            }
            catch (PostgresException failure) when (attempt < Attempts && failure.SqlState is RetiredMaster or PostgresErrorCodes.ForeignKeyViolation)
            {
                master.ReadAgain(); // keys are being exchanged at this moment
            }

            if (attempt > Attempts)
            {
                throw new KeyDisabledException(stream);
            }
        }
    }

    /// <summary>The key by which something was sealed; null when it is destroyed or disabled.</summary>
    public async Task<ContentKey?> FindAsync(StreamKey stream, Guid key, CancellationToken cancellationToken) =>
        (await LivingAsync(stream, cancellationToken)).FirstOrDefault(k => k.Key.Id == key)?.Key;

    /// <summary>Ends the append with SQLSTATE <see cref="Gone"/> when the key was destroyed or disabled meanwhile; the append holds the stream's row, and so does a destruction.</summary>
    public static StoreStatement MustLive(StreamKey stream, ContentKey key) => new(
        stream.Tenant,
        $"select mt.coc_expect((select k.destroyed is null and k.disabled is null from mt.coc_keys k where k.tenant_id = $1 and k.key_id = $2), '{Gone}')",
        stream.Tenant, key.Id);

    private Task<IReadOnlyList<OwnedKey>> LivingAsync(StreamKey stream, CancellationToken cancellationToken) => database.ReadAsync(
        stream.Tenant, Living, [stream.Tenant, stream.Id],
        row =>
        {
            var (id, owner) = (row.GetGuid(0), row.GetString(1));
            var body = master.Unwrap(stream.Tenant, row.GetGuid(3), row.GetString(4), row.GetFieldValue<byte[]>(5));
            return new OwnedKey(owner, new ContentKey(id, WrappedKey.OpenData(body, stream.Tenant, stream.Id, owner, id, row.GetFieldValue<byte[]>(2))));
        },
        cancellationToken);

    private async Task MakeAsync(StreamKey stream, string owner, CancellationToken cancellationToken)
    {
        var fresh = Guid.CreateVersion7();
        var (by, wrapped) = master.Wrap(stream.Tenant, fresh, RandomNumberGenerator.GetBytes(32));
        await database.ReadAsync(stream.Tenant, MakeBody, [stream.Tenant, fresh, by, wrapped], _ => 0, cancellationToken);
        var (bodyId, body) = (await database.ReadAsync(
            stream.Tenant, Body, [stream.Tenant],
            row => (row.GetGuid(0), master.Unwrap(stream.Tenant, row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2))), cancellationToken)).Single();
        var key = Guid.CreateVersion7();
        await database.ReadAsync(
            stream.Tenant, Make,
            [stream.Tenant, key, stream.Id, owner, bodyId, WrappedKey.OfData(body, stream.Tenant, stream.Id, owner, key, RandomNumberGenerator.GetBytes(32))], _ => 0, cancellationToken);
    }

    private sealed record OwnedKey(string Owner, ContentKey Key);
}

/// <summary>A data key in use on content: AES-256-GCM, each block bound to its place (<see cref="AssociatedData"/>). Prints its kind only.</summary>
internal sealed class ContentKey(Guid id, byte[] key)
{
    /// <summary>To be kept beside what it seals.</summary>
    public Guid Id => id;

    /// <param name="block">exactly <see cref="Gcm.Overhead"/> longer than <paramref name="plain"/></param>
    public void Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place, Span<byte> block) => Gcm.Encrypt(key, plain, place, block);

    /// <exception cref="CryptographicException">damaged, moved, or sealed by another key</exception>
    public byte[] Open(ReadOnlySpan<byte> block, ReadOnlySpan<byte> place) => Gcm.Decrypt(key, block, place);
}
