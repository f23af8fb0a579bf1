using System.Security.Cryptography;
using System.Text.Json;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Identity.Features.KeepingTies;

/// <summary>People and employers somebody is close to, as they said it themselves.</summary>
/// <param name="Kind">hard, soft</param>
internal sealed record Tie(IReadOnlyList<string>? Accounts, IReadOnlyList<string>? Employers, IReadOnlyList<string>? Names, string? Kind);

/// <summary>Seals ties for their owner and makes the keyed hashes they are matched by.</summary>
internal static class TieSeal
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public static byte[] Close(byte[] masterKey, Guid account, IReadOnlyList<Tie> ties)
    {
        using var aes = new AesGcm(Key(masterKey), Tag);
        var plain = JsonSerializer.SerializeToUtf8Bytes(ties, Json.Options);
        var result = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(result.AsSpan(0, Nonce));
        aes.Encrypt(result.AsSpan(0, Nonce), plain, result.AsSpan(Nonce, plain.Length), result.AsSpan(Nonce + plain.Length), account.ToByteArray());
        return result;
    }

    public static IReadOnlyList<Tie> Open(byte[] masterKey, Guid account, byte[] closed)
    {
        using var aes = new AesGcm(Key(masterKey), Tag);
        var plain = new byte[closed.Length - Nonce - Tag];
        aes.Decrypt(closed.AsSpan(0, Nonce), closed.AsSpan(Nonce, plain.Length), closed.AsSpan(Nonce + plain.Length), plain, account.ToByteArray());
        return JsonSerializer.Deserialize<IReadOnlyList<Tie>>(plain, Json.Options) ?? [];
    }

    public static byte[] OfAccount(byte[] pepper, string account) => BlindIndex.Account(pepper, "tie-account", account);

    public static byte[] OfName(byte[] pepper, string name) => BlindIndex.Name(pepper, "tie-name", name);

    public static byte[] OfEmployer(byte[] pepper, string employer) => BlindIndex.Name(pepper, "tie-employer", employer);

    // The master key itself wraps other keys elsewhere; one derived from it for this purpose keeps the uses apart.
    private static byte[] Key(byte[] masterKey) => HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, 32, info: "coc ties"u8.ToArray());
}
