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

    /// <summary>Another stream that begins beside this case, which stays.</summary>
    public Func<CaseState, CaseCommand, IReadOnlyList<CaseEvent>> Opens { get; init; } = (_, _) => [];
}

/// <summary>One piece of work on a case that was handed over and the one it lives on in.</summary>
/// <param name="Decide">may throw a problem</param>
internal sealed record PairWork(StreamKey Former, StreamKey Present, Func<DateTimeOffset, EventContext> Context, Func<CaseState, CaseState, DateTimeOffset, ValueTask<PairDecision>> Decide)
{
    /// <summary>Statements that commit with the events, made from the new states.</summary>
    public Func<CaseState, CaseState, DateTimeOffset, IEnumerable<StoreStatement>> Also { get; init; } = (_, _, _) => [];
}

/// <summary>What came of it: the new state, or the refusal with the unchanged one.</summary>
/// <param name="Written">something was appended</param>
internal sealed record CaseOutcome(CaseState State, Refusal? Refusal, DateTimeOffset At, bool Written);

/// <summary>Load, decide, append, answer: the only place where commands touch the store.</summary>
internal sealed class CaseExecutor(IEventStore store, CaseFinder finder, OtherSide otherSide, DomainClock clock)
{
    private const int Attempts = 5;

    public Task<CaseOutcome> ExecuteAsync(CaseWork work, CancellationToken cancellationToken) => AgainAsync(() => TryAsync(work, cancellationToken));

    /// <summary>Two cases in one transaction; the outcome is that of the former owner's.</summary>
    public Task<CaseOutcome> ExecuteAsync(PairWork work, CancellationToken cancellationToken) => AgainAsync(() => TryAsync(work, cancellationToken));

    private static async Task<CaseOutcome> AgainAsync(Func<Task<CaseOutcome>> tryAsync)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await tryAsync();
            }
            catch (Exception e) when (attempt < Attempts && e is StreamConflictException or StreamArchivedException)
            {
                // Somebody was faster, perhaps who closed the stream for good: decide again on what is there now.
            }
        }
    }

    private async Task<CaseOutcome> TryAsync(CaseWork work, CancellationToken cancellationToken)
    {
        var before = await finder.LoadAsync(work.Key, cancellationToken);
        var now = clock.GetUtcNow();
        var command = await work.Command(before, now);
        var decision = CaseDecider.Decide(before, command);
        if (decision.Refusal is not null || decision.Events.Count == 0)
        {
            return new(before, decision.Refusal, now, false);
        }

        var after = After(before, decision.Events);
        var streams = new List<StreamAppend> { Append(work.Key, before.Version, decision.Events, after) };
        var statements = new List<StoreStatement>(DueRows.Of(after));
        if ((after.HasGone ? work.Begins : work.Opens)(before, command) is { Count: > 0 } begun)
        {
            var other = CaseState.None.Apply(begun);
            streams.Add(Append(new(other.Body, other.Id), 0, begun, other));
            statements.AddRange(DueRows.Of(other));
        }

        var context = work.Context(now) with { PolicyVersion = after.Handling.PolicyVersion, Incident = after.Incident };
        await AddOtherSideAsync(streams, statements, after, decision.Events, now, cancellationToken);
        statements.AddRange(work.Also(after, now));
        await store.AppendAsync(new Append(streams, context) { Statements = statements }, cancellationToken);
        return new(after, null, now, true);
    }

    private async Task<CaseOutcome> TryAsync(PairWork work, CancellationToken cancellationToken)
    {
        var read = await store.ReadAsync([work.Former, work.Present], cancellationToken);
        var (former, present) = (CaseFinder.Fold(read[0]), CaseFinder.Fold(read[1]));
        var now = clock.GetUtcNow();
        var decision = await work.Decide(former, present, now);
        if (decision.Refusal is not null || decision.Former.Count + decision.Present.Count == 0)
        {
            return new(former, decision.Refusal, now, false);
        }

        var formerAfter = After(former, decision.Former);
        var presentAfter = After(present, decision.Present);
        var context = work.Context(now) with { PolicyVersion = presentAfter.Handling.PolicyVersion, Incident = formerAfter.Incident };
        var streams = new List<StreamAppend>
        {
            // What its owner left closed opens with the event that brings it back.
            Append(work.Former, former.Version, decision.Former, formerAfter) with { Reopens = former.HasGone && !formerAfter.HasGone },
            Append(work.Present, present.Version, decision.Present, presentAfter),
        };
        List<StoreStatement> statements = [.. DueRows.Of(formerAfter), .. DueRows.Of(presentAfter)];
        (CaseState After, IReadOnlyList<CaseEvent> Happened) one = (formerAfter, decision.Former), other = (presentAfter, decision.Present);
        foreach (var (after, happened) in presentAfter.HasGone ? new[] { other, one } : [one, other])
        {
            await AddOtherSideAsync(streams, statements, after, happened, now, cancellationToken);
        }

        statements.AddRange(work.Also(formerAfter, presentAfter, now));
        await store.AppendAsync(new Append(streams, context) { Statements = statements }, cancellationToken);
        return new(formerAfter, null, now, true);
    }

    private async Task AddOtherSideAsync(
        List<StreamAppend> streams, List<StoreStatement> statements, CaseState after, IReadOnlyList<CaseEvent> happened, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var (key, was, more) in await otherSide.OfAsync(after, happened, now, cancellationToken))
        {
            if (streams.Any(s => s.Stream == key))
            {
                continue; // of two that go on as one, the first has told it
            }

            var other = was.Apply(more) with { Version = was.Version + more.Count };
            streams.Add(Append(key, was.Version, more, other));
            statements.AddRange(DueRows.Of(other));
        }
    }

    private static CaseState After(CaseState before, IReadOnlyList<CaseEvent> events) => before.Apply(events) with { Version = before.Version + events.Count };

    // Sanction ids derive from the decision event's id, so that one is chosen by the decider.
    private static StreamAppend Append(StreamKey key, long version, IReadOnlyList<CaseEvent> events, CaseState after) =>
        new(key, CaseFinder.StreamType, version, [.. events.Select(e => new NewEvent(e is CaseEvent.DecisionRecorded d ? d.Decision : Ids.New(), e))]) { State = after };
}
