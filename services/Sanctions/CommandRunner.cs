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
internal sealed class CommandRunner(IEventStore store, Idempotency idempotency, DomainClock clock)
{
    private const int Attempts = 10;

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<IResult> RunAsync(HttpContext http, TicketSeat seat, Func<CancellationToken, Task<Attempt>> attempt) =>
        RunAsync(http, seat, (_, cancellationToken) => attempt(cancellationToken));

    /// <summary>The same for what names its effect by the request's key.</summary>
    public Task<IResult> RunAsync(HttpContext http, TicketSeat seat, Func<IdempotencyKey, CancellationToken, Task<Attempt>> attempt) =>
        idempotency.RunAsync(http, async (key, cancellationToken) =>
        {
            for (var i = 1; ; i++)
            {
                var made = await attempt(key, cancellationToken);
                var answer = made.Answer();
                made.Changes.Add(key.Keep(answer));
                try
                {
                    if (made.Changes.Any)
                    {
                        await store.AppendAsync(made.Changes.ToAppend(Context(http.Caller(), seat, made.Incident)), cancellationToken);
                    }

                    return answer;
                }
                catch (StreamConflictException e) when (http.Request.Headers.IfMatch.Count > 0)
                {
                    throw new ProblemException(Problems.Stale(e.Actual));
                }
                catch (Exception e) when (i < Attempts && e is StreamConflictException or UniqueViolationException { Constraint: Registry.PersonRegistry.Constraint })
                {
                    // Somebody else was first: look again and decide anew.
                }
            }
        });

    /// <summary>The events of a decision; a refusal ends the request with 409.</summary>
    public static IReadOnlyList<T> Accepted<T>(Decision<T> decision) => decision.Refusal is { } refusal
        ? throw new ProblemException(Problems.Refused(refusal.Code, refusal.Rule, refusal.Detail))
        : decision.Events;

    /// <summary>What a bot reports: in no seat, and without a kept answer, because its report counts once as it is.</summary>
    /// <param name="actor">never a name</param>
    public async Task<IResult> RunAsync(HttpContext http, string actor, Func<CancellationToken, Task<Attempt>> attempt)
    {
        for (var i = 1; ; i++)
        {
            var made = await attempt(http.RequestAborted);
            try
            {
                await store.AppendAsync(made.Changes.ToAppend(new EventContext(Now, Ids.New(), null, actor, null, "bot", null, made.Incident, Activity.Current?.Id)), http.RequestAborted);
                return Results.Text(made.Answer().Body, "application/json");
            }
            catch (StreamConflictException) when (i < Attempts)
            {
                // Somebody else was first: look again and decide anew.
            }
        }
    }

    private EventContext Context(Caller caller, TicketSeat seat, Guid? incident) =>
        new(clock.GetUtcNow(), Ids.New(), null, $"account:{caller.Account}", seat.Id, seat.Role, null, incident, Activity.Current?.Id);
}
