using System.Security.Cryptography;
using System.Text;
using Coc.EventStore;

namespace Coc.Platform.Http;

/// <summary>One request's idempotency key, hashed; <see cref="None"/> when the client sent none.</summary>
public sealed class IdempotencyKey
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly byte[] secret;
    private readonly DateTimeOffset now;

    private IdempotencyKey(byte[] scope, byte[] keyHash, byte[] bodyHash, byte[] secret, DateTimeOffset now) =>
        (Scope, KeyHash, BodyHash, this.secret, this.now) = (scope, keyHash, bodyHash, secret, now);

    /// <summary>No key: nothing is kept.</summary>
    public static IdempotencyKey None { get; } = new([], [], [], [], default);

    internal byte[] Scope { get; }

    internal byte[] KeyHash { get; }

    internal byte[] BodyHash { get; }

    /// <summary>An id that the same key, body, caller and route always give, for an effect that lies in another service; null without a key.</summary>
    public Guid? EffectId => this == None ? null : Ids.V5(Guid.Empty, Convert.ToHexString([.. Scope, .. KeyHash, .. BodyHash]));

    /// <summary>The statement that keeps the answer; to be appended in the transaction of the effect. Empty without a key.</summary>
    public IReadOnlyList<StoreStatement> Keep(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return this == None
            ? []
            :
            [
                // A row past its 24 hours makes room for the new one; a younger one stops the transaction.
                new StoreStatement("", "delete from mt.coc_idempotency where scope = $1 and key_hash = $2 and created <= $3", Scope, KeyHash, now - Kept),
                new StoreStatement(
                    "", "insert into mt.coc_idempotency (scope, key_hash, body_hash, status, answer, etag, created) values ($1, $2, $3, $4, $5, $6, $7)",
                    Scope, KeyHash, BodyHash, answer.Status, answer.Body is null ? null : Seal(answer.Body), answer.ETag, now),
            ];
    }

    internal static IdempotencyKey Of(string raw, string scope, byte[] body, DateTimeOffset now)
    {
        var bytes = Encoding.UTF8.GetBytes(raw);
        return new(
            SHA256.HashData(Encoding.UTF8.GetBytes(scope)),
            HMACSHA256.HashData("coc idempotency lookup"u8, bytes),
            HMACSHA256.HashData(bytes, body),
            HMACSHA256.HashData("coc idempotency seal"u8, bytes),
            now);
    }

    internal string Open(byte[] sealedAnswer)
    {
        using var aes = new AesGcm(secret, TagSize);
        var plain = new byte[sealedAnswer.Length - NonceSize - TagSize];
        aes.Decrypt(sealedAnswer.AsSpan(0, NonceSize), sealedAnswer.AsSpan(NonceSize, plain.Length), sealedAnswer.AsSpan(NonceSize + plain.Length), plain, Scope);
        return Encoding.UTF8.GetString(plain);
    }

    private byte[] Seal(string answer)
    {
        using var aes = new AesGcm(secret, TagSize);
        var plain = Encoding.UTF8.GetBytes(answer);
        var result = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceSize));
        aes.Encrypt(result.AsSpan(0, NonceSize), plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), Scope);
        return result;
    }
}
