using Coc.Portal.Seats;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.ReadingIncidentNotices;

/// <summary>Incident notices of other committees.</summary>
internal static class IncidentNoticesRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/foundation/bodies/{slug}/incidents", async (string slug, string? cursor, Api api, CancellationToken cancellationToken) =>
        {
            var (items, next) = await api.ListAsync<IncidentNotice>($"/api/bodies/{Uri.EscapeDataString(slug)}/incident-notices", cursor, cancellationToken);
            return new RazorComponentResult<IncidentNoticesPage>(new { Body = await BodyCard.OfAsync(api, slug, cancellationToken), Items = items, Cursor = cursor, Next = next });
        });
}
