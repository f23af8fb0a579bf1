using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Features.ReadingSanctions;
using Coc.Sanctions.Features.ReleasingSanctions;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Features.OfferingSanctions;

/// <summary>
/// Carries out the voted offer (R55). Its notices went out when the decision was recorded; asked again it answers what is there, and a body the
/// panel did not vote to tell is refused (P18).
/// </summary>
internal static class OfferSanction
{
    private static readonly string[] Reasons = ["safety", "sameSpaces", "request"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/sanctions/{id:guid}/notices", HandleAsync).For(CallerKind.Seat);

    private static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, SanctionDoor door, Streams streams, BodyDirectory directory, CommandRunner runner, SanctionViews views)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<Request>();
        new Check()
            .That(request.Bodies is OfferedTo { All: true } or { Slugs.Count: > 0 }, "bodies", "must be a list of bodies or the word all")
            .That(request.Bodies?.Slugs.Contains("all") is not true, "bodies", "all stands alone, not in a list")
            .That(request.Bodies?.Slugs is not { } named || named.Distinct().Count() == named.Count, "bodies", "names a body twice")
            .OneOf(request.Because, "because", Reasons).That(request.AnswerBy is not null, "answerBy", "must be an instant").Throw();
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var sanction = await streams.SanctionAsync(key, cancellationToken);
            var voted = sanction.State.Notices.Select(n => n.Body).ToHashSet();
            if (!await WithinAsync(request.Bodies!, voted, key.Tenant, directory, cancellationToken))
            {
                throw new ProblemException(Problems.Refused("P18", "P18", "The decision did not vote to tell all of these bodies."));
            }

            var view = (await views.OfAsync([sanction], key.Tenant, cancellationToken))[0];
            return new Attempt(new Changes(), () => Answer.Of(200, view, sanction.Version), sanction.Incident);
        });
    }

    private static async Task<bool> WithinAsync(OfferedTo bodies, HashSet<string> voted, string issuer, BodyDirectory directory, CancellationToken cancellationToken) => bodies.All
        ? (await directory.OfFoundationAsync(issuer, cancellationToken)).Where(b => b.Kind == "project").Select(b => b.Slug).ToList() is { Count: > 0 } all && all.TrueForAll(voted.Contains)
        : bodies.Slugs.All(voted.Contains);

    private sealed record Request(OfferedTo? Bodies, string? Because, DateTimeOffset? AnswerBy);
}
