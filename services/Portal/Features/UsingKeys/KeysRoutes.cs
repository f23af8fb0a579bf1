using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.UsingKeys;

/// <summary>Which keys there are. With script the same words come up in a dialog.</summary>
internal static class KeysRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/keys", () => new RazorComponentResult<KeysPage>());
}
