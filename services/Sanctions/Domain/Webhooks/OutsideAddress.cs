using System.Net;
using System.Net.Sockets;

namespace Coc.Sanctions.Domain.Webhooks;

/// <summary>Which addresses are out in the world. What is sent where somebody outside says must not reach what only we can reach: ourselves, our neighbours, the machine's metadata.</summary>
internal static class OutsideAddress
{
    // IANA's special-purpose registries, multicast and what is reserved, and the address at which one provider answers its guests.
    private static readonly IPNetwork[] NotOutside4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    // Of IPv6 only what is given out to the world, and of that not what is for protocols, tunnels and examples.
    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotOutside6 = [.. new[] { "2001::/23", "2001:db8::/32", "3fff::/20" }.Select(n => IPNetwork.Parse(n))];
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool IsOutside(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !NotOutside4.Any(n => n.Contains(address));
        }

        var bytes = address.GetAddressBytes();
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address))
        {
            return IsOutside(new IPAddress(bytes.AsSpan(12)));
        }

        return SixToFour.Contains(address) ? IsOutside(new IPAddress(bytes.AsSpan(2, 4))) : Given.Contains(address) && !NotOutside6.Any(n => n.Contains(address));
    }
}
