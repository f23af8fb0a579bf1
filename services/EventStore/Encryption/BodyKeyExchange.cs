using Npgsql;

namespace Coc.EventStore.Encryption;

/// <summary>The steps by which one body's key is replaced, as the tables' owner.</summary>
internal sealed class BodyKeyExchange(NpgsqlConnection connection, BodyKeys bodies, string tenant)
{
    private const string Unfinished = "select exists (select from mt.coc_body_keys where tenant_id = $1 and retired is not null)";

    private const string Retire = "update mt.coc_body_keys set retired = now() where tenant_id = $1 and retired is null returning 1";

    private const string Insert = "insert into mt.coc_body_keys (tenant_id, key_id, master, wrapped) values ($1, $2, $3, $4)";

    private const string Current = "select key_id, master, wrapped from mt.coc_body_keys where tenant_id = $1 and retired is null";

    // Disabled ones too.
    private const string UnderRetired =
        """
        select k.tenant_id, k.stream_id, k.key_id, k.owner, k.wrapped, k.body_key_id, b.master, b.wrapped, false
        from mt.coc_keys k join mt.coc_body_keys b on b.tenant_id = k.tenant_id and b.key_id = k.body_key_id
        where k.tenant_id = $1 and b.retired is not null and k.wrapped is not null limit 200 for update of k
        """;

    private const string Move =
        """
        update mt.coc_keys k set body_key_id = $2, wrapped = w.wrapped from unnest($3, $4) as w (key_id, wrapped)
        where k.tenant_id = $1 and k.key_id = w.key_id
        """;

    private const string MoveDestroyed =
        """
        update mt.coc_keys k set body_key_id = $2 from mt.coc_body_keys b
        where k.tenant_id = $1 and b.tenant_id = $1 and b.key_id = k.body_key_id and b.retired is not null
        """;

    // Appends that still wrap new data keys by the old key wait here, then run into the foreign key and look again.
    private const string KeepOut = "lock table mt.coc_keys in share row exclusive mode";

    private const string Remove = "delete from mt.coc_body_keys where tenant_id = $1 and retired is not null";

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginTransactionAsync(cancellationToken);
        if (await ScalarAsync(Unfinished, cancellationToken, tenant) is not true)
        {
            if (await ScalarAsync(Retire, cancellationToken, tenant) is null)
            {
                throw new KeyNotFoundException($"{tenant} has no body key here.");
            }

            var fresh = bodies.New(tenant);
            await ScalarAsync(Insert, cancellationToken, tenant, fresh.Id, fresh.Master, fresh.Wrapped);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>How many it re-wrapped; 0 when none is left.</summary>
    public async Task<int> RewrapSomeAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginTransactionAsync(cancellationToken);
        var moved = await MoveSomeAsync(await CurrentAsync(cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    /// <summary>The rest, with nobody adding to it, and the old key goes.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginTransactionAsync(cancellationToken);
        await ScalarAsync(KeepOut, cancellationToken);
        var (current, moved) = (await CurrentAsync(cancellationToken), 0);
        while (await MoveSomeAsync(current, cancellationToken) is > 0 and var some)
        {
            moved += some;
        }

        await ScalarAsync(MoveDestroyed, cancellationToken, tenant, current.Id);
        await ScalarAsync(Remove, cancellationToken, tenant);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    private async Task<int> MoveSomeAsync(BodyKey current, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(UnderRetired, KeyRow.Read, cancellationToken);
        if (rows.Count > 0)
        {
            await ScalarAsync(
                Move, cancellationToken, tenant, current.Id, rows.ConvertAll(r => r.KeyId),
                rows.ConvertAll(r => bodies.Wrap(current, r.Stream, r.Owner, new DataKey(r.KeyId, bodies.Unwrap(r)!))));
        }

        return rows.Count;
    }

    private async Task<BodyKey> CurrentAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(Current, row => new BodyKey(tenant, row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2)), cancellationToken)).Single();

    private async Task<NpgsqlTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = connection.CreateBatch().SetTenant(tenant);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var batch = connection.CreateBatch().Add(sql, tenant);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var batch = connection.CreateBatch().Add(sql, values);
        return await batch.ExecuteScalarAsync(cancellationToken);
    }
}
