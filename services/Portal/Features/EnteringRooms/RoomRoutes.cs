using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.EnteringRooms;

/// <summary>The room of the person a matter is about.</summary>
internal static class RoomRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/room", () => RoomDesk.Ask(FormState.Empty));
        routes.MapPost("/room", EnterAsync);
        routes.MapGet("/room/{**rest}", (Visitor visitor) => Results.Redirect(visitor.Base + "room")); // opened anew by its address: the code is not in it
    }

    private static async Task<IResult> EnterAsync(HttpContext context, RoomDesk desk)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        return await desk.OpenAsync(form, context.RequestAborted) is { } room ? RoomDesk.Show(room) : RoomDesk.Ask(form);
    }
}
