using System.Diagnostics;
using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Cases;

/// <summary>What a command is built from, beside its body.</summary>
internal sealed record CommandScope(HttpContext Context, CaseState State, Guid Seat, DateTimeOffset Now, Check Check)
{
    /// <summary>Id of the proposal, measure, … the path names.</summary>
    public Guid Thing => Guid.Parse((string)Context.Request.RouteValues["thing"]!);
}

/// <summary>The other case a command changes, and what is decided of it and of the one in the path.</summary>
internal sealed record WithOtherCase(StreamKey Key, Func<CaseState, CaseState, DateTimeOffset, PairDecision> Decide);

/// <summary>Body of commands that say everything by their path.</summary>
internal sealed record Nothing;

/// <summary>Of commands that may come without a body.</summary>
internal interface IMayBeEmpty;

/// <summary><c>POST /api/cases/{id}/{command}</c>: one way in for all of them, so that 401, 404, 400, 412 and 409 come in this order everywhere.</summary>
internal static class CaseRoutes
{
    public static void MapCommand<TRequest>(
        this IEndpointRouteBuilder cases, string path, Func<TRequest, CommandScope, CaseCommand> read, Func<CaseState, Guid, bool>? thing = null) where TRequest : class =>
        cases.MapCommand<TRequest>(path, (request, scope) => ValueTask.FromResult(read(request, scope)), thing);

    public static void MapCommand<TRequest>(
        this IEndpointRouteBuilder cases, string path, Func<TRequest, CommandScope, ValueTask<CaseCommand>> read, Func<CaseState, Guid, bool>? thing = null) where TRequest : class =>
        cases.MapPanel(path, thing, async (context, seen, executor, key, cancellationToken) =>
        {
            var request = typeof(TRequest) == typeof(Nothing) ? (TRequest)(object)new Nothing()
                : typeof(TRequest).IsAssignableTo(typeof(IMayBeEmpty)) && context.HasNoBody() ? Activator.CreateInstance<TRequest>()
                : await context.ReadAsync<TRequest>();
            return await executor.AnswerAsync(context, seen, key, scope => read(request, scope), cancellationToken);
        });

    /// <summary>
    /// A command for which other services are asked. They are asked of the case as it was seen, before it is read to be changed: one that answers slowly is asked once, however many write meanwhile, and makes nobody's command come too
    /// late, its own included.
    /// </summary>
    /// <param name="ask">may throw a problem</param>
    /// <param name="holds">whether what they said of the case as it was seen holds for it as it is now; where not, they are asked again</param>
    /// <param name="read">may ask what must be as of now, like a reporter's word, and is short</param>
    public static void MapAskingCommand<TRequest, TSaid>(
        this IEndpointRouteBuilder cases, string path, Func<TRequest, CommandScope, Task<TSaid>> ask, Func<CaseState, CaseState, bool> holds, Func<TRequest, CommandScope, TSaid, ValueTask<CaseCommand>> read) where TRequest : class =>
        cases.MapPanel(path, null, async (context, seen, executor, key, cancellationToken) =>
        {
            var (request, asked) = (await context.ReadAsync<TRequest>(), seen.State);
            var said = await ask(request, new CommandScope(context, asked, seen.Seat.Seat, context.RequestServices.GetRequiredService<DomainClock>().GetUtcNow(), new Check()));
            return await executor.AnswerAsync(context, seen, key, async scope =>
            {
                if (!holds(asked, scope.State))
                {
                    (asked, said) = (scope.State, await ask(request, scope));
                }

                return await read(request, scope, said);
            }, cancellationToken);
        });

