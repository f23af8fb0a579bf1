using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>Writes down every read before anything is shown (R67).</summary>
internal sealed class CaseReads(NpgsqlDataSource database, DomainClock clock)
{
    private const string Insert = "insert into app.case_reads (tenant_id, case_id, id, at, seat, role, part, thing) values ($1, $2, $3, $4, $5, $6, $7, $8)";

    public Task RecordAsync(StreamKey key, PanelSeat seat, string part, Guid? thing, CancellationToken cancellationToken) =>
        RecordAsync([(key, new(seat.Seat, key.Tenant, seat.Role, seat.Chair))], part, thing, cancellationToken);

    /// <summary>One row for each case of a list that was opened.</summary>
    public async Task RecordAsync(IReadOnlyList<(StreamKey Case, TicketSeat Seat)> reads, string part, Guid? thing, CancellationToken cancellationToken)
    {
        if (reads.Count == 0)
        {
            return;
        }

        await using var batch = database.CreateBatch(); // one implicit transaction: the tenant holds for what follows
        string? tenant = null;
        foreach (var (key, seat) in reads)
        {
            if (tenant != key.Tenant)
            {
                batch.SetTenant(tenant = key.Tenant);
            }

            batch.Add(Insert, key.Tenant, key.Id, Ids.New(), clock.GetUtcNow(), seat.Id, seat.Role, part, thing);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<IReadOnlyList<CaseRead>> ListAsync(StreamKey key, int limit, Guid? before, CancellationToken cancellationToken) =>
        database.ReadAsync(
            key.Tenant, "select id, at, seat, role, part, thing from app.case_reads where tenant_id = $1 and case_id = $2 and ($3::uuid is null or id < $3) order by id desc limit $4",
            [key.Tenant, key.Id, before, limit + 1],
            r => new CaseRead(r.GetGuid(0), r.GetFieldValue<DateTimeOffset>(1), r.GetGuid(2), r.GetString(3), r.GetString(4), r.IdOrNull(5)), cancellationToken);
}

/// <summary>One read: who (seat and why: its role), which part, when.</summary>
internal sealed record CaseRead(Guid Id, DateTimeOffset At, Guid Seat, string Role, string Part, Guid? Thing);
