using System.Security.Cryptography;
using System.Text;

namespace Coc.EventMaintenance.Attesting;

/// <summary>The public keys of all services: <c>{service}.pem</c> in one folder, several keys in a file one after another.</summary>
public sealed class PublicKeys
{
    private const string End = "-----END PUBLIC KEY-----";
    private readonly Dictionary<(string Service, string Fingerprint), ECDsa> keys = [];

    /// <summary>Reads the folder. A folder that is not there has no keys.</summary>
    public static PublicKeys FromFolder(string folder)
    {
        var all = new PublicKeys();
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.pem") : [])
        {
            foreach (var block in File.ReadAllText(file, Encoding.ASCII).Split(End, StringSplitOptions.RemoveEmptyEntries).Where(b => b.Contains("BEGIN", StringComparison.Ordinal)))
            {
                var key = ECDsa.Create();
                key.ImportFromPem(block + End);
                all.keys[(Path.GetFileNameWithoutExtension(file), SigningKey.FingerprintOf(key))] = key;
            }
        }

        return all;
    }

    /// <summary>There is nothing to verify a signature with.</summary>
    public bool None => keys.Count == 0;

    /// <summary>Whether the service it names signed it, with a key that is here.</summary>
    public bool Verify(SignedHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return Verify(head.Service, head.Key, head.SignedBytes(), head.Signature);
    }

    /// <summary>Whether a service's key signed these bytes.</summary>
    public bool Verify(string service, string fingerprint, ReadOnlySpan<byte> data, string signature)
    {
        var der = new byte[signature.Length];
        return keys.TryGetValue((service, fingerprint), out var key)
            && Convert.TryFromBase64String(signature, der, out var length)
            && key.VerifyData(data, der.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
