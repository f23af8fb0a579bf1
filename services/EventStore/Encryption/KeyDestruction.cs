using Npgsql;

namespace Coc.EventStore.Encryption;

/// <summary>Destroys data keys: in the journal first, then in the database.</summary>
internal sealed class KeyDestruction(NpgsqlDataSource source, DestructionJournal? journal)
{
    // An append that uses a key holds the stream's row until it is committed, and one that comes later sees the key gone.
    private const string Lock = "select from mt.mt_streams where tenant_id = $1 and id = $2 for update";

    private const string Destroy =
        """
        update mt.coc_keys set wrapped = null, destroyed = now()
        where tenant_id = $1 and stream_id = $2 and owner = coalesce($3::varchar, owner) and destroyed is null returning key_id
        """;

    /// <param name="owner">null for all keys of the stream</param>
    /// <returns>how many there were</returns>
    public async Task<int> DestroyAsync(StreamKey stream, string? owner, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        List<Guid> keys;
        await using (var batch = connection.CreateBatch().SetTenant(stream.Tenant).Add(Lock, stream.Tenant, stream.Id).Add(Destroy, stream.Tenant, stream.Id, owner))
        await using (var reader = await batch.ReadRowsAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            keys = await reader.TakeAsync(row => row.GetGuid(0), cancellationToken);
        }

        if (keys.Count > 0)
        {
            journal?.Write(keys);
            await transaction.CommitAsync(cancellationToken);
        }

        return keys.Count;
    }
}
