using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReadingSanctions;

/// <summary>A body's sanctions, and one of them.</summary>
internal static class ReadSanctions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bodies/{slug}/sanctions", ListAsync).For(CallerKind.Seat);
        routes.MapGet("/api/sanctions/{id:guid}", GetAsync).For(CallerKind.Seat);
    }

    private static async Task<IResult> ListAsync(string slug, HttpContext context, Wall wall, Finder finder, SanctionViews views)
    {
        var cancellationToken = context.RequestAborted;
        var acting = await wall.DecidingAsync(context.Caller(), slug, cancellationToken);
        var paging = Paging.Of(context);
        var rows = await finder.SanctionsOfBodyAsync(slug, paging.Limit + 1, paging.AfterId(), cancellationToken);
        var page = paging.Page(rows, r => r.Key.Id.ToString());
        var visible = await wall.VisibleAsync([acting.Asking], [.. page.Items.Select(r => r.Key.Id)], cancellationToken);
        var items = await views.OfAsync([.. page.Items.Where(r => visible.Contains(r.Key.Id)).Select(r => r.Key)], cancellationToken);
        return Results.Json(new Page<SanctionView>(items, page.Next), Json.Options);
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext context, Wall wall, Finder finder, Streams streams, SanctionViews views)
    {
        var cancellationToken = context.RequestAborted;
        await wall.RequireAsync(context.Caller(), id, cancellationToken);
        if (await finder.SanctionsAsync([id], cancellationToken) is not [{ } row])
        {
            throw new ProblemException(Problems.NotFound);
        }

        var sanction = await streams.SanctionAsync(row.Key, cancellationToken);
        context.Response.Headers.ETag = ETags.Of(sanction.Version);
        return Results.Json((await views.OfAsync([sanction], cancellationToken))[0], Json.Options);
    }
}

/// <summary>Lists of this service go on after an id.</summary>
internal static class PagingAfterId
{
    /// <summary>Empty at the beginning; a cursor of another list begins anew.</summary>
    public static Guid AfterId(this Paging paging) => Guid.TryParse(paging.After, out var id) ? id : Guid.Empty;
}
