using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Coc.Platform.Http;

/// <summary>The sockets on which hosts listen.</summary>
public static class Listening
{
    private const int Tcp = 6;
    private const int TcpCongestion = 13;

    /// <summary>
    /// A listening socket as Kestrel makes it, but on the loopback interface with plain congestion control. BBR, the choice of many hosts for the sake of slow lines, slows
    /// down there to look for the shortest way and then waits for acknowledgements that are held back: long answers stood still for 75 ms (decision 64). Nothing is lost on
    /// loopback, and connections to the outside keep what the host has chosen.
    /// </summary>
    public static Socket Bind(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux() && endpoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address))
        {
            socket.SetRawSocketOption(Tcp, TcpCongestion, "reno"u8); // built into every kernel and allowed to everybody; accepted connections have it too
        }

        return socket;
    }
}
