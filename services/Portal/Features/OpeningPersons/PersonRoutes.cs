using Coc.Portal.Pages.Measures;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Portal.Features.OpeningPersons;

/// <summary>
/// Who somebody is. The page before it asks nothing of the API and is the same for every id, so that looking there tells nothing; opening is a form of its own, so that no browser does it ahead, and is on record.
/// </summary>
internal static class PersonRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/persons/{id:guid}", (Guid id, string? said, Visitor visitor) => visitor.SignedIn
            ? new RazorComponentResult<PersonGatePage>(new { Id = id, Said = said ?? "" })
            : throw new RefusedException(new(StatusCodes.Status401Unauthorized, "signInRequired")));
        routes.MapPost("/persons/{id:guid}", OpenAsync);
        routes.MapGet("/persons/{id:guid}/reads", ReadsAsync);
    }

    private static async Task<IResult> OpenAsync(Guid id, HttpContext context, Api api)
    {
        var person = await api.GetVersionedAsync<PersonIdentity>($"/api/persons/{id}", context.RequestAborted);
        return new RazorComponentResult<PersonPage>(new { Person = person.Value, Version = person.Version, Me = await Me.AskAsync(api, context.RequestAborted) });
    }

    private static async Task<IResult> ReadsAsync(Guid id, string? cursor, HttpContext context, Api api)
    {
        var reads = await api.GetAsync<Listed<PersonRead>>(Addresses.With($"/api/persons/{id}/reads", ("cursor", cursor)), context.RequestAborted);
        var bodies = reads.Items.Select(r => r.Body).Distinct().ToList();
        var seats = await SeatWords.ReadAsync(api, bodies.Count == 0 ? "" : bodies[0], context.RequestAborted);
        return new RazorComponentResult<PersonReadsPage>(new { Id = id, Reads = reads, Seats = seats });
    }
}
