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
                listening = await daemon.OpenConnectionAsync(cancellationToken);
                await listening.CreateBatch().Add($"listen {EventSignal.Channel}").RunAsync(cancellationToken);
            }
            else
            {
                await listening.WaitAsync(atMost, cancellationToken);
            }
        }
        catch (NpgsqlException)
        {
            await DisposeAsync();
            await Task.Delay(atMost, clock, cancellationToken);
        }
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        if (listening is not { } connection)
        {
            return;
        }

        listening = null;
        try
        {
            // Explicitly, because the connection goes back to its pool without a reset.
            await connection.CreateBatch().Add("unlisten *").RunAsync();
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
        {
            // Lost with its connection.
        }

        await connection.DisposeAsync();
    }
}
