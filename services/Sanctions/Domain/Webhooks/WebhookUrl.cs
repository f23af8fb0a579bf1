using System.Net;

namespace Coc.Sanctions.Domain.Webhooks;

/// <summary>Where orders may be sent: out into the world, encrypted. In the demo also to this very machine, by its address, without.</summary>
internal static class WebhookUrl
{
    public const int Longest = 2000;

    // Names that mean something on a network and nothing in the world.
    private static readonly string[] Inside = [".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".arpa"];

    /// <summary>What is wrong with it; null: nothing.</summary>
    public static string? Fault(string? text, bool demo)
    {
        if (text is null || text.Length > Longest || text.Any(c => c is <= ' ' or '\\' or '\u007f') || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            return "must be an address such as https://bot.example/orders";
        }

        if (url.UserInfo.Length > 0 || text.Contains('@', StringComparison.Ordinal) || url.Fragment.Length > 0)
        {
            return "must hold neither a sign-in nor a fragment";
        }

        if (IsThisMachine(url, demo))
        {
            return null;
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            return "must begin with https://";
        }

        return LiteralOf(url) is { } address
            ? OutsideAddress.IsOutside(address) ? null : "must be an address in the internet"
            : IsNameInTheWorld(url.IdnHost) ? null : "must be a full name in the internet";
    }

    /// <summary>Whether what a name was looked up to may be connected to. It is looked up once, and asked of every address: a name of which one leads inside is not for us.</summary>
    public static bool MayConnect(Uri url, IReadOnlyList<IPAddress> addresses, bool demo) =>
        addresses.Count > 0 && (IsThisMachine(url, demo) ? addresses.All(IPAddress.IsLoopback) : addresses.All(OutsideAddress.IsOutside));

    private static bool IsThisMachine(Uri url, bool demo) => demo && url.Scheme == Uri.UriSchemeHttp && LiteralOf(url) is { } address && IPAddress.IsLoopback(address);

    private static IPAddress? LiteralOf(Uri url) => IPAddress.TryParse(url.Host, out var address) ? address : null;

    private static bool IsNameInTheWorld(string host) =>
        host.Contains('.', StringComparison.Ordinal) && !host.EndsWith('.') && !Inside.Any(i => host.EndsWith(i, StringComparison.OrdinalIgnoreCase));
}
