using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.FindingBodies;

/// <summary>Where to report: a public directory, searched by the name of a project alone.</summary>
internal static class BodiesRoutes
{
    private const int LongestQuery = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bodies", ListAsync);
        routes.MapGet("/bodies/{slug}", ShowAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, PublicDirectory directory)
    {
        // Read here, not bound: whatever stands in the address, a list is shown.
        var query = context.Request.Query["q"].ToString().Trim();
        var page = int.TryParse(context.Request.Query["page"], out var asked) ? asked : 1;
        return new RazorComponentResult<BodiesPage>(new { List = await directory.SearchAsync(query.Length > LongestQuery ? query[..LongestQuery] : query, page, context.RequestAborted) });
    }

    private static async Task<IResult> ShowAsync(string slug, PublicDirectory directory, CancellationToken cancellationToken)
    {
        var body = await directory.ReadAsync(slug, cancellationToken);
        return new RazorComponentResult<BodyPage>(new { Body = body, Handler = await directory.HandlerOfAsync(body, cancellationToken) });
    }
}
