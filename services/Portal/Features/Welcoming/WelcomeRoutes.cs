using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.Welcoming;

/// <summary>The first page.</summary>
internal static class WelcomeRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", () => new RazorComponentResult<WelcomePage>());
}
