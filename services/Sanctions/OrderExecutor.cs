using Coc.EventStore;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>Commands on orders. What closes an order, or opens it again, is written into its sanction's stream too: the case waits for it.</summary>
internal sealed class OrderExecutor(Streams streams, SanctionExecutor sanctions)
{
    public async Task<Loaded<OrderState>> DecideAsync(Changes changes, StreamKey key, OrderCommand command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var order = await streams.OrderAsync(key, cancellationToken);
        var events = CommandRunner.Accepted(OrderDecider.Decide(command, order.State));
        if (events.Count == 0)
        {
            return order;
        }

        var after = events.Aggregate(order.State, OrderState.Evolve);
        changes.Add(key, Streams.OrderType, order.Version, events, after);
        if (after.Closed && !order.State.Closed)
        {
            await sanctions.SettleAsync(changes, after, now, cancellationToken);
        }
        else if (order.State.Closed && !after.Closed)
        {
            await sanctions.ReopenAsync(changes, after, now, cancellationToken);
        }

        return order with { State = after };
    }
}
