using System.Net;
using System.Net.Sockets;

namespace Coc.Integration.Fixtures;

/// <summary>A way to a server over which connections can be frozen: they stay open, and nothing goes through any more. Later ones work.</summary>
internal sealed class FreezingWay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource over = new();
    private readonly IPEndPoint target;
    private readonly List<Task> open = [];
    private readonly Task accepting;
    private CancellationTokenSource frozen = new();

    public FreezingWay(Uri target)
    {
        this.target = new IPEndPoint(IPAddress.Parse(target.Host), target.Port);
        listener.Start();
        Address = new UriBuilder(target) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = AcceptAsync();
    }

    /// <summary>The server's address by this way.</summary>
    public Uri Address { get; }

    /// <summary>How many connections were opened.</summary>
    public int Connections { get; private set; }

    /// <summary>Freezes every connection that is open now.</summary>
    public void Freeze()
    {
        frozen.Cancel();
        frozen = new();
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        over.SetResult();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync(end.Token);
            Connections++;
            open.Add(CarryAsync(socket, frozen.Token));
        }
    }

    private async Task CarryAsync(Socket near, CancellationToken freezing)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            await far.ConnectAsync(target, end.Token);
            var ended = await Task.WhenAny(PumpAsync(near, far, freezing), PumpAsync(far, near, freezing));
            if (freezing.IsCancellationRequested)
            {
                await over.Task;
            }

            await ended;
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken freezing)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(freezing, end.Token);
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, SocketFlags.None, stop.Token) is > 0 and var count)
        {
            await to.SendAsync(buffer.AsMemory(0, count), SocketFlags.None, stop.Token);
        }
    }
}
