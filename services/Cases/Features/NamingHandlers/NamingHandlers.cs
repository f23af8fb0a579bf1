using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.NamingHandlers;

/// <summary>
/// <c>GET /internal/reports/{report}/handlers</c>: Intake asks when a complaint, or what follows from it, looks for readers (P21); of an accused person's complaint the room stands in the report's
/// place. Everybody who was ever asked to handle it counts, in whatever body, also who left.
/// </summary>
internal static class NamingHandlers
{
    public static void MapNamingHandlers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/reports/{report:guid}/handlers", async (HttpContext context, Guid report, CaseFinder finder) =>
        {
            context.OnlyFor("intake");
            return Results.Json(new ReportHandlers(report, [.. await finder.HandlersOfAsync([report], context.RequestAborted)]), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
