using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Platform;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Liaison.Features.MeasuringHandOvers;

/// <summary>
/// From receipt, or offer, to somebody taking it up, for every report that was routed or handed over for a project (issue 4), in sums that betray no single one (P23): of the last half-year that is over, frozen
/// when it is first asked for. Of a project with fewer than 20 reports in it those of all such projects of the foundation together, or nothing. A report of several projects is the foundation's (J2) and counts there: each counts once, and no
/// figure has anything in common with another. Periods do not overlap either, so that nothing is learnt by taking one from the other.
/// </summary>
internal sealed class HandOverTimes(IEventStore store, NpgsqlDataSource database, DomainClock clock)
{
    private const int Fewest = 20;
    private const int Months = 6;

    // A report that waited more than once was taken up when the last of it was, and waited as long as the longest.
    private const string Freezing =
        """
        with header as (
          insert into app.hand_over_periods (foundation, since, frozen_at) values ($1, $2, $4) on conflict do nothing returning since
        ), waits as (
          select h.project, h.handler, h.report, coalesce(h.taken_at < $3, false) as taken, coalesce(h.taken_at < $3 and (h.due is null or h.taken_at <= h.due), false) as timely,
            extract(epoch from h.taken_at - h.since) / 3600 as hours,
            (select count(distinct f.project) from app.hand_overs f where f.report = h.report) > 1 as shared
          from app.hand_overs h join app.bodies b on b.slug = h.project where b.foundation = $1 and h.since < $3
            and (select min(f.since) from app.hand_overs f where f.report = h.report) >= $2 -- in the half-year in which it came, and in no other
        ), own as (
          select project as about, report, bool_and(taken) as taken, bool_and(timely) as timely, max(hours) as hours from waits where not shared group by project, report
        ), large as (
          select about from own group by about having count(*) >= $5
        ), rest as (
          select $1 as about, report, bool_and(taken) as taken, bool_and(timely) as timely, max(hours) as hours from waits
          where handler = $1 and (shared or project not in (select about from large)) group by report
        ), counted as (
          select * from own where about in (select about from large) union all select * from rest
        )
        insert into app.hand_over_figures (foundation, since, about, received, taken_up, in_time, median_hours)
        select $1, $2, about, count(*), count(*) filter (where taken), count(*) filter (where timely), percentile_cont(0.5) within group (order by hours) filter (where taken)
        from counted where exists (select 1 from header) group by about having count(*) >= $5
        """;

    public async Task<HandOverView?> OfAsync(BodyEntry body, CancellationToken cancellationToken)
    {
        var (foundation, now) = (body.Profile.Foundation, clock.GetUtcNow());
        var until = new DateTimeOffset(now.Year, now.Month <= Months ? 1 : Months + 1, 1, 0, 0, 0, TimeSpan.Zero);
        var since = until.AddMonths(-Months);
        if ((await database.ReadAsync(BodyStreams.Tenant, "select 1 from app.hand_over_periods where foundation = $1 and since = $2", [foundation, since], _ => true, cancellationToken)).Count == 0)
        {
            await store.AppendAsync(
                new Append([], new EventContext(now, Ids.New(), Actor: "system")) { Statements = [new StoreStatement(BodyStreams.Tenant, Freezing, foundation, since, until, now, Fewest)] }, cancellationToken);
        }

        var figures = await database.ReadAsync(
            BodyStreams.Tenant,
            "select about, received, taken_up, in_time, median_hours from app.hand_over_figures where foundation = $1 and since = $2 and about = any ($3)",
            [foundation, since, new[] { body.Slug, foundation }],
            row => HandOverView.Showing(row.GetString(0), since, until, row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetDouble(4)), cancellationToken);
        return figures.OrderByDescending(f => f.Of == body.Slug).FirstOrDefault();
    }
}
