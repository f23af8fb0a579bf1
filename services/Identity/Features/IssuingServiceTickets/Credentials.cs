using System.Security.Cryptography;
using System.Text;

namespace Coc.Identity.Features.IssuingServiceTickets;

/// <summary>Tells services by their credentials: a folder holds one file per service, named after it, with the hash of its secret.</summary>
internal sealed class Credentials
{
    private readonly Dictionary<string, byte[]> hashes;

    private Credentials(Dictionary<string, byte[]> hashes) => this.hashes = hashes;

    /// <exception cref="InvalidOperationException">the folder is missing or a file of it holds no hash</exception>
    public static Credentials Read(string? folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidOperationException("identity cannot start: Credential__Directory is not set or names a folder that is not there");
        }

        return new(Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), Hash));
    }

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

    private static byte[] Hash(string file)
    {
        var text = File.ReadAllText(file).Trim();
        return text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new InvalidOperationException($"identity cannot start: the credential file {Path.GetFileName(file)} must hold a SHA-256 in hex");
    }
}
