using Coc.EventStore;
using Coc.Liaison.Domain.Transfers;
using Coc.Platform;
using Coc.Platform.Messaging;

namespace Coc.Liaison.Transfers;

/// <summary>Load, decide, append: the only place where commands to transfers touch the store.</summary>
internal sealed class TransferExecutor(IEventStore store)
{
    private const int Attempts = 5;

    public async Task<TransferState> LoadAsync(Guid transfer, CancellationToken cancellationToken) => (await ReadAsync(transfer, cancellationToken)).State;

    /// <summary>A seat's command; <paramref name="more"/> are events Cases' answer led to, appended with the decision's.</summary>
    public async Task<TransferState> ExecuteAsync(
        Guid transfer, TransferCommand command, IReadOnlyList<TransferEvent> more, EventContext context, Func<TransferState, IReadOnlyList<StoreStatement>> keep,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (before, version) = await ReadAsync(transfer, cancellationToken);
            var decision = TransferDecider.Decide(command, before);

            // Cases has carried the answer out already and may have told us by message in between: what it did is no longer ours to refuse.
            if (decision.Refusal is { } refusal && more.Count == 0)
            {
                throw refusal.ToProblem();
            }

            TransferEvent[] events = decision.Refusal is null ? [.. decision.Events, .. more] : [];
            var after = TransferStreams.Fold(before, events);
            try
            {
                await AppendAsync(transfer, version, after, [.. events.Select(e => new NewEvent(Ids.New(), e))], context, keep(after), cancellationToken);
                return after;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // Another seat, or a message, was faster: decide again.
            }
        }
    }

    /// <summary>What a message says happened; said once is enough. <paramref name="beside"/> is written also where the transfer itself has nothing to learn.</summary>
    public async Task FollowAsync(
        Guid transfer, Func<TransferState, TransferEvent?> next, Delivery delivery, DateTimeOffset now, CancellationToken cancellationToken, params StoreStatement[] beside)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (before, version) = await ReadAsync(transfer, cancellationToken);
            var happened = next(before);
            if (happened is null && beside.Length == 0)
            {
                return;
            }

            try
            {
                NewEvent[] events = happened is null ? [] : [new NewEvent(Ids.V5(delivery.MessageId, "followed"), happened)];
                var after = happened is null ? before : TransferState.Evolve(before, happened);
                await AppendAsync(transfer, version, after, events, delivery.Context(now), [.. beside, delivery.Inbox(now)], cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // A seat was faster: look again.
            }
        }
    }

    private async Task<(TransferState State, long Version)> ReadAsync(Guid transfer, CancellationToken cancellationToken)
    {
        var stream = await store.ReadAsync(TransferStreams.Of(transfer), cancellationToken: cancellationToken);
        return (TransferStreams.Fold(TransferState.Nothing, stream.Events.Select(e => e.Data)), stream.Version);
    }

    private Task AppendAsync(
        Guid transfer, long version, TransferState after, NewEvent[] events, EventContext context, IReadOnlyList<StoreStatement> with, CancellationToken cancellationToken) =>
        events.Length + with.Count == 0
            ? Task.CompletedTask
            : store.AppendAsync(
                new Append(events.Length == 0 ? [] : [new StreamAppend(TransferStreams.Of(transfer), TransferStreams.Type, version, events) { State = after }], context) { Statements = with },
                cancellationToken);
}
