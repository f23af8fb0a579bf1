using Coc.EventFormat.Chain;
using Coc.EventStore;
using Coc.EventStore.Forwarding;
using Npgsql;
using NpgsqlTypes;

namespace Coc.EventMaintenance.Attesting;

/// <summary>A service's own signed heads, as the daemon's role. One process signs at a time: take the lease of <see cref="Job"/> first.</summary>
public sealed class HeadStore(NpgsqlDataSource daemon, TimeProvider clock)
{
    /// <summary>Whose lease lets a process sign.</summary>
    public const string Job = "Heads";

    // A stream that was signed may grow, but what was its head then is in it still.
    private const string Contradicted =
        """
        select l.tenant_id, l.stream_id from mt.coc_leaves l
        left join mt.mt_events e on e.tenant_id = l.tenant_id and e.stream_id = l.stream_id and e.version = l.version
        where (l.tenant_id, l.stream_id) in (select tenant_id, stream_id from mt.mt_events where seq_id > $1 and seq_id <= $2)
          and (e.seq_id is null or coalesce(e.headers ->> 'h', l.hash) <> l.hash)
        limit 1
        """;

    private const string Ends =
        """
        with ends as (
          select distinct on (tenant_id, stream_id) tenant_id, stream_id, version, headers ->> 'h' as hash
          from mt.mt_events where seq_id > $1 and seq_id <= $2 and type <> 'tombstone' order by tenant_id, stream_id, version desc)
        """;

    private const string Before =
        $"select {EventRow.Columns} from mt.mt_events where tenant_id = $1 and stream_id = $2 and version <= $3 and type <> 'tombstone' order by version";

    private const string ForeignEnds = $"{Ends} select tenant_id, stream_id, version from ends where hash is null";

    private const string Keep = "on conflict (tenant_id, stream_id) do update set version = excluded.version, hash = excluded.hash";

    private const string MoveOurs =
        $"""
        {Ends}
        insert into mt.coc_leaves (tenant_id, stream_id, version, hash) select tenant_id, stream_id, version, hash from ends where hash is not null {Keep}
        """;

    private const string Put = $"insert into mt.coc_leaves (tenant_id, stream_id, version, hash) values ($1, $2, $3, $4) {Keep}";

    private const string Count = "select count(*) from mt.mt_events where seq_id > $1 and seq_id <= $2 and type <> 'tombstone'";

    /// <summary>Signs where the log has come to and keeps the head; null when no event has come since the last one.</summary>
    /// <exception cref="HeadContradictedException">the log no longer holds what the last head attested; nothing was signed.</exception>
    public async Task<SignedHead?> SignNextAsync(string service, SigningKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await using var connection = await daemon.OpenConnectionAsync(cancellationToken);
        var upTo = await LogEnd.SettledAsync(connection, clock, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var previous = await NewestAsync(connection, cancellationToken);
        if (upTo <= (previous?.Sequence ?? 0))
        {
            return null;
        }

        // An imported store has a head but no leaves yet.
        var any = await connection.CreateBatch().Add("select exists (select from mt.coc_leaves)").ScalarAsync(cancellationToken) is true;
        await MoveLeavesAsync(connection, any ? previous?.Sequence ?? 0 : 0, upTo, cancellationToken);
        var events = (previous?.Events ?? 0) + (long)(await connection.CreateBatch().Add(Count, previous?.Sequence ?? 0, upTo).ScalarAsync(cancellationToken))!;
        var (root, streams) = await RootAsync(connection, cancellationToken);
        var head = key.Sign(SignedHead.Of(
            service, (previous?.Number ?? 0) + 1, upTo, events, streams, root, clock.GetUtcNow(), previous?.Hash() ?? SignedHead.NoPrevious));
        await InsertAsync(connection, head, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return head;
    }

    /// <summary>The heads after a number, oldest first.</summary>
    public async Task<IReadOnlyList<SignedHead>> ReadAsync(long afterNumber = 0, CancellationToken cancellationToken = default)
    {
        await using var connection = await daemon.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, afterNumber, cancellationToken);
    }

    internal static async Task<IReadOnlyList<SignedHead>> ReadAsync(NpgsqlConnection connection, long afterNumber, CancellationToken cancellationToken) =>
        await connection.CreateBatch().Add("select head from mt.coc_heads where number > $1 order by number", afterNumber)
            .ListAsync(row => SignedHead.Parse(row.GetString(0)), cancellationToken);

    internal static async Task<SignedHead?> NewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.CreateBatch().Add("select head from mt.coc_heads order by number desc limit 1").ScalarAsync(cancellationToken) is string json
            ? SignedHead.Parse(json)
            : null;

    internal static Task InsertAsync(NpgsqlConnection connection, SignedHead head, CancellationToken cancellationToken) => connection.CreateBatch()
        .Add("insert into mt.coc_heads (number, head) values ($1, $2)", head.Number, new NpgsqlParameter { Value = head.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb })
        .RunAsync(cancellationToken);

    private static async Task MoveLeavesAsync(NpgsqlConnection connection, long from, long upTo, CancellationToken cancellationToken)
    {
        if (await connection.CreateBatch().Add(Contradicted, from, upTo).ListAsync(Key, cancellationToken) is [var contradicted])
        {
            throw new HeadContradictedException(contradicted);
        }

        var foreign = await connection.CreateBatch().Add(ForeignEnds, from, upTo).ListAsync(row => (Stream: Key(row), Version: row.GetInt64(2)), cancellationToken);
        await connection.CreateBatch().Add(MoveOurs, from, upTo).RunAsync(cancellationToken);
        foreach (var (stream, version) in foreign)
        {
            var hash = await HashOfForeignAsync(connection, stream, version, cancellationToken);
            await connection.CreateBatch().Add(Put, stream.Tenant, stream.Id, version, hash).RunAsync(cancellationToken);
        }
    }

    private static StreamKey Key(NpgsqlDataReader row) => new(row.GetString(0), row.GetGuid(1));

    // The hash a foreign event would have had follows from those before it.
    private static async Task<string> HashOfForeignAsync(NpgsqlConnection connection, StreamKey stream, long version, CancellationToken cancellationToken)
    {
        var rows = await connection.CreateBatch().Add(Before, stream.Tenant, stream.Id, version).ListAsync(EventRow.Read, cancellationToken);
        return Convert.ToHexStringLower(rows.Aggregate(ChainHash.Beginning, (hash, row) => row.HashAfter(hash)));
    }

    private static async Task<(string Root, long Streams)> RootAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select tenant_id, stream_id, version, hash from mt.coc_leaves order by tenant_id, stream_id", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var root = new MerkleRoot();
        while (await reader.ReadAsync(cancellationToken))
        {
            root.Add(new StreamKey(reader.GetString(0), reader.GetGuid(1)), reader.GetInt64(2), Convert.FromHexString(reader.GetString(3)));
        }

        return (Convert.ToHexStringLower(root.Root()), root.Leaves);
    }
}

/// <summary>A stream does not hold what the newest signed head attested: it was cut or changed. No further head is signed; run a verification.</summary>
public sealed class HeadContradictedException(StreamKey stream) : Exception($"Stream {stream.Id} no longer holds what was signed.")
{
    /// <summary>The stream.</summary>
    public StreamKey Stream { get; } = stream;
}
