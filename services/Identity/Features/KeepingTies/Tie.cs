using System.Security.Cryptography;
using System.Text.Json;
using Coc.EventStore;
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

    // The master key itself wraps other keys elsewhere; one derived from it for this purpose keeps the uses apart.
    private const string Purpose = "coc ties";

    public static byte[] Close(KeyMaster master, Guid account, IReadOnlyList<Tie> ties)
    {
        // Seldom done, and no database would refuse what is closed by a key that a rotation has taken away.
        master.ReadAgain();
        using var aes = new AesGcm(master.Derive(Purpose)[0], Tag);
        var plain = JsonSerializer.SerializeToUtf8Bytes(ties, Json.Options);
        var result = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(result.AsSpan(0, Nonce));
        aes.Encrypt(result.AsSpan(0, Nonce), plain, result.AsSpan(Nonce, plain.Length), result.AsSpan(Nonce + plain.Length), account.ToByteArray());
        return result;
    }

    /// <exception cref="CryptographicException">damaged, another account's, or closed by a master key that is gone</exception>
    public static IReadOnlyList<Tie> Open(KeyMaster master, Guid account, byte[] closed)
    {
        var plain = TryOpen(master, account, closed);
        if (plain is null)
        {
            master.ReadAgain();
            plain = TryOpen(master, account, closed)
                ?? throw new CryptographicException($"The ties of account {account} do not open: name the former master key in Keys__MasterPrevious.");
        }

        return JsonSerializer.Deserialize<IReadOnlyList<Tie>>(plain, Json.Options) ?? [];
    }

    /// <summary>Closed by the current master key already.</summary>
    public static bool IsCurrent(KeyMaster master, Guid account, byte[] closed) => TryOpen(master.Derive(Purpose)[0], account, closed) is not null;

    public static byte[] OfAccount(byte[] pepper, string account) => BlindIndex.Account(pepper, "tie-account", account);

    public static byte[] OfName(byte[] pepper, string name) => BlindIndex.Name(pepper, "tie-name", name);

    public static byte[] OfEmployer(byte[] pepper, string employer) => BlindIndex.Name(pepper, "tie-employer", employer);

    private static byte[]? TryOpen(KeyMaster master, Guid account, byte[] closed) =>
        master.Derive(Purpose).Select(key => TryOpen(key, account, closed)).FirstOrDefault(found => found is not null);

    private static byte[]? TryOpen(byte[] key, Guid account, byte[] closed)
    {
        using var aes = new AesGcm(key, Tag);
        var plain = new byte[closed.Length - Nonce - Tag];
        try
        {
            aes.Decrypt(closed.AsSpan(0, Nonce), closed.AsSpan(Nonce, plain.Length), closed.AsSpan(Nonce + plain.Length), plain, account.ToByteArray());
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
