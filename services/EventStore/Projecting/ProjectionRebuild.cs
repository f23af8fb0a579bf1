using System.Diagnostics;
using System.Text.RegularExpressions;
using Coc.EventStore.Encryption;
using Coc.EventStore.Forwarding;
using Npgsql;

namespace Coc.EventStore.Projecting;

/// <summary>
/// Rebuilds a projection by replay into fresh tables, then puts them into the place of those in use, while the service runs and writes. Broken off, it leaves
/// the old ones as they are. Why each event lands exactly once: docs/decisions/014-projections-and-their-rebuild.md.
/// </summary>
/// <param name="owner">the role that owns the tables</param>
public sealed class ProjectionRebuild(NpgsqlDataSource daemon, NpgsqlDataSource owner, EventTypes types, KeyMaster master)
{
    private const int Stretch = 4096;

    // Shorter than the server's deadlock_timeout: in a circle of waiters it is always the rebuild that gives way.
    private const string ShortLocks = "set local lock_timeout = '500ms'";

    private const string Restart =
        """
        insert into mt.mt_event_progression as p (name, last_seq_id) values ($1, $2)
        on conflict (name) do update set last_seq_id = $2, last_updated = transaction_timestamp()
        """;

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(5);

    /// <summary>Answers how many events went into the new tables.</summary>
    /// <param name="told">is told after each stretch up to which sequence number it has come, and where the log ended when it began</param>
    /// <exception cref="ProjectionException">it is being rebuilt already, or a statement names none of its tables</exception>
    public async Task<long> RunAsync(Projection projection, Action<long, long>? told = null, CancellationToken cancellationToken = default)
    {
        await using var lease = await new ProgressStore(daemon).TryLeaseAsync(LeaseOf(projection.Name), cancellationToken)
            ?? throw new ProjectionException($"{projection.Name} is being rebuilt already: wait until that has ended.");
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        var replay = new Replay(daemon, connection, types, projection, projection.PlainText ? new BodyKeys(daemon, master) : null);
        var target = await replay.BeginAsync(cancellationToken);
        while (await replay.StepAsync(target, pastGaps: false, cancellationToken))
        {
            told?.Invoke(replay.Done, target);
        }

        for (var waiting = Stopwatch.StartNew(); ;)
        {
            var (done, events) = (replay.Done, replay.Events);
            try
            {
                await SwapAsync(connection, replay, projection, target, cancellationToken);
                return replay.Events;
            }
            catch (PostgresException busy) when (
                busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected && waiting.Elapsed < GiveUpAfter)
            {
                // Somebody reads or writes the tables for long: let them, catch up, try again.
                replay.BackTo(done, events);
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
                await replay.StepAsync(target, pastGaps: false, cancellationToken);
            }
        }
    }

    /// <summary>The lease a rebuild holds, by which others see that it is at work.</summary>
    internal static string LeaseOf(string projection) => $"rebuild {projection}";

    private static async Task SwapAsync(NpgsqlConnection connection, Replay replay, Projection projection, long target, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.CreateBatch().Add(ShortLocks).RunAsync(cancellationToken);
        if (projection.Kind == ProjectionKind.Inline)
        {
            // Whoever wrote the tables before has committed now; whoever comes later waits, and then writes the new ones. So every event that can be seen now
            // belongs into the new tables, behind open gaps too, and every other one will be brought by its own append.
            await connection.CreateBatch().Add($"lock table {string.Join(", ", projection.Tables)} in share row exclusive mode").RunAsync(cancellationToken);
            while (await replay.StepAsync(target, pastGaps: true, cancellationToken))
            {
            }
        }
        else
        {
            // The daemon holds this row while it writes a stretch; the next one begins where the new tables end.
            await connection.CreateBatch().Add(Restart, ProgressStore.Row(projection.Name), replay.Done).RunAsync(cancellationToken);
        }

        await connection.CreateBatch()
            .Add("select mt.coc_rebuild_swap($1::regclass[])", (object)projection.Tables.ToArray())
            .Add("delete from mt.coc_projection_failures where name = $1", projection.Name)
            .Add("delete from mt.coc_projection_rebuilds where name = $1", projection.Name)
            .RunAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Writes the log into the fresh tables, stretch by stretch.</summary>
    private sealed class Replay(NpgsqlDataSource daemon, NpgsqlConnection connection, EventTypes types, Projection projection, BodyKeys? bodies)
    {
        private const string Came =
            """
            insert into mt.coc_projection_rebuilds (name, seq_id, target) values ($1, $2, $3)
            on conflict (name) do update set seq_id = $2, target = $3, updated = now()
            """;

        private readonly LogReader reader = new(daemon, bodies is not null);
        private readonly StreamStates states = new(daemon, types, projection, bodies);
        private readonly IReadOnlySet<string> wanted = projection.Names(types);
        private readonly Regex tables = new(
            $@"\b(?:{string.Join('|', projection.Tables.Select(Regex.Escape))})\b", RegexOptions.CultureInvariant);

        public long Done { get; private set; }

        public long Events { get; private set; }

        /// <summary>Makes the fresh tables; answers where the log ends now.</summary>
        public async Task<long> BeginAsync(CancellationToken cancellationToken)
        {
            await connection.CreateBatch().Add("select mt.coc_rebuild_begin($1::regclass[])", (object)projection.Tables.ToArray()).RunAsync(cancellationToken);
            return (long)(await daemon.CreateBatch().Add(LogReader.Highest).ScalarAsync(cancellationToken))!;
        }

        /// <summary>A stretch; false when there is none now.</summary>
        public async Task<bool> StepAsync(long target, bool pastGaps, CancellationToken cancellationToken)
        {
            var page = await reader.ReadAsync(Done, Stretch, wanted, pastGaps, cancellationToken);
            if (page.UpTo == Done)
            {
                return false;
            }

            var changes = await states.ChangesAsync(page, cancellationToken);
            await connection.CreateBatch().Add(projection.Rows(changes).Select(Redirected)).Add(Came, projection.Name, page.UpTo, target).RunAsync(cancellationToken);
            (Done, Events) = (page.UpTo, Events + changes.Sum(c => c.Events.Count));
            return true;
        }

        /// <summary>Forgets what a swap that was rolled back had written.</summary>
        public void BackTo(long done, long events) => (Done, Events) = (done, events);

        private StoreStatement Redirected(StoreStatement statement)
        {
            var sql = tables.Replace(statement.Sql, table => "coc_rebuild." + table.Value[(table.Value.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            return sql == statement.Sql
                ? throw new ProjectionException($"A statement of {projection.Name} names none of its tables.")
                : statement with { Sql = sql };
        }
    }
}
