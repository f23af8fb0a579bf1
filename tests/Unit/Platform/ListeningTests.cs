using System.Net;
using System.Net.Sockets;
using System.Text;
using Coc.Platform.Http;

namespace Coc.Unit.Platform;

public sealed class ListeningTests
{
    [Fact]
    public async Task What_is_answered_on_the_loopback_interface_is_not_slowed_down_for_the_sake_of_lines() => (await AcceptedAsync(IPAddress.Loopback)).ShouldBe("reno");

    [Fact]
    public async Task What_is_answered_to_the_outside_goes_as_the_host_has_chosen() =>
        (await AcceptedAsync(IPAddress.Any)).ShouldBe((await File.ReadAllTextAsync("/proc/sys/net/ipv4/tcp_congestion_control", TestContext.Current.CancellationToken)).Trim());

    private static async Task<string> AcceptedAsync(IPAddress address)
    {
        using var listening = Listening.Bind(new IPEndPoint(address, 0));
        listening.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listening.LocalEndPoint!).Port, TestContext.Current.CancellationToken);
        using var accepted = await listening.AcceptAsync(TestContext.Current.CancellationToken);
        var name = new byte[16];
        var length = accepted.GetRawSocketOption(6, 13, name);
        return Encoding.ASCII.GetString(name, 0, length).TrimEnd('\0');
    }
}
