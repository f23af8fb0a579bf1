using Coc.Portal.Features.EnteringRooms;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.CopyingRooms;

/// <summary>What is kept of the person, as a file of their own (P19). It goes through as it comes.</summary>
internal static class CopyRoutes
{
    private const string FileName = "my-data.json";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/room/copy", CopyAsync);

    private static async Task<IResult> CopyAsync(HttpContext context, RoomDesk desk, Api api)
    {
        var form = FormState.Of(await context.Request.ReadFormAsync());
        if (await desk.OpenAsync(form, context.RequestAborted) is not { } room)
        {
            return RoomDesk.Ask(form);
        }

        var answer = await api.SendAsync(new(HttpMethod.Get, "/api/room/data"), Code.Room(room.Code), null, context.RequestAborted);
        context.Response.RegisterForDispose(answer);
        return Results.Stream(await answer.Content.ReadAsStreamAsync(context.RequestAborted), "application/json", FileName);
    }
}
