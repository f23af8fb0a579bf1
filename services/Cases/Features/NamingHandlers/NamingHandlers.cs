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
            var cases = await finder.OfThingsAsync([report], context.RequestAborted);
            return Results.Json(
                new ReportHandlers(report, [.. cases.SelectMany(c => c.Panel).Select(p => p.Account).Distinct()], [.. cases.SelectMany(c => c.ReportIds).Distinct()]), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
