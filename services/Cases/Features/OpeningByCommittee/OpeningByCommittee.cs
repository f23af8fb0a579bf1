using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.OpeningByCommittee;

/// <summary><c>POST /api/bodies/{slug}/cases</c> <c>{risk: low·medium·high, summary}</c> → 201 <c>{case, codeName}</c>: a case nobody reported (R6). The other seats are asked about conflicts.</summary>
internal static class OpeningByCommittee
{
    public static void MapOpeningByCommittee(this IEndpointRouteBuilder bodies) =>
        bodies.MapPost("cases", (HttpContext context, string slug, CaseExecutor executor, ServiceChannel channel, Idempotency idempotency) =>
        {
            var caller = context.Caller();
            var seat = caller.Seats.FirstOrDefault(s => s.Body == slug && Caller.Decides(s.Role)) ?? throw new ProblemException(Problems.NotFound);
            return idempotency.RunAsync(context, async (key, cancellationToken) =>
            {
                var request = await context.ReadAsync<Request>();
                new Check().OneOf(request.Risk, "risk", "low", "medium", "high").Text(request.Summary, "summary", TextLimits.Note).Throw();
                var handling = await channel.PostAsync<HandlingBody>("liaison", $"/internal/handling/{slug}", new HandlingQuestion([]), $"seat:{seat.Id}", cancellationToken)
                    ?? throw new ProblemException(Problems.Unavailable);
                var id = key.EffectId ?? Ids.New();
                var answer = Answer.Empty();
                var outcome = await executor.ExecuteAsync(
                    new CaseWork(
                        new StreamKey(slug, id), now => new EventContext(now, Ids.New(), null, $"account:{caller.Account}", seat.Id, seat.Role, TraceParent: Activity.Current?.Id),
                        (_, now) => ValueTask.FromResult<CaseCommand>(new CaseCommand.OpenByCommittee(seat.Id, now, id, handling, request.Risk!, request.Summary!)))
                    {
                        Also = (after, _) => key.Keep(answer = Answer.Of(201, new { Case = id, after.CodeName })),
                    },
                    cancellationToken);
                return outcome.Refusal is { } refusal ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail)) : answer;
            });
        });

    internal sealed record Request(string? Risk, string? Summary);
}
