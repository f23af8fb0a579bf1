using Coc.Identity.Accounts;
using Coc.Identity.Features.Inviting;
using Coc.Identity.Sessions;
using Coc.Identity.Storing;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.AcceptingInvitations;

/// <summary>Gives an account its first password and signs it in. A code that is unknown, used, expired, or of an account that has a password already: not there.</summary>
internal sealed class Accepting(AccountsDb db, Passwords passwords, SessionDesk sessions, ServiceSettings settings, TimeProvider time)
{
    public async Task<Answer> RunAsync(AcceptRequest request, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = InvitationCode.Hash(settings.Pepper, request.Code is { Length: <= 100 } code ? code : "");
        var open = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Hash == hash && i.Used == null && i.Expires > now, cancellationToken)
            ?? throw new ProblemException(Problems.NotFound);
        Validate(request);
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == open.Account, cancellationToken);
        var passwordHash = passwords.Hash(account, request.Password!);
        var name = string.IsNullOrWhiteSpace(request.Name) ? account.Name : request.Name.Trim();

        // The key comes before the invitation, so that a second request with it waits and gets the first one's answer.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var answer = Answer.Of(200, await sessions.OpenAsync(account.Id, cancellationToken));
        await StoredStatements.RunAsync(db, key.Keep(answer), cancellationToken);
        var chosen = await db.Users.Where(a => a.Id == account.Id && a.PasswordHash == null).ExecuteUpdateAsync(
            s => s.SetProperty(a => a.PasswordHash, passwordHash).SetProperty(a => a.Name, name).SetProperty(a => a.EmailConfirmed, true), cancellationToken);
        var used = await db.Invitations.Where(i => i.Id == open.Id && i.Used == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.Used, now), cancellationToken);
        if (chosen == 0 || used == 0)
        {
            throw new ProblemException(Problems.NotFound); // rolls the session back with everything else
        }

        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    private static void Validate(AcceptRequest request) =>
        new Check().Text(request.Password, "password", Passwords.Longest)
            .That(request.Password?.Length is null or >= Passwords.Shortest, "password", $"must have at least {Passwords.Shortest} characters")
            .Optional(request.Name, "name", 200).Throw();
}
