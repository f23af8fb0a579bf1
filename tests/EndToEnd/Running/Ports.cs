using System.Net;
using System.Net.Sockets;

namespace Coc.EndToEnd.Running;

/// <summary>Free loopback ports below the range that outgoing connections use.</summary>
internal static class Ports
{
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(20000, 32000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken; the next one
            }
        }
    }
}
