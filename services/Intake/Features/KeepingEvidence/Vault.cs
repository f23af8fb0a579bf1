using Coc.EventStore;
using Npgsql;

namespace Coc.Intake.Features.KeepingEvidence;

/// <summary>A piece as the vault knows it.</summary>
/// <param name="Stream">whose key seals it: the report's, or the piece's own</param>
/// <param name="Case">the case a seat brought it to</param>
internal sealed record VaultRow(Guid Evidence, Guid Stream, Guid Key, Guid? Case);

/// <summary>
/// Sealed blocks in the database. While somebody sends, blocks are written one by one, each in a transaction of its own, so that a slow sender holds neither a connection
/// nor a transaction; nothing of it exists for anybody before the event that names it commits.
/// </summary>
internal sealed class Vault(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Most pieces of one report that are on their way at once.</summary>
    public const int MostAtOnce = 4;

    /// <summary>After this time nobody is sending any more.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <returns>false when too many are on their way</returns>
    public async Task<bool> BeginAsync(VaultRow row, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            insert into app.evidence (tenant_id, evidence, stream_id, key_id, case_id, begun, held)
            select $1, $2, $3, $4, $5, $6, $5::uuid is null
            where (select count(*) from app.evidence where tenant_id = $1 and stream_id = $3 and not finished and begun > $7) < $8
            returning 1
            """;
        var now = time.GetUtcNow();
        return (await database.ReadAsync(
            Reports.Tenant, Sql, [Reports.Tenant, row.Evidence, row.Stream, row.Key, Id(row.Case), now, now - Abandoned, MostAtOnce], _ => true, cancellationToken)).Count == 1;
    }

    // Not waiting for the disk: the commit of the event waits for everything before it.
    public async Task WriteAsync(Guid evidence, int position, ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        await using var batch = database.AsTenant(Reports.Tenant)
            .Add("select set_config('synchronous_commit', 'off', true)")
            .Add("insert into app.evidence_blocks (tenant_id, evidence, position, sealed) values ($1, $2, $3, $4)", Reports.Tenant, evidence, position, block);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>To be committed with the event that names the piece; fails when not all of its blocks are there.</summary>
    public static IEnumerable<StoreStatement> Finish(Guid evidence, int blocks) =>
    [
        new(Reports.Tenant, "update app.evidence set finished = true where tenant_id = $1 and evidence = $2", Reports.Tenant, evidence),
        new(
            Reports.Tenant, "select mt.coc_expect((select count(*) from app.evidence_blocks where tenant_id = $1 and evidence = $2) = $3, 'CC413')",
            Reports.Tenant, evidence, (long)blocks),
    ];

    /// <summary>Forgets what was not finished.</summary>
    public Task DiscardAsync(Guid evidence) => database.ReadAsync(
        Reports.Tenant, "delete from app.evidence where tenant_id = $1 and evidence = $2 and not finished", [Reports.Tenant, evidence], _ => 0, CancellationToken.None);

    /// <summary>A finished piece, or null.</summary>
    public async Task<VaultRow?> FindAsync(Guid evidence, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            Reports.Tenant, "select evidence, stream_id, key_id, case_id from app.evidence where tenant_id = $1 and evidence = $2 and finished", [Reports.Tenant, evidence], Row,
            cancellationToken) is [var found] ? found : null;

    /// <summary>A block and whether another one follows; null when it is not there.</summary>
    public async Task<(byte[] Sealed, bool IsLast)?> BlockAsync(Guid evidence, int position, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            Reports.Tenant,
            """
            select b.sealed, not exists (select from app.evidence_blocks n where n.tenant_id = $1 and n.evidence = $2 and n.position = $3 + 1)
            from app.evidence_blocks b where b.tenant_id = $1 and b.evidence = $2 and b.position = $3
            """,
            [Reports.Tenant, evidence, position], r => (r.GetFieldValue<byte[]>(0), r.GetBoolean(1)), cancellationToken) is [var found] ? found : null;

    /// <summary>Takes away what was begun and never finished, and blocks that nobody can open any more; answers how many.</summary>
    public async Task<int> ClearAsync(CancellationToken cancellationToken)
    {
        var abandoned = await database.ReadAsync(
            Reports.Tenant, "delete from app.evidence where tenant_id = $1 and not finished and begun < $2 returning 1", [Reports.Tenant, time.GetUtcNow() - Abandoned], _ => 0, cancellationToken);
        var unreadable = await database.ReadAsync(
            Reports.Tenant,
            """
            delete from app.evidence_blocks b using app.evidence e, mt.coc_keys k
            where b.tenant_id = $1 and e.tenant_id = $1 and k.tenant_id = $1 and b.evidence = e.evidence and k.key_id = e.key_id and k.destroyed is not null returning 1
            """,
            [Reports.Tenant], _ => 0, cancellationToken);
        return abandoned.Count + unreadable.Count;
    }

    /// <summary>Pieces brought some time ago of which it is not known whether their case took them.</summary>
    public Task<IReadOnlyList<VaultRow>> UnclaimedAsync(CancellationToken cancellationToken) => database.ReadAsync(
        Reports.Tenant, "select evidence, stream_id, key_id, case_id from app.evidence where tenant_id = $1 and finished and not held and begun < $2 order by begun limit 50",
        [Reports.Tenant, time.GetUtcNow() - Abandoned], Row, cancellationToken);

    public Task HoldAsync(Guid evidence, CancellationToken cancellationToken) => database.ReadAsync(
        Reports.Tenant, "update app.evidence set held = true where tenant_id = $1 and evidence = $2", [Reports.Tenant, evidence], _ => 0, cancellationToken);

    public Task RemoveAsync(Guid evidence, CancellationToken cancellationToken) => database.ReadAsync(
        Reports.Tenant, "delete from app.evidence where tenant_id = $1 and evidence = $2 and not held", [Reports.Tenant, evidence], _ => 0, cancellationToken);

    private static VaultRow Row(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.IdOrNull(3));

    private static NpgsqlParameter Id(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid };
}
