using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Coc.Platform.Security;

/// <summary>
/// Tickets between hosts, protected by ASP.NET Core Data Protection with one key ring per audience: who lacks a ring can neither
/// make nor read a ticket for that audience, so no service can speak to another as somebody.
/// </summary>
public sealed class Tickets(string rings)
{
    /// <summary>The header a ticket travels in, between gateway and services only.</summary>
    public const string Header = "Coc-Ticket";

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private const int MostRemembered = 1000;
    private readonly Dictionary<string, ITimeLimitedDataProtector> protectors = [];
    private readonly ConcurrentDictionary<(string Audience, string Ticket), (Caller Caller, DateTimeOffset Until)> read = new();
    private readonly Lock gate = new();

    /// <summary>A ticket for one audience, good for 30 s.</summary>
    public string Mint(string audience, Caller caller) =>
        For(audience).Protect(JsonSerializer.Serialize(caller), Lifetime);

    /// <summary>The caller in a ticket, or null when it is expired, for another audience, or not ours.</summary>
    public Caller? Read(string audience, string ticket)
    {
        if (read.TryGetValue((audience, ticket), out var known))
        {
            return known.Until > TimeProvider.System.GetUtcNow() ? known.Caller : null;
        }

        try
        {
            var caller = JsonSerializer.Deserialize<Caller>(For(audience).Unprotect(ticket, out var until));
            Remember((audience, ticket), caller, until);
            return caller;
        }
        catch (CryptographicException)
        {
            return null; // expired, tampered or foreign: one answer for all
        }
    }

    // Gateway and services send the same ticket for some seconds, and opening one costs more than many an answer. Codes and keys are not kept in memory.
    private void Remember((string Audience, string Ticket) key, Caller? caller, DateTimeOffset until)
    {
        if (caller is not { Kind: CallerKind.Public or CallerKind.Seat or CallerKind.Service })
        {
            return;
        }

        if (read.Count >= MostRemembered)
        {
            read.Clear();
        }

        read[key] = (caller, until);
    }

    /// <summary>Makes sure the ring has a key before several hosts start at once.</summary>
    public void Prepare(string audience) => For(audience).Protect("");

    private ITimeLimitedDataProtector For(string audience)
    {
        lock (gate)
        {
            if (!protectors.TryGetValue(audience, out var protector))
            {
                var folder = Directory.CreateDirectory(Path.Combine(rings, audience));
                protector = DataProtectionProvider.Create(folder, b => b.SetApplicationName("coc")).CreateProtector("ticket", audience).ToTimeLimitedDataProtector();
                protectors.Add(audience, protector);
            }

            return protector;
        }
    }
}
