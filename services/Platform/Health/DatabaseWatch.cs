using Coc.Platform.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;

namespace Coc.Platform.Health;

/// <summary>
/// Notices when the database has gone and lets go of the pooled connections that went with it. Otherwise each of them would answer one request
/// with 503 long after the database has come back.
/// </summary>
internal sealed partial class DatabaseWatch(
    NpgsqlDataSource database, [FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource daemon, TimeProvider time, ILogger<DatabaseWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var there = true;
        using var tick = new PeriodicTimer(Every, time);
        while (await NextAsync(tick, stoppingToken))
        {
            var answers = await AnswersAsync(stoppingToken);
            if (!answers)
            {
                database.Clear();
                daemon.Clear();
            }

            if (answers != there && !stoppingToken.IsCancellationRequested)
            {
                LogChange(answers ? "is there again" : "has gone");
                there = answers;
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer tick, CancellationToken cancellationToken)
    {
        try
        {
            return await tick.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var quiet = SuppressInstrumentationScope.Begin(); // or every second would be a trace
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) || e is NpgsqlException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database {Change}")]
    private partial void LogChange(string change);
}
