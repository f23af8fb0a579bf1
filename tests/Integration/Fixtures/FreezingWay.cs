using System.Net;
using System.Net.Sockets;

namespace Coc.Integration.Fixtures;

/// <summary>A way to a server over which connections can be frozen: they stay open, and nothing goes through any more. Closed, it ends all and lets none through.</summary>
internal sealed class FreezingWay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource over = new();
    private readonly IPEndPoint target;
    private readonly List<Task> carried = [];
    private readonly Task accepting;
    private CancellationTokenSource frozen = new();
    private CancellationTokenSource closing = new();
    private int live;
    private volatile bool closed;

    public FreezingWay(Uri target)
    {
        this.target = new IPEndPoint(IPAddress.Parse(target.Host), target.Port);
        listener.Start();
        Address = new UriBuilder(target) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = AcceptAsync();
    }

    /// <summary>The server's address by this way.</summary>
    public Uri Address { get; }

    /// <summary>How many connections are open now.</summary>
    public int Live => live;

    /// <summary>Freezes every connection that is open now; later ones work.</summary>
    public void Freeze()
    {
        frozen.Cancel();
        frozen = new();
    }

    public void Close()
    {
        closed = true;
        closing.Cancel();
        closing = new();
    }

    public void Open() => closed = false;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        over.SetResult();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(carried).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync(end.Token);
            if (closed)
            {
                socket.Dispose();
                continue;
            }

            carried.Add(CarryAsync(socket, frozen.Token, closing.Token));
        }
    }

    private async Task CarryAsync(Socket near, CancellationToken freezing, CancellationToken closing)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(freezing, closing, end.Token);
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            await far.ConnectAsync(target, end.Token);
            Interlocked.Increment(ref live);
            await (await Task.WhenAny(PumpAsync(near, far, stop.Token), PumpAsync(far, near, stop.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Interlocked.Decrement(ref live);
            if (freezing.IsCancellationRequested && !closing.IsCancellationRequested)
            {
                await over.Task; // not even closed
            }
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, SocketFlags.None, cancellationToken) is > 0 and var count)
        {
            await to.SendAsync(buffer.AsMemory(0, count), SocketFlags.None, cancellationToken);
        }
    }
}