    /// <summary>A command that changes another case of the same body with this one.</summary>
    /// <param name="read">which case, and what is decided of the two; may throw a problem</param>
    public static void MapPairCommand<TRequest>(this IEndpointRouteBuilder cases, string path, Func<TRequest, HttpContext, SeenCase, Task<WithOtherCase>> read) where TRequest : class =>
        cases.MapPanel(path, null, async (context, seen, executor, key, cancellationToken) =>
        {
            var (other, decide) = await read(await context.ReadAsync<TRequest>(), context, seen);
            var (seat, answer, here, known) = (seen.Seat.Seat, Answer.Empty(), seen.State, await ElsewhereAsync(context, seen));
            var outcome = await executor.ExecuteAsync(
                new PairWork(other, seen.Key, now => ContextOf(context, seen.Seat, now), (there, present, now) =>
                {
                    ETags.RequireMatch(context, present.Version);
                    here = present;
                    return ValueTask.FromResult(decide(there, present, now));
                })
                {
                    Also = (_, after, now) => key.Keep(answer = AnswerOf(after, seat, now, known, null)),
                },
                cancellationToken);
            return outcome.Refusal is { } refusal ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail))
                : outcome.Written ? answer
                : AnswerOf(here, seat, outcome.At, known, null);
        });

    /// <summary>What a seat does that sees the case; asked again with the same key, the answer is the same.</summary>
    public static void MapPanel(
        this IEndpointRouteBuilder cases, string path, Func<CaseState, Guid, bool>? thing, Func<HttpContext, SeenCase, CaseExecutor, IdempotencyKey, CancellationToken, Task<Answer>> answer) =>
        cases.MapPost(path, async (HttpContext context, Guid id, CaseFinder finder, CaseExecutor executor, Idempotency idempotency) =>
        {
            // Before a kept answer is given again: for whom the case vanished meanwhile, it vanished.
            var seen = await finder.SeenByAsync(context.Caller(), id, context.RequestAborted);
            if (seen.State.HasGone || (thing is not null && !(Guid.TryParse(context.Request.RouteValues["thing"] as string, out var wanted) && thing(seen.State, wanted))))
            {
                throw new ProblemException(Problems.NotFound);
            }

            return await idempotency.RunAsync(context, (key, cancellationToken) => answer(context, seen, executor, key, cancellationToken));
        });

    /// <summary>A command of a seat that sees the case, with the case as it is then for an answer.</summary>
    /// <param name="with">adds what only this answer says</param>
    public static async Task<Answer> AnswerAsync(
        this CaseExecutor executor, HttpContext context, SeenCase seen, IdempotencyKey key, Func<CommandScope, ValueTask<CaseCommand>> read, CancellationToken cancellationToken,
        Func<object, object>? with = null)
    {
        var (seat, answer, known) = (seen.Seat.Seat, Answer.Empty(), await ElsewhereAsync(context, seen));
        var outcome = await executor.ExecuteAsync(
            new CaseWork(seen.Key, now => ContextOf(context, seen.Seat, now), async (state, now) =>
            {
                var check = new Check();
                var command = await read(new CommandScope(context, state, seat, now, check));
                ETags.RequireMatch(context, state.Version);
                return command;
            })
            {
                Also = (after, now) => key.Keep(answer = AnswerOf(after, seat, now, known, with)),
            },
            cancellationToken);
        return outcome.Refusal is { } refusal ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail))
            : answer.Status == 204 ? AnswerOf(outcome.State, seat, outcome.At, known, with)
            : answer;
    }

    /// <summary>Who acts, for the event log.</summary>
    public static EventContext ContextOf(HttpContext context, PanelSeat seat, DateTimeOffset now) =>
        new(now, Ids.New(), null, $"account:{context.Caller().Account}", seat.Seat, seat.Role, TraceParent: Activity.Current?.Id);

    // Before the transaction: what is offered in the answer may not wait inside it.
    private static Task<Elsewhere> ElsewhereAsync(HttpContext context, SeenCase seen) => context.RequestServices.GetRequiredService<ElsewhereReading>().OfAsync(seen, context.RequestAborted);

    // Who made the case vanish for oneself is not shown it once more.
    private static Answer AnswerOf(CaseState state, Guid seat, DateTimeOffset now, Elsewhere known, Func<object, object>? with) => state.SeatOf(seat) switch
    {
        { Sees: true } => Answer.Of(200, with is null ? CaseView.Of(state, seat, now, known) : with(CaseView.Of(state, seat, now, known)), state.Version),
        { Conflict: Conflict.Soft } => Answer.Empty(202),
        _ => Answer.Empty(),
    };
}
