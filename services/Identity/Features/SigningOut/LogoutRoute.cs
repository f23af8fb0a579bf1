using Coc.Identity.Sessions;
using Coc.Platform.Security;

namespace Coc.Identity.Features.SigningOut;

internal static class LogoutRoute
{
    public static void MapLogout(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/identity/logout", async (HttpContext context, SessionDesk sessions) =>
        {
            await sessions.RevokeAsync(context.Caller().Session ?? Guid.Empty, context.RequestAborted);
            return Results.NoContent();
        }).For(CallerKind.Seat).WithSummary("End this session everywhere").Produces(204);
}
