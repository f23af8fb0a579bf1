using Coc.EventStore.Encryption;
using Coc.EventStore.Forwarding;
using Npgsql;

namespace Coc.EventStore.Projecting;

/// <summary>
/// Keeps one async projection up with the log: reads in sequence order, writes rows and progress in one transaction a stretch. A lease decides which process
/// runs it; two at once are harmless, because progress is a compare-and-set. An event that fails stops the projection until it is retried; nothing is skipped.
/// </summary>
public sealed class ProjectionRunner(NpgsqlDataSource daemon, EventTypes types, Projection projection, KeyMaster master, TimeProvider clock)
{
    private const int Stretch = 4096;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ProgressStore progress = new(daemon);
    private readonly ProjectionFailures failures = new(daemon);
    private readonly IReadOnlySet<string> wanted = projection.Names(types);
    private readonly BodyKeys? bodies = projection.PlainText ? new BodyKeys(daemon, master) : null;

    /// <summary>Runs until cancelled. Whatever hinders it, outages of the database above all, is waited for.</summary>
    /// <param name="outage">is told of it, for a log</param>
    public async Task RunAsync(Action<Exception>? outage = null, CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var lease = await IsStoppedAsync(cancellationToken) ? null : await progress.TryLeaseAsync(projection.Name, cancellationToken);
                if (lease is not null)
                {
                    await using var arrivals = new EventArrivals(daemon, clock);
                    await FollowAsync(lease.IsHeldAsync, () => arrivals.WaitAsync(Polling, cancellationToken), cancellationToken);
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                outage?.Invoke(e);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Works without a lease until nothing more can be read now; false when it stopped before.</summary>
    public async Task<bool> CatchUpAsync(CancellationToken cancellationToken = default)
    {
        using var atEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return await FollowAsync(_ => Task.FromResult(!atEnd.IsCancellationRequested), atEnd.CancelAsync, cancellationToken);
    }

    // Returns true when it may go on no longer, false when another process was faster or an event failed.
    private async Task<bool> FollowAsync(Func<CancellationToken, Task<bool>> mayGoOn, Func<Task> atEnd, CancellationToken cancellationToken)
    {
        var (reader, states) = (new LogReader(daemon, bodies is not null), new StreamStates(daemon, types, projection, bodies));
        var (done, limit) = (await progress.GetAsync(projection.Name, cancellationToken), Stretch);
        var reading = reader.ReadAsync(done, limit, wanted, pastGaps: false, cancellationToken);
        while (await mayGoOn(cancellationToken))
        {
            try
            {
                var page = await reading;
                if (page.UpTo == done)
                {
                    await atEnd();
                    reading = reader.ReadAsync(done, limit, wanted, pastGaps: false, cancellationToken);
                    continue;
                }

                // The next stretch is read while this one is written.
                reading = reader.ReadAsync(page.UpTo, Math.Min(limit * 2, Stretch), wanted, pastGaps: false, cancellationToken);
                await WriteAsync(done, page, await states.ChangesAsync(page, cancellationToken), cancellationToken);
                (done, limit) = (page.UpTo, Math.Min(limit * 2, Stretch));
            }
            catch (Exception failure) when (!IsOutage(failure) && failure is not OperationCanceledException)
            {
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (failure is PostgresException { SqlState: "CC409" })
                {
                    return false;
                }

                if (limit == 1)
                {
                    await failures.StopAsync(projection.Name, done, failure, cancellationToken);
                    return false;
                }

                // Halved until the event that fails stands alone and what lies before it is written.
                (states, limit) = (new StreamStates(daemon, types, projection, bodies), limit / 2);
                reading = reader.ReadAsync(done, limit, wanted, pastGaps: false, cancellationToken);
            }
        }

        await reading;
        return true;
    }

    // Progress first: it is the lock that a rebuild's swap and a second daemon wait for.
    private Task<int> WriteAsync(long done, LogPage page, IReadOnlyList<StreamChange> changes, CancellationToken cancellationToken) =>
        ProgressStore.Advance(daemon.CreateBatch(), projection.Name, done, page.UpTo).Add(projection.Rows(changes)).RunAsync(cancellationToken);

    private async Task<bool> IsStoppedAsync(CancellationToken cancellationToken) =>
        (await failures.ListAsync(cancellationToken)).Any(f => f.Projection == projection.Name);

    // What another try may mend without anybody's doing.
    private static bool IsOutage(Exception failure) => failure switch
    {
        PostgresException refused => refused.IsTransient || refused.SqlState.StartsWith("57", StringComparison.Ordinal),
        NpgsqlException or TimeoutException or System.IO.IOException => true,
        _ => false,
    };
}
