using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>One try of a command: what it changes, what it answers, the incident its events belong to.</summary>
internal sealed record Attempt(Changes Changes, Func<Answer> Answer, Guid? Incident);

/// <summary>Runs commands that came over HTTP: decide, append with the kept answer; decides again when another writer was first.</summary>
internal sealed class CommandRunner(IEventStore store, Idempotency idempotency, Turns turns, DomainClock clock)
{
    private const int Attempts = 10;

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<IResult> RunAsync(HttpContext http, TicketSeat seat, Func<CancellationToken, Task<Attempt>> attempt) =>
        RunAsync(http, seat, (_, cancellationToken) => attempt(cancellationToken));

    /// <summary>The same for what names its effect by the request's key.</summary>
    public Task<IResult> RunAsync(HttpContext http, TicketSeat seat, Func<IdempotencyKey, CancellationToken, Task<Attempt>> attempt) =>
        idempotency.RunAsync(http, (key, cancellationToken) => UntilSavedAsync(
            async () =>
            {
                var made = await attempt(key, cancellationToken);
                var answer = made.Answer();
                made.Changes.Add(key.Keep(answer));
                return (made.Changes, answer, Context(http.Caller(), seat, made.Incident));
            },
            exactly: http.Request.Headers.IfMatch.Count > 0,
            cancellationToken));

    /// <summary>The events of a decision; a refusal ends the request with 409.</summary>
    public static IReadOnlyList<T> Accepted<T>(Decision<T> decision) => decision.Refusal is { } refusal
        ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail))
        : decision.Events;

    /// <summary>What a bot reports: in no seat, and without a kept answer, because its report counts once as it is.</summary>
    /// <param name="actor">never a name</param>
    public async Task<IResult> RunAsync(HttpContext http, string actor, Func<CancellationToken, Task<Attempt>> attempt)
    {
        var answer = await UntilSavedAsync(
            async () =>
            {
                var made = await attempt(http.RequestAborted);
                return (made.Changes, made.Answer(), new EventContext(Now, Ids.New(), null, actor, null, "bot", null, made.Incident, Activity.Current?.Id));
            },
            exactly: false,
            http.RequestAborted);
        return Results.Text(answer.Body, "application/json");
    }

    // Somebody else was first: look again and decide anew, from the second time on by turns.
    private async Task<Answer> UntilSavedAsync(Func<Task<(Changes Changes, Answer Answer, EventContext Context)>> attempt, bool exactly, CancellationToken cancellationToken)
    {
        IDisposable? turn = null;
        try
        {
            for (var i = 1; ; i++)
            {
                var (changes, answer, context) = await attempt();
                try
                {
                    if (changes.Any)
                    {
                        await store.AppendAsync(changes.ToAppend(context), cancellationToken);
                    }

                    return answer;
                }
                catch (StreamConflictException e) when (exactly)
                {
                    throw new ProblemException(Problems.Stale(e.Actual));
                }
                catch (StreamConflictException e) when (i < Attempts)
                {
                    turn ??= await turns.TakeAsync(e.Stream, cancellationToken);
                }
                catch (Exception e) when (i < Attempts && Changes.IsOutrun(e))
                {
                    // An account has become known, or what this follows from has changed.
                }
            }
        }
        finally
        {
            turn?.Dispose();
        }
    }

    private EventContext Context(Caller caller, TicketSeat seat, Guid? incident) =>
        new(clock.GetUtcNow(), Ids.New(), null, $"account:{caller.Account}", seat.Id, seat.Role, null, incident, Activity.Current?.Id);
}
