using System.Security.Cryptography;
using Coc.Identity.Accounts;
using Coc.Platform;
using Coc.Platform.Security;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Sessions;

/// <summary>What a client gets at sign-in and at every refresh.</summary>
internal sealed record SignedIn(string AccessToken, string RefreshToken, int ExpiresIn);

/// <summary>Opens, continues and ends sessions.</summary>
internal sealed class SessionDesk(AccountsDb db, AccessTokens tokens, TimeProvider time)
{
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(30);

    /// <summary>A new session; part of the caller's transaction when there is one.</summary>
    public async Task<SignedIn> OpenAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = new Session { Id = Ids.New(), Account = account, Created = now, Renewed = now };
        db.Sessions.Add(session);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var signedIn = await IssueAsync(session.Id, account, now, cancellationToken);
        await db.Sessions.Where(s => s.Renewed < now - RefreshLifetime).ExecuteDeleteAsync(cancellationToken); // nothing of them can be used any more
        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        return signedIn;
    }

    /// <summary>Exchanges a refresh token for the next pair; null when it is unknown, expired or used. A used one ends its session: one of two holders is a thief.</summary>
    public async Task<SignedIn?> ContinueAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = Hash(refreshToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = await db.RefreshTokens.Where(t => t.Hash == hash && t.Used == null && t.Expires > now)
            .ExecuteUpdateAsync(s => s.SetProperty(t => t.Used, now), cancellationToken);
        var token = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellationToken);
        if (taken == 0)
        {
            if (token is { Used: not null })
            {
                await RevokeAsync(token.Session, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return null;
        }

        var alive = await db.Sessions.Where(s => s.Id == token!.Session && s.Revoked == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Renewed, now), cancellationToken);
        if (alive == 0)
        {
            return null;
        }

        var account = await db.Sessions.Where(s => s.Id == token!.Session).Select(s => s.Account).SingleAsync(cancellationToken);
        var next = await IssueAsync(token!.Session, account, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return next;
    }

    /// <summary>Ends a session; every gateway hears of it at once.</summary>
    public async Task RevokeAsync(Guid session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.Sessions.Where(s => s.Id == session && s.Revoked == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.Revoked, now), cancellationToken);
        await db.BumpAsync(cancellationToken);
    }

    private async Task<SignedIn> IssueAsync(Guid session, Guid account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var refresh = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        db.RefreshTokens.Add(new RefreshToken { Hash = Hash(refresh), Session = session, Expires = now + RefreshLifetime });
        await db.SaveChangesAsync(cancellationToken);
        var version = await db.BumpAsync(cancellationToken);
        return new SignedIn(tokens.Issue(new AccessToken(session, account, version)), refresh, (int)AccessTokens.Lifetime.TotalSeconds);
    }

    // 256 random bits need no slow hash.
    private static byte[] Hash(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));
}
