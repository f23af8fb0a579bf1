using Coc.EventStore;
using Npgsql;

namespace Coc.Sanctions.Features.FollowingStanding;

/// <summary>Reads app.standing_feed as of an instant, and records who read how far, in one transaction.</summary>
internal sealed class FeedTable(NpgsqlDataSource database, TimeProvider time)
{
    // One statement, hence one moment: what is recorded is what is shown. A cursor from the future reads and records nothing. The accounts of a page are looked up one by one (the limit keeps the planner from
    // anything else): it takes a page for a tenth of the feed, and would read all persons for it.
    private const string Read =
        """
        with head as (select coalesce((select seq from app.standing_heads where tenant_id = $1), 0) as seq),
        page as (select f.* from app.standing_feed f where f.tenant_id = $1 and f.seq > $2 order by f.seq limit $3),
        kept as (
          insert into app.standing_feed_reads (tenant_id, asker, minute, from_seq, to_seq, reads)
          select $1, $4, $5, $2, coalesce((select max(p.seq) from page p), $2), 1 from head where $2 <= head.seq
          on conflict (tenant_id, asker, minute, from_seq) do update set to_seq = greatest(app.standing_feed_reads.to_seq, excluded.to_seq), reads = app.standing_feed_reads.reads + 1)
        select h.seq, p.seq, p.account_hash, p.level, p.until_at, p.cause, p.gone, a.person, a.sealed
        from head h left join page p on true
        left join lateral (
          select a.person, t.sealed from app.person_accounts a left join app.told_accounts t on t.hash = a.hash and t.person = a.person where a.hash = p.account_hash limit 1) a on true
        order by p.seq
        """;

    /// <param name="asker">seat or key</param>
    public async Task<FeedPage> ReadAsync(string body, Guid asker, long after, int limit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var system = time.GetUtcNow();
        var minute = system.AddTicks(-(system.Ticks % TimeSpan.TicksPerMinute));
        await using var batch = database.AsTenant(body).Add("select app.settle_standing($1, $2)", body, now).Add(Read, body, after, limit, asker, minute);
        await using var reader = await batch.ReadRowsAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var (head, rows) = (0L, new List<FeedRow>());
        while (await reader.ReadAsync(cancellationToken))
        {
            head = reader.GetInt64(0);
            if (!await reader.IsDBNullAsync(1, cancellationToken))
            {
                rows.Add(new FeedRow(
                    reader.GetInt64(1), new ToldAccount(reader.GetFieldValue<byte[]>(2), reader.IdOrNull(7), reader.TextOrNull(8)), reader.GetInt32(3), reader.InstantOrNull(4), reader.GetString(5),
                    reader.GetBoolean(6)));
            }
        }

        while (await reader.NextResultAsync(cancellationToken))
        {
            // the transaction ends with its last result
        }

        return new FeedPage(head, rows);
    }
}

/// <param name="Head">the number of the last change there is</param>
internal sealed record FeedPage(long Head, IReadOnlyList<FeedRow> Rows);

internal sealed record FeedRow(long Seq, ToldAccount Account, int Level, DateTimeOffset? Until, string Cause, bool Gone);
