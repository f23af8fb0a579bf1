using Coc.EventStore;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Liaison.Features.EndingSeats;

/// <summary>Begins and ends seats' terms by the domain's clock (R36). Replicas may meet: the stream takes only one of them.</summary>
internal sealed partial class TermKeeper(NpgsqlDataSource database, BodyExecutor executor, DomainClock clock, TimeProvider time, ILogger<TermKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var (seat, body) in await DueAsync(stoppingToken))
                {
                    await KeepAsync(seat, body, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log(e);
            }
        }
    }

    private async Task KeepAsync(Guid seat, string body, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            await executor.KeepTermAsync(body, new BodyCommand.KeepTerm(seat, now), new EventContext(now, Ids.New(), Actor: "system"), cancellationToken);
        }
        catch (StreamConflictException)
        {
            LogRaced(seat);
        }
    }

    private async Task<List<(Guid Seat, string Body)>> DueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select seat, body from app.seats where not ended and (term_end <= $1 or begins <= $1) order by coalesce(begins, term_end) limit 100");
        command.Parameters.AddWithValue(clock.GetUtcNow());
        var due = new List<(Guid, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        return due;
    }

    private void Log(Exception e)
    {
        if (ProblemWriter.IsOutage(e))
        {
            LogOutage(e.GetType().Name);
        }
        else
        {
            LogFailed(e.GetType().Name, e.StackTrace);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Terms wait: {Kind}")]
    private partial void LogOutage(string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Keeping terms failed: {Kind}{Stack}")]
    private partial void LogFailed(string kind, string? stack);

    [LoggerMessage(Level = LogLevel.Information, Message = "The term of seat {Seat} met another change of its body")]
    private partial void LogRaced(Guid seat);
}
