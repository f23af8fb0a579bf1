using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Features.ComingBack;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.ReadingSanctions;

/// <summary>A body's sanctions (<c>?review=due</c>: those that somebody has to look at again, or whose person waits for an answer that is late; <c>?readmission=asked</c>: whose person asks to come back), and one of them.</summary>
internal static class ReadSanctions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bodies/{slug}/sanctions", ListAsync).For(CallerKind.Seat);
        routes.MapGet("/api/sanctions/{id:guid}", GetAsync).For(CallerKind.Seat);
    }

    private static async Task<IResult> ListAsync(string slug, string? review, string? readmission, HttpContext context, Wall wall, Finder finder, SanctionViews views, DomainClock clock)
    {
        var cancellationToken = context.RequestAborted;
        if (review is not null)
        {
            new Check().OneOf(review, "review", "due").Throw();
        }

        if (readmission is not null)
        {
            new Check().OneOf(readmission, "readmission", "asked").Throw();
        }

        DateTimeOffset? due = review is null ? null : clock.GetUtcNow();
        var acting = await wall.DecidingAsync(context.Caller(), slug, cancellationToken);
        var page = await Paging.Of(context).PageAsync<SanctionRow>(
            async from => await finder.SanctionsOfBodyAsync(slug, from.Limit + 1, from.AfterId(), due, readmission is not null, cancellationToken),
            rows => wall.VisibleAsync(acting, rows, r => r.Key.Id, cancellationToken),
            r => r.Key.Id.ToString());
        var items = await views.OfAsync([.. page.Items.Select(r => r.Key)], slug, cancellationToken);
        return Results.Json(new Page<SanctionView>(items, page.Next), Json.Options);
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext context, Wall wall, Finder finder, Streams streams, PanelViews views)
    {
        var cancellationToken = context.RequestAborted;
        var seen = await wall.RequireAsync(context.Caller(), id, cancellationToken);
        if (await finder.SanctionsAsync([id], cancellationToken) is not [{ } row])
        {
            throw new ProblemException(Problems.NotFound);
        }

        var sanction = await streams.SanctionAsync(row.Key, cancellationToken);
        context.Response.Headers.ETag = ETags.Of(sanction.Version);
        return Results.Json(await views.OfAsync(sanction, seen, cancellationToken), Json.Options);
    }
}
