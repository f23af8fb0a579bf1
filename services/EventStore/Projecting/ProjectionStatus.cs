using Coc.EventStore.Forwarding;
using Npgsql;

namespace Coc.EventStore.Projecting;

/// <summary>Where a projection stands.</summary>
/// <param name="Done">the last sequence number it has written; inline, the end of the log</param>
/// <param name="Lag">events it takes and has not written</param>
/// <param name="Age">since the oldest of these, by the domain's clock</param>
/// <param name="Rebuilding">how far a rebuild at work has come, in percent</param>
public sealed record ProjectionStatus(Projection Projection, long Done, long Lag, TimeSpan? Age, ProjectionFailure? Stopped, int? Rebuilding)
{
    private const string Query =
        """
        select coalesce(last_seq_id, 0), lag.events, lag.age, r.seq_id * 100 / greatest(r.target, r.seq_id, 1)
        from (select case when $2 then (select coalesce(max(seq_id), 0) from mt.mt_events)
          else (select last_seq_id from mt.mt_event_progression where name = $1) end) p (last_seq_id)
        cross join lateral (
          select count(*) as events, now() + coalesce((select offset_ms from mt.coc_clock where id = 1), 0) * interval '1 ms' - min(timestamp) as age
          from mt.mt_events where not $2 and seq_id > coalesce(last_seq_id, 0) and type = any ($3)) lag
        left join mt.coc_projection_rebuilds r on r.name = $4 and exists (
          select from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32 | objid::bigint) = hashtextextended($5, 0))
        """;

    /// <summary>Reads it off the database, whichever process runs it.</summary>
    public static async Task<ProjectionStatus> ReadAsync(NpgsqlDataSource daemon, EventTypes types, Projection projection, CancellationToken cancellationToken = default)
    {
        var stopped = (await new ProjectionFailures(daemon).ListAsync(cancellationToken)).FirstOrDefault(f => f.Projection == projection.Name);
        await using var batch = daemon.CreateBatch().Add(
            Query, ProgressStore.Row(projection.Name), projection.Kind == ProjectionKind.Inline, projection.Names(types).ToArray(), projection.Name,
            Lease.Key(ProjectionRebuild.LeaseOf(projection.Name)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var age = reader.IsDBNull(2) ? (TimeSpan?)null : reader.GetFieldValue<TimeSpan>(2);
        return new ProjectionStatus(projection, reader.GetInt64(0), reader.GetInt64(1), age, stopped, reader.IsDBNull(3) ? null : (int)reader.GetInt64(3));
    }
}
