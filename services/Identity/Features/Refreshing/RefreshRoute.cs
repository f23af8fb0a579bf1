using Coc.Identity.Features.SigningIn;
using Coc.Identity.Sessions;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Identity.Features.Refreshing;

internal sealed record RefreshRequest(string? RefreshToken);

internal static class RefreshRoute
{
    public static void MapRefresh(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/identity/refresh", async (HttpContext context, SessionDesk sessions) =>
        {
            var request = await context.ReadAsync<RefreshRequest>();
            new Check().Text(request.RefreshToken, "refreshToken", 200).Throw();
            return Results.Ok(await sessions.ContinueAsync(request.RefreshToken!, context.RequestAborted) ?? throw new ProblemException(LoginRoute.Failed));
        }).For(CallerKind.Public, CallerKind.Seat)
            .WithSummary("Exchange a refresh token for the next pair; each is good once").Accepts<RefreshRequest>("application/json").Produces<SignedIn>();
}
