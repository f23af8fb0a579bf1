using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Sanctions;

/// <summary>Does what the domain's clock makes due: terms end, notices lapse. Leased, so that two replicas do not do one thing twice.</summary>
internal sealed partial class DueWork(
    [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource database, IServiceScopeFactory scopes, DomainClock clock, TimeProvider time, ILogger<DueWork> logger)
    : BackgroundService
{
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
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var now = clock.GetUtcNow();
            var changes = new Changes();
            var key = new StreamKey(due.Body, due.Id);
            var incident = due.Kind == NoticeChanges.LapseDue
                ? (await services.GetRequiredService<NoticeExecutor>().LapseAsync(changes, key, now, cancellationToken)).Incident
                : (await services.GetRequiredService<SanctionExecutor>().ExpireAsync(changes, key, now, cancellationToken)).Incident;
            changes.Add(Tables.ReadRows.NotDue(due.Kind, due.Id));
            await services.GetRequiredService<IEventStore>().AppendAsync(
                changes.ToAppend(new EventContext(now, Ids.New(), null, "system", Incident: incident)), cancellationToken);
        }
        catch (StreamConflictException)
        {
            LogRaced(due.Kind, due.Id); // it comes again when its lease is over
        }
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
