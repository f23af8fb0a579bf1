using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>
/// How far each daemon job has come in the log, and which process runs it. Two processes doing the same job are harmless: progress is a compare-and-set,
/// in the transaction of the job's effect when it has one in this database.
/// </summary>
public sealed class ProgressStore(NpgsqlDataSource daemon)
{
    private const string Begin =
        """
        insert into mt.mt_event_progression as p (name, last_seq_id, last_updated) values ($1, $3, transaction_timestamp())
        on conflict (name) do update set last_seq_id = $3, last_updated = transaction_timestamp() where coalesce(p.last_seq_id, 0) = $2
        """;

    private const string Move =
        "update mt.mt_event_progression set last_seq_id = $3, last_updated = transaction_timestamp() where name = $1 and last_seq_id = $2";

    // Marten's name for it.
    private const string HighWater =
        """
        insert into mt.mt_event_progression as p (name, last_seq_id, last_updated) values ('HighWaterMark', $1, transaction_timestamp())
        on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = excluded.last_updated where p.last_seq_id < excluded.last_seq_id
        """;

    private const string ExpectBegin = $"with moved as ({Begin} returning 1) select mt.coc_expect(exists (select from moved), 'CC409')";

    private const string ExpectMove = $"with moved as ({Move} returning 1) select mt.coc_expect(exists (select from moved), 'CC409')";

    /// <summary>The last sequence number a job has done; 0 when it has not begun.</summary>
    public async Task<long> GetAsync(string job, CancellationToken cancellationToken = default) =>
        await daemon.CreateBatch().Add("select last_seq_id from mt.mt_event_progression where name = $1", Row(job)).ScalarAsync(cancellationToken) as long? ?? 0;

    /// <summary>Moves a job's progress; false when another process has moved it, and then nothing is written.</summary>
    public async Task<bool> TryAdvanceAsync(string job, long expected, long next, CancellationToken cancellationToken = default) =>
        await daemon.CreateBatch().Add(expected == 0 ? Begin : Move, Row(job), expected, next).RunAsync(cancellationToken) == 1;

    /// <summary>Notes, for whoever else reads these tables, up to where the log is known to be complete. Never moves back; a crash leaves it behind, never ahead.</summary>
    public Task MarkHighWaterAsync(long complete, CancellationToken cancellationToken = default) => daemon.CreateBatch().Add(HighWater, complete).RunAsync(cancellationToken);

    /// <summary>Takes the lease of a job, or null while another process has it. It ends with its connection, so it moves within seconds when a process dies.</summary>
    public Task<Lease?> TryLeaseAsync(string job, CancellationToken cancellationToken = default) => Lease.TryTakeAsync(daemon, job, cancellationToken);

    /// <summary><see cref="TryAdvanceAsync"/> inside a batch: it ends the batch with CC409, and nothing of it is written, when another process has moved the progress.</summary>
    internal static NpgsqlBatch Advance(NpgsqlBatch batch, string job, long expected, long next) =>
        batch.Add(expected == 0 ? ExpectBegin : ExpectMove, Row(job), expected, next);

    // Marten's name for the progress of a projection over all events.
    internal static string Row(string job) => $"{job}:All";
}
