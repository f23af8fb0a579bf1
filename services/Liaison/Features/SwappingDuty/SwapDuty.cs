using Coc.Liaison.Directory;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.ConfirmingChanges;
using Coc.Liaison.Features.SettingDuty;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Liaison.Features.SwappingDuty;

/// <summary>
/// <c>POST /api/bodies/{slug}/duty/swaps</c> <c>{day, with, return?}</c>: one's turn that begins that day for another seat, perhaps against one of theirs; that seat takes it as it confirms any change (P8).
/// <c>PUT·DELETE …/duty/absence</c> <c>{from, to}</c>: days on which one does not watch; one's own decision.
/// </summary>
internal static class SwapDuty
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/bodies/{slug}/duty").For(CallerKind.Seat);
        group.MapPost("swaps", (string slug, HttpContext http, Idempotency idempotency, Wall wall, BodyExecutor executor, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var (_, asker) = await wall.DecidingAsync(http.Caller(), slug, cancellationToken);
                var request = await http.ReadAsync<SwapRequest>();
                var check = new Check().That(request.With is not null, "with", "must be a seat");
                DutyShape.Day(request.Day, "day", check);
                DutyShape.Day(request.Return ?? request.Day, "return", check);
                check.Throw();
                var (now, change) = (clock.GetUtcNow(), Ids.New());
                return await executor.ExecuteAsync(
                    http, slug, new BodyCommand.SwapDuty(asker, change, new(request.Day!.Value, request.With!.Value, request.Return), now), asker.Context(now), key,
                    (body, _) => Answer.Of(202, new PendingAnswer(change), body.Version));
            }));
        group.MapPut("absence", (string slug, HttpContext http, Idempotency idempotency, Wall wall, BodyExecutor executor, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var (_, asker) = await wall.DecidingAsync(http.Caller(), slug, cancellationToken);
                var request = await http.ReadAsync<AbsenceRequest>();
                var check = new Check().That(request.To is null || request.From <= request.To, "to", "must not lie before the first day");
                DutyShape.Day(request.From, "from", check);
                DutyShape.Day(request.To, "to", check);
                check.Throw();
                return await SayAsync(http, slug, asker, new(request.From!.Value, request.To!.Value), executor, clock.GetUtcNow(), key);
            }));
        group.MapDelete("absence", (string slug, HttpContext http, Idempotency idempotency, Wall wall, BodyExecutor executor, DomainClock clock) =>
            idempotency.RunAsync(http, async (key, cancellationToken) =>
            {
                var (_, asker) = await wall.DecidingAsync(http.Caller(), slug, cancellationToken);
                return await SayAsync(http, slug, asker, null, executor, clock.GetUtcNow(), key);
            }));
    }

    private static Task<Answer> SayAsync(HttpContext http, string slug, Asker asker, DutyAbsence? absence, BodyExecutor executor, DateTimeOffset now, IdempotencyKey key) => executor.ExecuteAsync(
        http, slug, new BodyCommand.SayAbsence(asker, absence), asker.Context(now), key, (body, _) => Answer.Of(200, DutyView.Of(body, now), body.Version));

    internal sealed record SwapRequest(DateOnly? Day, Guid? With, DateOnly? Return);

    internal sealed record AbsenceRequest(DateOnly? From, DateOnly? To);
}
