using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.ReadingGivenPieces;

/// <summary>Pieces that were given with a question to counsel, or with an engagement from outside: what they are, and the file itself as it comes from the API.</summary>
internal static class PieceRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "legal", "legal-requests");
        Map(routes, "engagements", "engagements");
    }

    /// <param name="door">where the page is reached</param>
    /// <param name="given">the same in the API</param>
    private static void Map(IEndpointRouteBuilder routes, string door, string given)
    {
        routes.MapGet($"/{door}/{{with:guid}}/pieces/{{piece:guid}}", async (Guid with, Guid piece, Api api, CancellationToken cancellationToken) => new RazorComponentResult<PiecePage>(new
        {
            Door = door, With = with, (await api.GetAsync<GivenPiece>($"/api/{given}/{with}/evidence/{piece}", cancellationToken)).Evidence,
        }));
        foreach (var copy in new[] { "stripped", "original" })
        {
            routes.MapGet($"/{door}/{{with:guid}}/pieces/{{piece:guid}}/{copy}", (Guid with, Guid piece, HttpContext context, Api api) => GiveAsync($"/api/{given}/{with}/evidence/{piece}/{copy}", context, api));
        }
    }

    // As it comes, and only to be saved: nothing that somebody sent is opened on a page of ours.
    private static async Task<IResult> GiveAsync(string path, HttpContext context, Api api)
    {
        var answer = await api.SendAsync(new(HttpMethod.Get, path), null, null, context.RequestAborted);
        context.Response.RegisterForDispose(answer);
        var headers = answer.Content.Headers;
        context.Response.Headers.ContentDisposition = headers.ContentDisposition is { DispositionType: "attachment" } said ? said.ToString() : "attachment";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentLength = headers.ContentLength;
        return Results.Stream(await answer.Content.ReadAsStreamAsync(context.RequestAborted), headers.ContentType?.ToString() ?? "application/octet-stream");
    }
}
