using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.Appealing;

/// <summary><c>GET /internal/appeals/of-report/{report}</c> and <c>/of-room/{room}</c>: whether there is something to appeal, and until when (P15). What exists for nobody is answered like what is not told.</summary>
internal static class AnsweringAppealStandings
{
    public static void MapAnsweringAppealStandings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/appeals").For(CallerKind.Service).ExcludeFromDescription();
        group.MapGet("of-report/{report:guid}", (HttpContext context, Guid report, AppealDesk desk) => AnswerAsync(context, report, fromRoom: false, desk));
        group.MapGet("of-room/{room:guid}", (HttpContext context, Guid room, AppealDesk desk) => AnswerAsync(context, room, fromRoom: true, desk));
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Guid thing, bool fromRoom, AppealDesk desk)
    {
        context.OnlyFor("intake");
        return Results.Json(await desk.StandingAsync(thing, fromRoom, context.RequestAborted), Json.Options);
    }
}
