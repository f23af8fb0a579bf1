using Coc.Contracts.Channel;
using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Policies;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.ListingBodies;

/// <summary>The public directory: who handles what, and who would read.</summary>
internal static class ListBodies
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies").For(Everybody.Kinds);
        group.MapGet("", async (HttpContext http, BodyDirectory directory, DomainClock clock) =>
        {
            var paging = Paging.Of(http);
            var bodies = await directory.ListAsync(paging.After, paging.Limit + 1, http.RequestAborted);
            var now = clock.GetUtcNow();
            return TypedResults.Ok(paging.Page([.. bodies.Select(b => BodyView.Of(b, now))], b => b.Slug));
        });
        group.MapGet("{slug}", async (string slug, HttpContext http, Wall wall, DomainClock clock) =>
        {
            var body = await wall.BodyAsync(slug, http.RequestAborted);
            http.Response.Headers.ETag = ETags.Of(body.Version);
            return TypedResults.Ok(BodyView.Of(body, clock.GetUtcNow()));
        });
    }
}

/// <summary>A body as everybody sees it.</summary>
internal sealed record BodyView(
    string Slug, string Name, string Kind, string Handling, string? Foundation, Period AcknowledgeWithin, DateOnly? VerifiedOn, IReadOnlyList<ResponderView> Responders)
{
    public static BodyView Of(BodyEntry body, DateTimeOffset now)
    {
        var (profile, seats) = (body.Profile, body.State.DecidingSeats(now).ToList());
        return new(
            profile.Slug, profile.Name, profile.Kind, profile.Handling, profile.Foundation == profile.Slug ? null : profile.Foundation,
            body.State.PolicyAt(now).Terms.Complete(profile, seats.Count).AcknowledgeWithin, profile.VerifiedOn,
            [.. seats.Select(s => new ResponderView(s.Id, s.Terms.Role, s.Terms.Name?.Value))]);
    }
}

/// <summary>A seat that decides.</summary>
internal sealed record ResponderView(Guid Seat, string Role, string? Name);

/// <summary>Routes that ask nobody who they are.</summary>
internal static class Everybody
{
    public static CallerKind[] Kinds { get; } = [CallerKind.Public, CallerKind.Seat, CallerKind.Receipt, CallerKind.Room, CallerKind.Bot];
}
