using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.SettingSeatsAside;

/// <summary>
/// <c>POST /internal/cases/set-aside</c>: Liaison asks before it shows or hands on a transfer or a notice, Intake before it shows a forwarding or routes what follows from a report. Names and accounts
/// go over the service channel only, are compared in memory and kept nowhere.
/// </summary>
internal static class AnsweringWhomCasesSetAside
{
    public static void MapAnsweringWhomCasesSetAside(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/internal/cases/set-aside", async (HttpContext context, SeatsSetAside setAside) =>
        {
            context.OnlyFor("liaison", "intake");
            var question = await context.ReadAsync<SetAsideByCasesQuestion>();
            return Results.Json(new SetAsideByCasesAnswer(await setAside.BeyondReportsAsync(question.Things, context.RequestAborted)), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
