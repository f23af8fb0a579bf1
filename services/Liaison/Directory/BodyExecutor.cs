using Coc.EventStore;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Platform;
using Coc.Platform.Http;

namespace Coc.Liaison.Directory;

/// <summary>Load, decide, append, answer: the only place where commands to bodies touch the store.</summary>
internal sealed class BodyExecutor(IEventStore store)
{
    private const int Attempts = 5;

    /// <summary>Runs a command and answers with what <paramref name="answer"/> makes of the new state; the answer is kept with the effect.</summary>
    /// <exception cref="ProblemException">404, 412 or 409</exception>
    public async Task<Answer> ExecuteAsync(
        HttpContext http, string slug, BodyCommand command, EventContext context, IdempotencyKey key, Func<BodyEntry, IReadOnlyList<BodyEvent>, Answer> answer)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (before, version) = await LoadAsync(slug, http.RequestAborted);
            ETags.RequireMatch(http, version);
            var decision = BodyDecider.Decide(command, before);
            if (decision is { Refusal: { } refusal, Events.Count: 0 })
            {
                throw refusal.ToProblem();
            }

            var events = decision.Events;
            var after = BodyStreams.Fold(before, events);
            var entry = new BodyEntry(slug, version + events.Count, after);
            var given = decision.Refusal is { } told ? Answer.Of(told.ToProblem().Problem) : answer(entry, events);
            try
            {
                await AppendAsync(slug, version, entry, events, context with { PolicyVersion = after.PolicyAt(context.At).Version }, key.Keep(given), http.RequestAborted);
                return given;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // Somebody was faster: ask the rules again. With If-Match the next round answers 412.
            }
        }
    }

    /// <summary>Begins or ends a seat by its term; somebody else may have done so already.</summary>
    /// <exception cref="StreamConflictException">the body changed at the same moment: the next round sees it</exception>
    public async Task KeepTermAsync(string slug, BodyCommand.KeepTerm command, EventContext context, CancellationToken cancellationToken)
    {
        var (before, version) = await LoadAsync(slug, cancellationToken);
        var events = BodyDecider.Decide(command, before).Events;
        var after = BodyStreams.Fold(before, events);
        await AppendAsync(slug, version, new BodyEntry(slug, version + events.Count, after), events, context, [], cancellationToken);
    }

    /// <summary>What a command would lead to now, without doing it.</summary>
    public async Task<Decision<BodyEvent>> TryAsync(string slug, BodyCommand command, CancellationToken cancellationToken) =>
        BodyDecider.Decide(command, (await LoadAsync(slug, cancellationToken)).State);

    private async Task<(BodyState State, long Version)> LoadAsync(string slug, CancellationToken cancellationToken)
    {
        var stream = await store.ReadAsync(BodyStreams.Of(slug), cancellationToken: cancellationToken);
        return (BodyStreams.Fold(BodyState.Nothing, stream.Events.Select(e => e.Data)), stream.Version);
    }

    private Task AppendAsync(
        string slug, long version, BodyEntry entry, IReadOnlyList<BodyEvent> events, EventContext context, IReadOnlyList<StoreStatement> kept, CancellationToken cancellationToken) =>
        events.Count + kept.Count == 0 ? Task.CompletedTask : store.AppendAsync(
            new Append(events.Count == 0 ? [] : [new StreamAppend(BodyStreams.Of(slug), BodyStreams.Type, version, [.. events.Select(e => new NewEvent(Ids.New(), e))]) { State = entry.State }], context)
            {
                Statements = kept,
            },
            cancellationToken);
}
