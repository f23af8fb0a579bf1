using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.TellingAccused;

/// <summary><c>GET /internal/cases/{case}/rooms/{room}/items/{item}</c>: Intake fetches what was released; anything else is not there.</summary>
internal static class GivingToRooms
{
    public static void MapGivingToRooms(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/cases/{id:guid}/rooms/{room:guid}/items/{item:guid}", async (HttpContext context, Guid id, Guid room, Guid item, CaseFinder finder) =>
        {
            context.OnlyFor("intake");
            foreach (var key in await finder.ByIdAsync(id, context.RequestAborted))
            {
                var state = await finder.LoadAsync(key, context.RequestAborted);
                if (state.Accused.Room(room) is { } found && found.Released.FirstOrDefault(r => r.Item == item) is { } release)
                {
                    return Results.Json(RoomItems.Of(state, found, release), Json.Options);
                }
            }

            throw new ProblemException(Problems.NotFound);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
