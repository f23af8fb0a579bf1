using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.ShowingTrails;

/// <summary>The decision trail of a report, case, measure, notice, order or incident.</summary>
internal static class TrailRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/trail/{id:guid}", async (Guid id, Visitor visitor, Api api, CancellationToken cancellationToken) =>
    {
        var mine = Me.AskAsync(api, cancellationToken);
        var trail = await api.GetAsync<Trail>($"/api/trail/{id}", cancellationToken);
        var names = await TrailNames.OfAsync(api, trail, cancellationToken);
        var doors = await TrailDoors.OfAsync(api, await mine, trail, cancellationToken);
        return new RazorComponentResult<TrailPage>(new { Drawing = TrailLayout.Of(trail, visitor.Language.RightToLeft), Names = names, Doors = doors });
    });
}
