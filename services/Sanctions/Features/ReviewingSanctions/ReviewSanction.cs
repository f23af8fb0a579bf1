using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.ReadingSanctions;
using Coc.Sanctions.Features.ReleasingSanctions;

namespace Coc.Sanctions.Features.ReviewingSanctions;

/// <summary>
/// <c>POST /api/sanctions/{id}/reviews</c> <c>{verdict: keep·lift, next?, note?}</c> (R53). One seat looked and keeps it: <c>next</c> is when it is looked at again, within a year. Who would
/// lift it is the first, or the second, of the two seats that lift. What is due: <c>GET /api/bodies/{slug}/sanctions?review=due</c>.
/// </summary>
internal static class ReviewSanction
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/sanctions/{id:guid}/reviews", HandleAsync).For(CallerKind.Seat);

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, SanctionDoor door, CommandRunner runner, SanctionExecutor sanctions, SanctionViews views, Streams streams, AffectedWishes wishes)
    {
        var (key, seat) = await door.OpenAsync(context, id);
        var request = await context.ReadAsync<Request>();
        new Check()
            .OneOf(request.Verdict, "verdict", "keep", "lift")
            .That(request.Next is null || request.Next > runner.Now, "next", "must be in the future")
            .That(request.Next is null || request.Verdict == "keep", "next", "is for what is kept")
            .Optional(request.Note, "note", 10_000)
            .Throw();
        var notBefore = request.Verdict == "lift" ? await wishes.NotBeforeAsync((await streams.SanctionAsync(key, context.RequestAborted)).State, runner.Now, context.RequestAborted) : null;
        return await runner.RunAsync(context, seat, async cancellationToken =>
        {
            await door.MatchAsync(context, key, cancellationToken);
            var changes = new Changes();
            var sanction = request.Verdict == "lift"
                ? await sanctions.AskLiftAsync(changes, key, seat.Id, notBefore, runner.Now, cancellationToken)
                : await sanctions.KeepReviewedAsync(changes, key, new SanctionCommand.Review(seat.Id, request.Next?.ToUniversalTime(), request.Note, runner.Now), cancellationToken);
            var view = (await views.OfAsync([sanction], key.Tenant, cancellationToken))[0];
            return new Attempt(changes, () => Answer.Of(request.Verdict == "lift" && sanction.State is { Over: false, LiftFrom: null } ? 202 : 200, view), sanction.Incident);
        });
    }

    private sealed record Request(string? Verdict, DateTimeOffset? Next, string? Note);
}
