using Coc.Identity.Accounts;
using Coc.Identity.Sessions;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.SigningIn;

internal sealed record LoginRequest(string? Email, string? Password, string? Code);

internal static class LoginRoute
{
    /// <summary>One text for every reason: nobody learns whether an account exists, waits, or needs a code.</summary>
    public static Problem Failed => new(401, "signInFailed", "E-mail, password or code is not right, or there were too many attempts. Please try again in a while.");

    public static void MapLogin(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/identity/login", LoginAsync).For(CallerKind.Public, CallerKind.Seat)
            .WithSummary("Sign in").Accepts<LoginRequest>("application/json").Produces<SignedIn>();

    private static async Task<IResult> LoginAsync(
        HttpContext context, AccountsDb db, Attempts attempts, Passwords passwords, UserManager<Account> users, SessionDesk sessions)
    {
        var cancellationToken = context.RequestAborted;
        var request = await context.ReadAsync<LoginRequest>();
        new Check().Text(request.Email, "email", 320).Text(request.Password, "password", Passwords.Longest).Optional(request.Code, "code", 20).Throw();
        var mayTry = await attempts.CountAsync(request.Email!, cancellationToken);
        var email = Account.Normal(request.Email!);
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.NormalizedEmail == email, cancellationToken);
        // The work of hashing is done in every case, the answer comes after it.
        var matches = passwords.Matches(mayTry ? account : null, request.Password!);
        if (!matches || !await SecondFactorAsync(users, account!, request.Code))
        {
            throw new ProblemException(Failed);
        }

        await attempts.ForgetAsync(request.Email!, cancellationToken);
        return Results.Ok(await sessions.OpenAsync(account!.Id, cancellationToken));
    }

    private static async Task<bool> SecondFactorAsync(UserManager<Account> users, Account account, string? code) =>
        !account.TwoFactorEnabled
        || (code is not null && await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code.Replace(" ", "", StringComparison.Ordinal)));
}
