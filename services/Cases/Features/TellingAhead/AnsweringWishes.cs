using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.TellingAhead;

/// <summary><c>GET /internal/told-ahead/{sanction}</c>: whether somebody wishes to be told before this measure ends (P14). Of what no case knows nobody does.</summary>
internal static class AnsweringWishes
{
    public static void MapAnsweringWishes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/internal/told-ahead/{sanction:guid}", async (HttpContext context, Guid sanction, CaseFinder finder) =>
        {
            context.OnlyFor("sanctions");
            return Results.Json(new AheadAnswer((await finder.OfThingsAsync([sanction], context.RequestAborted)).Any(Domain.TellingAhead.IsWished)), Json.Options);
        }).For(CallerKind.Service).ExcludeFromDescription();
}
