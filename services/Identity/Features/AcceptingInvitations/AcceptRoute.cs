using Coc.Identity.Accounts;
using Coc.Identity.Features.Inviting;
using Coc.Identity.Sessions;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.AcceptingInvitations;

internal sealed record AcceptRequest(string? Code, string? Password, string? Name);

internal static class AcceptRoute
{
    public static void MapAccept(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/invitations/accept", AcceptAsync).For(CallerKind.Public, CallerKind.Seat)
            .WithSummary("Choose a password with the code of an invitation; signs in").Accepts<AcceptRequest>("application/json").Produces<SignedIn>();

    /// <summary>A code that is unknown, used, expired, or for an account that already has a password: not there.</summary>
    private static async Task<IResult> AcceptAsync(
        HttpContext context, AccountsDb db, Passwords passwords, SessionDesk sessions, ServiceSettings settings, TimeProvider time)
    {
        var cancellationToken = context.RequestAborted;
        var request = await context.ReadAsync<AcceptRequest>();
        var now = time.GetUtcNow();
        var hash = InvitationCode.Hash(settings.Pepper, request.Code is { Length: <= 100 } code ? code : "");
        var open = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Hash == hash && i.Used == null && i.Expires > now, cancellationToken)
            ?? throw new ProblemException(Problems.NotFound);
        new Check().Text(request.Password, "password", Passwords.Longest)
            .That(request.Password?.Length is null or >= Passwords.Shortest, "password", $"must have at least {Passwords.Shortest} characters")
            .Optional(request.Name, "name", 200).Throw();

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == open.Account, cancellationToken);
        var passwordHash = passwords.Hash(account, request.Password!);
        var name = string.IsNullOrWhiteSpace(request.Name) ? account.Name : request.Name.Trim();
        var chosen = await db.Users.Where(a => a.Id == account.Id && a.PasswordHash == null).ExecuteUpdateAsync(
            s => s.SetProperty(a => a.PasswordHash, passwordHash).SetProperty(a => a.Name, name).SetProperty(a => a.EmailConfirmed, true), cancellationToken);
        var used = await db.Invitations.Where(i => i.Id == open.Id && i.Used == null).ExecuteUpdateAsync(s => s.SetProperty(i => i.Used, now), cancellationToken);
        if (chosen == 0 || used == 0)
        {
            throw new ProblemException(Problems.NotFound);
        }

        var signedIn = await sessions.OpenAsync(account.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Results.Ok(signedIn);
    }
}
