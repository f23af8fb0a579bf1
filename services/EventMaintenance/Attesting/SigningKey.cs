using System.Security.Cryptography;
using System.Text;

namespace Coc.EventMaintenance.Attesting;

/// <summary>The key a service signs its heads with: ECDSA on P-256. The private file is for its service alone, the public one for whoever verifies.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa key;

    private SigningKey(ECDsa key)
    {
        this.key = key;
        Fingerprint = FingerprintOf(key);
    }

    /// <summary>Names the key in what it signs.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads a private key in PEM.</summary>
    public static SigningKey FromFile(string path)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path, Encoding.ASCII));
        return new SigningKey(key);
    }

    /// <summary>
    /// Makes the pair when the private file is not there: that one readable by its owner only, the public key put behind those already in
    /// <c>{service}.pem</c> of the folder. So a key is changed by taking its private file away; what the old one signed stays verifiable.
    /// </summary>
    public static void Prepare(string privateFile, string publicFolder, string service)
    {
        if (File.Exists(privateFile))
        {
            return;
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Directory.CreateDirectory(publicFolder);
        // The public one first: a private key without it would sign what nobody can verify.
        File.AppendAllText(Path.Combine(publicFolder, $"{service}.pem"), key.ExportSubjectPublicKeyInfoPem() + "\n");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(privateFile + ".new", Encoding.ASCII, options))
        {
            file.WriteLine(key.ExportPkcs8PrivateKeyPem());
        }

        File.Move(privateFile + ".new", privateFile);
    }

    /// <summary>The head with key and signature filled in.</summary>
    public SignedHead Sign(SignedHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var unsigned = head with { Key = Fingerprint };
        return unsigned with { Signature = Sign(unsigned.SignedBytes()) };
    }

    /// <summary>ECDSA with SHA-256, DER, base64.</summary>
    public string Sign(ReadOnlySpan<byte> data) =>
        Convert.ToBase64String(key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    /// <inheritdoc />
    public void Dispose() => key.Dispose();

    internal static string FingerprintOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 16));
}
