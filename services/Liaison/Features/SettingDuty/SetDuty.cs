using Coc.Liaison.Directory;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.SettingDuty;

/// <summary>
/// <c>GET·PUT /api/bodies/{slug}/duty</c> <c>{seats[], turns?: {every: day·week, from, timeZone}}</c>: who watches, and how they take turns (R11); set with a second seat (P8), seen also by the body's liaison, who knows
/// then whom to turn to.
/// </summary>
internal static class SetDuty
{
    private const int Most = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies/{slug}/duty").For(CallerKind.Seat);
        group.MapGet("", async (string slug, HttpContext http, Wall wall, DomainClock clock) =>
        {
            var (body, _) = await wall.OverseeingAsync(http.Caller(), slug, http.RequestAborted);
            var acting = await wall.ActingAsync(body, http.RequestAborted);
            http.Response.Headers.ETag = ETags.Of(acting.Version);
            return TypedResults.Ok(DutyView.Of(acting, clock.GetUtcNow()));
        });
        group.MapPut("", (string slug, HttpContext http, Idempotency idempotency, Wall wall, BodyExecutor executor, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var (_, asker) = await wall.ProposingAsync(http.Caller(), slug, cancellationToken);
                var request = await http.ReadAsync<DutyRequest>();
                var check = new Check().That(request.Seats is not null, "seats", "must be a list of seats").AtMost(request.Seats, "seats", Most);
                DutyShape.Check(request.Turns, "turns", check);
                check.Throw();
                var (now, change) = (clock.GetUtcNow(), Ids.New());
                return await executor.ExecuteAsync(
                    http, slug, new BodyCommand.SetDuty(asker, change, request.Seats!, now) { Turns = request.Turns }, asker.Context(now), key,
                    (body, events) => events is [BodyEvent.DutyProposed] ? Answer.Of(202, new PendingAnswer(change), body.Version) : Answer.Of(200, DutyView.Of(body, now), body.Version));
            }));
    }

    internal sealed record DutyRequest(IReadOnlyList<Guid>? Seats, DutyTurns? Turns);
}
