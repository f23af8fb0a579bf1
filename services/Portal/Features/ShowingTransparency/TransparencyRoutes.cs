using Coc.Platform.Http;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.ShowingTransparency;

/// <summary>How many reports there were and what followed, in frozen editions (R69, P23). What may be counted and shown was decided when an edition was published, not here.</summary>
internal static class TransparencyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/transparency", ListAsync);
        routes.MapGet("/transparency/{body}/{period}", ShowAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Api api)
    {
        var cursor = context.Request.Query["cursor"].ToString();
        // Where nothing was ever published there may be no list either.
        var list = await api.FindAsync<Page<EditionListed>>($"/api/transparency{(cursor.Length > 0 ? $"?cursor={Uri.EscapeDataString(cursor)}" : "")}", context.RequestAborted);
        return new RazorComponentResult<TransparencyPage>(new { Editions = list?.Items ?? [], list?.Next });
    }

    private static async Task<IResult> ShowAsync(string body, string period, Api api, CancellationToken cancellationToken) =>
        new RazorComponentResult<EditionPage>(new { Edition = await api.GetAsync<Edition>($"/api/transparency/{Uri.EscapeDataString(body)}/{Uri.EscapeDataString(period)}", cancellationToken) });
}
