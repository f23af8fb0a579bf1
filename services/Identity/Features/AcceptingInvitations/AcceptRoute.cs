using Coc.Identity.Sessions;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Identity.Features.AcceptingInvitations;

internal sealed record AcceptRequest(string? Code, string? Password, string? Name);

internal static class AcceptRoute
{
    public static void MapAccept(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/invitations/accept", AcceptAsync).For(CallerKind.Public, CallerKind.Seat)
            .WithSummary("Choose a password with the code of an invitation; signs in").Accepts<AcceptRequest>("application/json").Produces<SignedIn>();

    private static async Task<IResult> AcceptAsync(HttpContext context, Accepting accepting, Idempotency idempotency)
    {
        var request = await context.ReadAsync<AcceptRequest>();
        return await idempotency.RunAsync(context, (key, cancellationToken) => accepting.RunAsync(request, key, cancellationToken));
    }
}
