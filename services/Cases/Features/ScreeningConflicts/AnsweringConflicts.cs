using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases.Features.ScreeningConflicts;

/// <summary>
/// <c>POST /api/conflict-requests/{request}/answer</c> <c>{answer: none·soft·hard, seen, areas?, reason?}</c>: who answers hard never learns the case (P1). <c>seen</c> is that of the request as it was read: when it is
/// about other persons by now, <c>none</c> and <c>soft</c> are 409 <c>listChanged</c> with the request as it is in <c>current</c>, and count for nobody. Without it the answer is one to the list the seat was last asked
/// about. A notice of another body's decision knows one list only, and does not look at it.
/// </summary>
internal static class AnsweringConflicts
{
    public static void MapAnsweringConflicts(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/conflict-requests/{request:guid}/answer", (HttpContext context, Guid request, CaseFinder finder, CaseExecutor executor, NoticesOfOtherBodies notices, CurrentRequest current, Idempotency idempotency, DomainClock clock) =>
            idempotency.RunAsync(context, async (key, cancellationToken) =>
            {
                if (await FindAsync(context.Caller(), request, finder, clock.GetUtcNow(), cancellationToken) is not var (stream, seat))
                {
                    return await notices.AnswerAsync(context, request, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
                }

                var asked = await context.ReadAsync<Statement>();
                var answer = Answer.Empty();
                var outcome = await executor.ExecuteAsync(
                    new CaseWork(stream, now => ContextOf(context, seat, now), (state, now) =>
                    {
                        asked.Check();
                        return ValueTask.FromResult<CaseCommand>(asked.Command(seat.Seat, now));
                    })
                    {
                        Also = (after, _) => key.Keep(answer = AnswerOf(after, seat.Seat)),
                    },
                    cancellationToken);
                return outcome.Refusal is not { } refusal ? AnswerOf(outcome.State, seat.Seat)
                    : throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail) with
                    {
                        Current = refusal.Code == Domain.Screening.ListChanged ? await current.OfAsync(stream, outcome.State, seat, context.Caller(), cancellationToken) : null,
                    });
            })).For(CallerKind.Seat);

    // The request exists for the seat it was sent to, while it is open and its holder has said hard by no other seat, and after "none" for a repetition of the answer.
    private static async Task<(StreamKey Stream, PanelSeat Seat)?> FindAsync(Caller caller, Guid request, CaseFinder finder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var held = caller.Seats.Where(s => Caller.Handles(s.Role)).Select(s => s.Id).ToHashSet();
        foreach (var key in await finder.ByRequestAsync(request, cancellationToken))
        {
            var state = await finder.LoadAsync(key, cancellationToken);
            if (state.Panel.FirstOrDefault(p => p.Request == request) is { Left: false } seat && (seat.IsOutside ? CaseWall.Engaged(state, request, caller.Seats, now) is not null : held.Contains(seat.Seat)) && !state.HasGone && !CaseWall.IsHard(state, caller.Seats)
                && (seat.Clean || ListingCases.CaseWords.IsAsked(state, seat)))
            {
                return (key, seat);
            }
        }

        return null;
    }

    private static EventContext ContextOf(HttpContext context, PanelSeat seat, DateTimeOffset now) =>
        new(now, Ids.New(), null, $"account:{context.Caller().Account}", seat.Seat, seat.Role, TraceParent: Activity.Current?.Id);

    // Who works from outside never learns the case's id.
    private static Answer AnswerOf(CaseState state, Guid seat) => state.SeatOf(seat)!.Conflict switch
    {
        Conflict.None when state.SeatOf(seat)! is { IsOutside: true } outside => Answer.Of(200, new { Engagement = outside.Request }),
        Conflict.None => Answer.Of(200, new { Case = state.Id }),
        Conflict.Soft => Answer.Empty(202),
        _ => Answer.Empty(),
    };
}

/// <summary>What a seat says about its ties.</summary>
/// <param name="Seen">of the request it answers</param>
internal sealed record Statement(string? Answer, IReadOnlyList<string>? Areas, string? Reason, string? Seen = null)
{
    public void Check() => new Check()
        .OneOf(Answer, "answer", "none", "soft", "hard")
        .Labels(Areas, "areas")
        .Optional(Reason, "reason", TextLimits.Reason)
        .Optional(Seen, "seen", TextLimits.Label)
        .Throw();

    public CaseCommand.AnswerConflict Command(Guid seat, DateTimeOffset now) =>
        new(seat, now, Answer switch { "none" => Conflict.None, "soft" => Conflict.Soft, _ => Conflict.Hard }, Areas ?? [], Reason, Seen);
}
