using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Sanctions;

/// <summary>Does what the domain's clock makes due: terms end, notices lapse, reviews fall due. Leased, so that two replicas do not do one thing twice.</summary>
internal sealed partial class DueWork(
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource database, IEventStore store, SanctionExecutor sanctions, NoticeExecutor notices, PersonJoiner persons,
    ReturnExecutor comingBack, DomainClock clock, TimeProvider time, ILogger<DueWork> logger)
    : BackgroundService
{
    private const int Attempts = 5;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var due in await TakeAsync(stoppingToken))
                {
                    await DoAsync(due, stoppingToken);
                }
            }
            catch (Exception e) when (ProblemWriter.IsOutage(e) && !stoppingToken.IsCancellationRequested)
            {
                LogOutage(e.GetType().Name);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e.GetType().Name, e.StackTrace);
            }
        }
    }

    private async Task DoAsync(Due due, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = clock.GetUtcNow();
            var changes = new Changes();
            var incident = await GatherAsync(changes, due, now, cancellationToken);
            changes.Add(Tables.ReadRows.Done(due.Kind, due.Id));
            try
            {
                await store.AppendAsync(changes.ToAppend(new EventContext(now, Ids.New(), null, "system", Incident: incident)), cancellationToken);
                return;
            }
            catch (Exception e) when (attempt < Attempts && Changes.IsOutrun(e))
            {
                LogRaced(due.Kind, due.Id);
            }
        }
    }

    private async Task<Guid?> GatherAsync(Changes changes, Due due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = new StreamKey(due.Body, due.Id);
        if (due.Kind == Effects.ReachDue)
        {
            await persons.ReachAsync(changes, due.Id, now, cancellationToken);
            return null;
        }

        return due.Kind switch
        {
            NoticeChanges.LapseDue => (await notices.LapseAsync(changes, key, now, cancellationToken)).Incident,
            Effects.ExpiryDue => (await sanctions.ExpireAsync(changes, key, now, cancellationToken)).Incident,
            Effects.ReviewDue => (await sanctions.ReviewFallsDueAsync(changes, key, now, cancellationToken)).Incident,
            ReturnClocks.AnswerDue => (await comingBack.FallOverdueAsync(changes, key, now, cancellationToken)).Incident,
            ReturnClocks.StepDue => (await comingBack.TakeStepAsync(changes, key, now, cancellationToken)).Incident,
            ReturnClocks.LiftDue => (await comingBack.TakeLiftAsync(changes, key, now, cancellationToken)).Incident,
            ReturnClocks.AheadDue => (await comingBack.AnnounceAsync(changes, key, now, cancellationToken)).Incident,
            Effects.CatchUpDue => (await sanctions.CatchUpAsync(changes, key, now, cancellationToken)).Incident,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<List<Due>> TakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(
            """
            update app.due set leased = $2 where (kind, id) in (
              select kind, id from app.due where at <= $1 and (leased is null or leased < $3) order by at limit 50 for update skip locked)
            returning kind, id, body
            """);
        command.Parameters.AddWithValue(clock.GetUtcNow());
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(now - Lease);
        var due = new List<Due>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new Due(reader.GetString(0), reader.GetGuid(1), reader.GetString(2)));
        }

        return due;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Due work waits: {Kind}")]
    private partial void LogOutage(string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Due work failed: {Kind}{Stack}")]
    private partial void LogFailed(string kind, string? stack);

    [LoggerMessage(Level = LogLevel.Information, Message = "Due work {Kind} {Id} met another writer")]
    private partial void LogRaced(string kind, Guid id);

    private sealed record Due(string Kind, Guid Id, string Body);
}
