using Coc.Contracts.Channel;
using Coc.Identity.Accounts;
using Coc.Identity.Storing;
using Coc.Mailing;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.Inviting;

internal static class InvitingRoute
{
    public static void MapInviting(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/invitations", InviteAsync).For(CallerKind.Service).ExcludeFromDescription();

    /// <summary>Repeated for a seat: the same answer while its invitation is open.</summary>
    private static async Task<IResult> InviteAsync(HttpContext context, AccountsDb db, ServiceSettings settings, MailSwitch mail, DomainClock clock, TimeProvider time)
    {
        var request = await context.ReadAsync<InvitationRequest>();
        new Check().Text(request.Email, "email", 320).That(EmailForm.Fits(request.Email), "email", "must be an e-mail address").Optional(request.Name, "name", 200).Throw();
        var cancellationToken = context.RequestAborted;
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await EnsureAccountAsync(db, request, cancellationToken);
        if (account.PasswordHash is not null)
        {
            await transaction.CommitAsync(cancellationToken);
            return Results.Ok(new InvitationAnswer(account.Id, null));
        }

        var open = await db.Invitations.AsNoTracking().Where(i => i.Seat == request.Seat && i.Account == account.Id && i.Used == null && i.Expires > now)
            .OrderBy(i => i.Expires).FirstOrDefaultAsync(cancellationToken);
        var id = open?.Id ?? Ids.New();
        var code = InvitationCode.Of(settings.Pepper, id);
        if (open is null)
        {
            db.Invitations.Add(new Invitation
            {
                Id = id, Seat = request.Seat, Account = account.Id, Hash = InvitationCode.Hash(settings.Pepper, code), Expires = now + Invitation.Lifetime,
            });
            await db.SaveChangesAsync(cancellationToken);
        }

        if (mail.IsOn)
        {
            // One mail an invitation, however often it is asked for.
            await StoredStatements.RunAsync(
                db, [new News(Ids.V5(id, "mail"), account.Id, MailTexts.Invitation, MailTexts.Invitation, id, null, null, null, Urgent: true, clock.GetUtcNow()).Queue()], cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return Results.Ok(new InvitationAnswer(account.Id, code));
    }

    // The row is locked, so that two requests at once for one seat do not make two codes.
    private static async Task<Account> EnsureAccountAsync(AccountsDb db, InvitationRequest request, CancellationToken cancellationToken)
    {
        var fresh = Account.For(request.Email, request.Name);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into app.accounts (id, email, normalized_email, name, security_stamp) values ({fresh.Id}, {fresh.Email}, {fresh.NormalizedEmail}, {fresh.Name}, {fresh.SecurityStamp})
            on conflict do nothing
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync($"select 1 from app.accounts where id = {fresh.Id} for update", cancellationToken);
        return await db.Users.AsNoTracking().SingleAsync(a => a.Id == fresh.Id, cancellationToken);
    }
}
