using System.Security.Cryptography;
using Coc.EventFormat.Sealing;
using Coc.EventStore;
using Npgsql;

namespace Coc.EventMaintenance.Rotating;

/// <summary>The steps by which one body's key is replaced, as the tables' owner.</summary>
internal sealed class BodyKeyExchange(NpgsqlConnection connection, KeyMaster master, string tenant)
{
    private const string Unfinished = "select exists (select from mt.coc_body_keys where tenant_id = $1 and retired is not null)";

    private const string Retire = "update mt.coc_body_keys set retired = now() where tenant_id = $1 and retired is null returning 1";

    private const string Insert = "insert into mt.coc_body_keys (tenant_id, key_id, master, wrapped) values ($1, $2, $3, $4)";

    private const string Current = "select key_id, master, wrapped from mt.coc_body_keys where tenant_id = $1 and retired is null";

    // Disabled ones too.
    private const string UnderRetired =
        """
        select b.key_id, b.master, b.wrapped, k.stream_id, k.owner, k.key_id, k.wrapped
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

    private readonly Dictionary<Guid, byte[]> opened = [];

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginTransactionAsync(cancellationToken);
        if (await Batch(Unfinished).ScalarAsync(cancellationToken) is not true)
        {
            if (await Batch(Retire).ScalarAsync(cancellationToken) is null)
            {
                throw new KeyNotFoundException($"{tenant} has no body key here.");
            }

            var id = Guid.CreateVersion7();
            var (by, wrapped) = master.Wrap(tenant, id, RandomNumberGenerator.GetBytes(32));
            await Batch(Insert, id, by, wrapped).RunAsync(cancellationToken);
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
        await connection.CreateBatch().Add(KeepOut).RunAsync(cancellationToken);
        var (current, moved) = (await CurrentAsync(cancellationToken), 0);
        while (await MoveSomeAsync(current, cancellationToken) is > 0 and var some)
        {
            moved += some;
        }

        await Batch(MoveDestroyed, current).Add(Remove, tenant).RunAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    private async Task<int> MoveSomeAsync(Guid current, CancellationToken cancellationToken)
    {
        var rewrapped = await Batch(UnderRetired).ListAsync(row => (Id: row.GetGuid(5), Wrapped: Rewrapped(row, opened[current])), cancellationToken);
        if (rewrapped.Count > 0)
        {
            await Batch(Move, current, rewrapped.ConvertAll(k => k.Id), rewrapped.ConvertAll(k => k.Wrapped)).RunAsync(cancellationToken);
        }

        return rewrapped.Count;
    }

    private byte[] Rewrapped(NpgsqlDataReader row, byte[] body)
    {
        var (stream, owner, id) = (row.GetGuid(3), row.GetString(4), row.GetGuid(5));
        var key = WrappedKey.OpenData(opened[Open(row)], tenant, stream, owner, id, row.GetFieldValue<byte[]>(6));
        return WrappedKey.OfData(body, tenant, stream, owner, id, key);
    }

    private async Task<Guid> CurrentAsync(CancellationToken cancellationToken) => (await Batch(Current).ListAsync(Open, cancellationToken)).Single();

    private Guid Open(NpgsqlDataReader row)
    {
        var id = row.GetGuid(0);
        if (!opened.ContainsKey(id))
        {
            opened[id] = master.Unwrap(tenant, id, row.GetString(1), row.GetFieldValue<byte[]>(2));
        }

        return id;
    }

    private async Task<NpgsqlTransaction> BeginTransactionAsync(CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.CreateBatch().SetTenant(tenant).RunAsync(cancellationToken);
        return transaction;
    }

    private NpgsqlBatch Batch(string sql, params ReadOnlySpan<object> behindTenant) => connection.CreateBatch().Add(sql, [tenant, .. behindTenant]);
}
