using System.Net;
using System.Security.Cryptography;
using Coc.Platform.Configuration;
using Microsoft.AspNetCore.DataProtection;

namespace Coc.Gateway.Routing;

/// <summary>
/// Tickets that carry from where somebody came through the portal and back: the portal asks the API in their place, limits count per address, and no address is told to the portal. Only the
/// gateway can make or read one; nobody else is sent one.
/// </summary>
internal sealed class Visits(ServiceSettings settings)
{
    public const string Header = "Coc-Visit";

    // As long as a page that follows what happens may stay open before it asks anew.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Lazy<ITimeLimitedDataProtector> protector = new(() =>
        DataProtectionProvider.Create(Directory.CreateDirectory(Path.Combine(settings.Rings, "visits")), b => b.SetApplicationName("coc")).CreateProtector("visit").ToTimeLimitedDataProtector());

    public string Open(HttpContext context) => protector.Value.Protect((context.Connection.RemoteIpAddress ?? IPAddress.None).ToString(), Lifetime);

    /// <summary>From where a request comes; for one that brings no ticket of ours, where it came from itself.</summary>
    public IPAddress AddressOf(HttpContext context)
    {
        var own = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (context.Request.Headers[Header] is not [{ } ticket])
        {
            return own;
        }

        try
        {
            return IPAddress.Parse(protector.Value.Unprotect(ticket));
        }
        catch (CryptographicException)
        {
            return own; // not ours, or too old
        }
    }
}
