using System.Security.Cryptography;
using System.Text;

namespace Coc.Identity.Features.IssuingServiceTickets;

/// <summary>Tells services by their credentials: a folder holds one file per service, named after it, with the hash of its secret.</summary>
internal sealed class Credentials
{
    private readonly Dictionary<string, byte[]> hashes;

    public Credentials(string folder) =>
        hashes = Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), f => Convert.FromHexString(File.ReadAllText(f).Trim()));

    /// <summary>The service whose credential this is, or null.</summary>
    public string? ServiceOf(string credential)
    {
        var colon = credential.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var given = SHA256.HashData(Encoding.UTF8.GetBytes(credential[(colon + 1)..]));
        var service = credential[..colon];
        return hashes.TryGetValue(service, out var hash) && CryptographicOperations.FixedTimeEquals(given, hash) ? service : null;
    }
}
