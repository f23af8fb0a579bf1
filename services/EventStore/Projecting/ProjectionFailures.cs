using Npgsql;

namespace Coc.EventStore.Projecting;

/// <summary>What stopped a projection: the event and the kind of error, never their content.</summary>
/// <param name="Reason">class of the error, or SQL state with the constraint's name</param>
public sealed record ProjectionFailure(string Projection, long Sequence, Guid EventId, string EventType, string Reason, DateTimeOffset At)
{
    /// <summary>What may be said of an error.</summary>
    public static string ReasonOf(Exception failure) => failure switch
    {
        PostgresException { SqlState: var state, ConstraintName: var constraint } => $"SQL {state} {constraint}".TrimEnd(),
        ProjectionException ours => ours.Message,
        _ => failure.GetType().Name,
    };
}

/// <summary>A projection cannot be handled as asked; the message holds names and codes only.</summary>
public sealed class ProjectionException(string message) : Exception(message);

/// <summary>The stopped projections of a service. A row stops its projection in every process; taking it away lets it go on.</summary>
public sealed class ProjectionFailures(NpgsqlDataSource daemon)
{
    /// <summary>All that are stopped.</summary>
    public async Task<IReadOnlyList<ProjectionFailure>> ListAsync(CancellationToken cancellationToken = default) => await daemon.CreateBatch()
        .Add("select name, seq_id, event_id, event_type, reason, failed_at from mt.coc_projection_failures order by name")
        .ListAsync(
            row => new ProjectionFailure(row.GetString(0), row.GetInt64(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5)),
            cancellationToken);

    /// <summary>Lets a stopped projection try its event again; false when it was not stopped.</summary>
    public async Task<bool> RetryAsync(string projection, CancellationToken cancellationToken = default) =>
        await daemon.CreateBatch().Add("delete from mt.coc_projection_failures where name = $1", projection).RunAsync(cancellationToken) == 1;

    /// <summary>Stops a projection at the first event behind its progress.</summary>
    internal Task StopAsync(string projection, long done, Exception failure, CancellationToken cancellationToken) => daemon.CreateBatch()
        .Add(
            """
            insert into mt.coc_projection_failures (name, seq_id, event_id, event_type, reason, failed_at)
            select $1, seq_id, id, type, $3, now() from mt.mt_events where seq_id > $2 order by seq_id limit 1
            on conflict (name) do nothing
            """,
            projection, done, ProjectionFailure.ReasonOf(failure))
        .RunAsync(cancellationToken);
}
