using Coc.Platform;
using Npgsql;

namespace Coc.Identity.Features.SharingAccess;

/// <summary>Wakes those who wait for a change of sessions or memberships, whichever replica made it.</summary>
internal sealed partial class AccessWatch([FromKeyedServices(ServiceHost.DaemonDatabase)] NpgsqlDataSource database, ILogger<AccessWatch> logger) : BackgroundService
{
    private TaskCompletionSource changed = New();
    private bool lost;

    /// <summary>Completes at the next change. Take it before reading the version, else a change in between is missed.</summary>
    public Task Next => Volatile.Read(ref changed).Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                // Waiting callers ask the database themselves when their time is up.
                if (!lost)
                {
                    lost = true;
                    LogLost(e.GetType().Name);
                }

                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => Tell();
        await using var listen = new NpgsqlCommand("listen coc_access", connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);
        lost = false;
        Tell();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Tell() => Interlocked.Exchange(ref changed, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not listening for changes of access: {Kind}")]
    private partial void LogLost(string kind);
}
