using System.Threading.Channels;
using Npgsql;

namespace Coc.EventStore.Forwarding;

/// <summary>
/// Says that events were committed. Never inside the append's transaction: NOTIFY takes a cluster-wide lock through commit. One NOTIFY stands for all
/// commits of the last five milliseconds, on a connection of its own; a lost one costs a polling interval, nothing else.
/// </summary>
internal sealed class EventSignal : IAsyncDisposable
{
    /// <summary>The channel's name in the database.</summary>
    public const string Channel = "coc_events";

    // A notification takes a number and writes a commit, but nothing that must last: it does not wait for the disk, which the appends need.
    private const string Send = $"select set_config('synchronous_commit', 'off', true), pg_notify('{Channel}', '')";

    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(5);

    private readonly NpgsqlDataSource source;
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<bool> pending = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly Task sending;

    /// <summary>Opens its connection with the first signal.</summary>
    public EventSignal(NpgsqlDataSource source)
    {
        this.source = source;
        sending = SendAsync();
    }

    /// <summary>Returns at once; call it after commit.</summary>
    public void Notify() => pending.Writer.TryWrite(true);

    /// <summary>Sends what is pending no more and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await sending;
    }

    private async Task SendAsync()
    {
        try
        {
            while (await pending.Reader.WaitToReadAsync(stopping.Token))
            {
                await SendWhileConnectedAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task SendWhileConnectedAsync()
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(stopping.Token);
            await using var notify = connection.CreateBatch().Add(Send);
            while (await pending.Reader.WaitToReadAsync(stopping.Token))
            {
                await Task.Delay(Debounce, stopping.Token);
                pending.Reader.TryRead(out _);
                await notify.ExecuteNonQueryAsync(stopping.Token);
            }
        }
        catch (NpgsqlException)
        {
            // The server is away; readers poll meanwhile. The next commit tries again.
            pending.Reader.TryRead(out _);
        }
    }
}
