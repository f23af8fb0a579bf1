using Coc.EventStore;
using Npgsql;

namespace Coc.EventMaintenance.Rotating;

/// <summary>
/// Exchanges keys without touching an event, while services read and append. Every step is committed by itself and the whole can be run again after a crash:
/// it goes on where it stopped. Two rotations of one database wait for each other.
/// </summary>
/// <param name="owner">connection string of the tables' owner</param>
/// <param name="daemon">reads all tenants</param>
public sealed class KeyRotation(string owner, NpgsqlDataSource daemon, KeyMaster master)
{
    // Any fixed number does.
    private const long RotationLock = 0x636F635F6B6579;

    // Drains the body keys that are being made under a master key on its way out; later ones are refused.
    private const string RetireOthers =
        """
        lock table mt.coc_body_keys in share row exclusive mode;
        insert into mt.coc_masters (fingerprint) values (:current) on conflict (fingerprint) do update set retired = null;
        insert into mt.coc_masters (fingerprint, retired) select f, now() from unnest(:others) f on conflict (fingerprint) do nothing;
        update mt.coc_masters set retired = now() where fingerprint <> :current and retired is null
        """;

    private const string WrappedByOthers = "select tenant_id, key_id, master, wrapped from mt.coc_body_keys where master <> $1 order by tenant_id limit 100";

    private const string Rewrap = "update mt.coc_body_keys set master = $3, wrapped = $4 where tenant_id = $1 and key_id = $2";

    private const string InUse =
        """
        select b.tenant_id, b.key_id, b.master, b.created, b.retired, count(k.key_id) filter (where k.destroyed is null and k.disabled is null),
          count(k.key_id) filter (where k.destroyed is null and k.disabled is not null), count(k.key_id) filter (where k.destroyed is not null)
        from mt.coc_body_keys b left join mt.coc_keys k on k.tenant_id = b.tenant_id and k.body_key_id = b.key_id
        group by b.tenant_id, b.key_id order by b.tenant_id, b.created
        """;

    /// <summary>Wraps every body key by the current master key; afterwards no other one opens anything.</summary>
    /// <param name="done">told how many are done</param>
    public async Task<int> ToCurrentMasterAsync(Action<int> done, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(done);
        await using var connection = await LockedAsync(cancellationToken);
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await using var retire = new NpgsqlCommand(RetireOthers, connection, transaction);
            retire.Parameters.AddWithValue("current", master.Fingerprint);
            retire.Parameters.AddWithValue("others", master.Fingerprints.Where(f => f != master.Fingerprint).ToArray());
            await retire.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        var count = 0;
        while (await WrappedByOthersAsync(cancellationToken) is { Count: > 0 } keys)
        {
            await using var batch = connection.CreateBatch();
            foreach (var (tenant, id, wrappedBy, wrapped) in keys)
            {
                var now = master.Wrap(tenant, id, master.Unwrap(tenant, id, wrappedBy, wrapped));
                batch.SetTenant(tenant).Add(Rewrap, tenant, id, now.Master, now.Wrapped);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
            done(count += keys.Count);
        }

        return count;
    }

    /// <summary>Gives a body a new key, wraps its data keys by it, and removes the old one. After a crash it finishes what was begun, with the key made then.</summary>
    /// <param name="done">told how many data keys are done</param>
    /// <exception cref="KeyNotFoundException">the body has no key here</exception>
    public async Task<int> BodyKeyAsync(string tenant, Action<int> done, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(done);
        await using var connection = await LockedAsync(cancellationToken);
        var exchange = new BodyKeyExchange(connection, master, tenant);
        await exchange.BeginAsync(cancellationToken);
        var count = 0;
        while (await exchange.RewrapSomeAsync(cancellationToken) is > 0 and var some)
        {
            done(count += some);
        }

        return count + await exchange.EndAsync(cancellationToken);
    }

    /// <summary>Every body key with how many data keys it wraps.</summary>
    public async Task<IReadOnlyList<BodyKeyInUse>> ListAsync(CancellationToken cancellationToken = default) => await daemon.CreateBatch().Add(InUse).ListAsync(
        row => new BodyKeyInUse(
            row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), !row.IsDBNull(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)),
        cancellationToken);

    private Task<List<(string Tenant, Guid Id, string Master, byte[] Wrapped)>> WrappedByOthersAsync(CancellationToken cancellationToken) =>
        daemon.CreateBatch().Add(WrappedByOthers, master.Fingerprint)
            .ListAsync(row => (row.GetString(0), row.GetGuid(1), row.GetString(2), row.GetFieldValue<byte[]>(3)), cancellationToken);

    private async Task<NpgsqlConnection> LockedAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await connection.CreateBatch().Add("select pg_advisory_lock($1)", RotationLock).RunAsync(cancellationToken);
        return connection;
    }
}

/// <summary>One body key with what it wraps.</summary>
/// <param name="Master">fingerprint of the master key it is wrapped by</param>
/// <param name="Retired">a rotation was begun and not finished</param>
public sealed record BodyKeyInUse(string Tenant, Guid Id, string Master, DateTimeOffset Created, bool Retired, long Live, long Disabled, long Destroyed);
