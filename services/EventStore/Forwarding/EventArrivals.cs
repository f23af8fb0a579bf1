using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>Wakes a reader of the log when events were committed; when the server cannot say so, it wakes it by the clock.</summary>
public sealed class EventArrivals(NpgsqlDataSource daemon, TimeProvider clock) : IAsyncDisposable
{
    private NpgsqlConnection? listening;

    /// <summary>Returns when events may have come, at the latest after <paramref name="atMost"/>. The first call returns at once: what came before it listened is unknown.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        try
        {
            if (listening is null)
            {
                await ListenAsync(cancellationToken);
            }
            else
            {
                await listening.WaitAsync(atMost, cancellationToken);
            }
        }
        catch (NpgsqlException)
        {
            await ForgetAsync();
            await Task.Delay(atMost, clock, cancellationToken);
        }
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (listening is { } connection)
        {
            try
            {
                // Explicitly, because the connection goes back to its pool without a reset.
                await using var unlisten = new NpgsqlCommand("unlisten *", connection);
                await unlisten.ExecuteNonQueryAsync();
            }
            catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
            {
                // Lost with its connection.
            }

            await ForgetAsync();
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await daemon.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var listen = new NpgsqlCommand($"listen {EventSignal.Channel}", connection);
            await listen.ExecuteNonQueryAsync(cancellationToken);
            listening = connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task ForgetAsync()
    {
        if (listening is { } connection)
        {
            listening = null;
            await connection.DisposeAsync();
        }
    }
}
