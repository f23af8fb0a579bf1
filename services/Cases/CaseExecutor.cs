using Coc.Cases.Domain;
using Coc.Cases.DueWork;
using Coc.EventStore;
using Coc.Platform;
using Coc.Platform.Time;

namespace Coc.Cases;

/// <summary>One piece of work on a case.</summary>
/// <param name="Key">the case's stream</param>
/// <param name="Context">who acts, at an instant</param>
/// <param name="Command">builds the command from the current state; may throw a problem</param>
internal sealed record CaseWork(StreamKey Key, Func<DateTimeOffset, EventContext> Context, Func<CaseState, DateTimeOffset, ValueTask<CaseCommand>> Command)
{
    /// <summary>Statements that commit with the events, made from the new state.</summary>
    public Func<CaseState, DateTimeOffset, IEnumerable<StoreStatement>> Also { get; init; } = (_, _) => [];

    /// <summary>Another stream that begins in the transaction in which this case goes.</summary>
    public Func<CaseState, CaseCommand, IReadOnlyList<CaseEvent>> Begins { get; init; } = (_, _) => [];
}

/// <summary>What came of it: the new state, or the refusal with the unchanged one.</summary>
/// <param name="Written">something was appended</param>
internal sealed record CaseOutcome(CaseState State, Refusal? Refusal, DateTimeOffset At, bool Written);

/// <summary>Load, decide, append, answer: the only place where commands touch the store.</summary>
internal sealed class CaseExecutor(IEventStore store, OtherSide otherSide, DomainClock clock)
{
    private const int Attempts = 5;

    public async Task<CaseOutcome> ExecuteAsync(CaseWork work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(work, cancellationToken);
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // Somebody was faster: decide again on what is there now.
            }
        }
    }

    private async Task<CaseOutcome> TryAsync(CaseWork work, CancellationToken cancellationToken)
    {
        var before = CaseFinder.Fold(await store.ReadAsync(work.Key, cancellationToken: cancellationToken));
        var now = clock.GetUtcNow();
        var command = await work.Command(before, now);
        var decision = CaseDecider.Decide(before, command);
        if (decision.Refusal is not null || decision.Events.Count == 0)
        {
            return new(before, decision.Refusal, now, false);
        }

        var after = before.Apply(decision.Events) with { Version = before.Version + decision.Events.Count };
        var streams = new List<StreamAppend> { Append(work.Key, before.Version, decision.Events, after) };
        var statements = new List<StoreStatement>(DueRows.Of(after));
        if (after.HasGone && work.Begins(before, command) is { Count: > 0 } begun)
        {
            var other = CaseState.None.Apply(begun);
            streams.Add(Append(new(other.Body, other.Id), 0, begun, other));
            statements.AddRange(DueRows.Of(other));
        }

        var context = work.Context(now) with { PolicyVersion = after.Handling.PolicyVersion, Incident = after.Incident };
        foreach (var (key, was, more) in await otherSide.OfAsync(after, decision.Events, now, cancellationToken))
        {
            var other = was.Apply(more) with { Version = was.Version + more.Count };
            streams.Add(Append(key, was.Version, more, other));
            statements.AddRange(DueRows.Of(other));
        }

        statements.AddRange(work.Also(after, now));
        await store.AppendAsync(new Append(streams, context) { Statements = statements }, cancellationToken);
        return new(after, null, now, true);
    }

    // Sanction ids derive from the decision event's id, so that one is chosen by the decider.
    private static StreamAppend Append(StreamKey key, long version, IReadOnlyList<CaseEvent> events, CaseState after) =>
        new(key, CaseFinder.StreamType, version, [.. events.Select(e => new NewEvent(e is CaseEvent.DecisionRecorded d ? d.Decision : Ids.New(), e))]) { State = after };
}
