using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Coc.Identity.Accounts;

/// <summary>Hashing and comparing passwords; comparing against nobody costs as much as against somebody.</summary>
internal sealed class Passwords
{
    public const int Shortest = 10;
    public const int Longest = 200;

    private static readonly Account Nobody = Account.For("nobody@invalid", null);
    private readonly PasswordHasher<Account> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private readonly string nobodysHash;

    public Passwords() => nobodysHash = hasher.HashPassword(Nobody, Guid.NewGuid().ToString());

    public string Hash(Account account, string password) => hasher.HashPassword(account, password);

    public bool Matches(Account? account, string password)
    {
        var matches = hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? nobodysHash, password) != PasswordVerificationResult.Failed;
        return matches && account?.PasswordHash is not null;
    }
}
