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
            var now = clock.GetUtcNow();
            var asked = http.Request.Query["verification"].ToString();
            new Check().That(asked is "" or "overdue", "verification", "must be overdue").Throw();
            var bodies = asked.Length == 0
                ? await directory.ListAsync(paging.After, paging.Limit + 1, http.RequestAborted)
                : await OverdueAsync(directory, paging, now, http.RequestAborted);
            return TypedResults.Ok(paging.Page([.. bodies.Select(b => BodyView.Of(b, now))], b => b.Slug));
        });
        group.MapGet("{slug}", async (string slug, HttpContext http, Wall wall, DomainClock clock) =>
        {
            var body = await wall.BodyAsync(slug, http.RequestAborted);
            http.Response.Headers.ETag = ETags.Of(body.Version);
            return TypedResults.Ok(BodyView.Of(body, clock.GetUtcNow()));
        });
    }

    // Few bodies respond for themselves, and their states are in memory: those are looked through, not searched.
    private static async Task<IReadOnlyList<BodyEntry>> OverdueAsync(BodyDirectory directory, Paging paging, DateTimeOffset now, CancellationToken cancellationToken) =>
        [.. (await directory.RespondingAsync(paging.After, cancellationToken)).Where(b => b.VerificationDue(now) <= DateOnly.FromDateTime(now.UtcDateTime)).Take(paging.Limit + 1)];
}

/// <summary>A body as everybody sees it.</summary>
internal sealed record BodyView(
    string Slug, string Name, string Kind, string Handling, string? Foundation, Period AcknowledgeWithin, DateOnly? VerifiedOn, IReadOnlyList<ResponderView> Responders,
    IReadOnlyList<EmeritusView> Emeritus, IReadOnlyList<string> Contacts, string? CodeLink, IReadOnlyList<string> Conditions, DateOnly? VerificationDue)
{
    public static BodyView Of(BodyEntry body, DateTimeOffset now)
    {
        var (profile, seats) = (body.Profile, body.State.DecidingSeats(now).ToList());
        return new(
            profile.Slug, profile.Name, profile.Kind, profile.Handling, profile.Foundation == profile.Slug ? null : profile.Foundation,
            body.State.PolicyAt(now).Terms.Complete(profile, seats.Count).AcknowledgeWithin, profile.VerifiedOn,
            [.. seats.Select(s => new ResponderView(s.Id, s.Terms.Role, s.Terms.Name?.Value))],
            [.. body.State.Seats.Values.Where(s => s.Emeritus).OrderBy(s => s.EndedAt).Select(s => new EmeritusView(s.Terms.Name?.Value, s.Terms.TermStart, s.EndedAt!.Value))],
            profile.Responders?.Contacts?.Value ?? [], profile.Responders?.CodeLink, profile.Responders?.Conditions ?? [],
            body.VerificationDue(now) is { } due && due > DateOnly.MinValue ? due : null); // never verified: due since no day in particular
    }
}

/// <summary>A seat that decides.</summary>
internal sealed record ResponderView(Guid Seat, string Role, string? Name);

/// <summary>Who decided here once: a label without any access (R36).</summary>
internal sealed record EmeritusView(string? Name, DateTimeOffset From, DateTimeOffset To);

/// <summary>Routes that ask nobody who they are.</summary>
internal static class Everybody
{
    public static CallerKind[] Kinds { get; } = [CallerKind.Public, CallerKind.Seat, CallerKind.Receipt, CallerKind.Room, CallerKind.Bot];
}
