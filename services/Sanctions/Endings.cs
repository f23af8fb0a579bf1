using Coc.EventStore;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>What an end means for the orders: withdrawn when nobody began, undone when somebody may have carried them out.</summary>
internal sealed class Endings(Streams streams)
{
    public async Task<Ending> PlanAsync(SanctionState sanction, CancellationToken cancellationToken)
    {
        var orders = await streams.OrdersAsync([.. sanction.Orders.Where(o => !o.Undo).Select(o => new StreamKey(o.Body, o.Order))], cancellationToken);
        var withdrawn = orders.Where(o => !o.State.Closed).Select(o => o.Key.Id).ToList();
        var undo = new List<IssuedOrder>();
        var accounts = new Dictionary<Guid, string>();
        foreach (var issued in orders.Where(o => o.State.Begun && o.State.State is not "waived").Select(o => o.State.Issued!).Where(o => !o.Account.Erased))
        {
            var id = Platform.Ids.V5(issued.Order, "undo");
            undo.Add(new IssuedOrder(id, issued.Body, issued.Space, Undo: true));
            accounts.Add(id, issued.Account.Value!);
        }

        return new Ending(withdrawn, undo, accounts);
    }

    public async Task WithdrawOrdersAsync(Changes changes, SanctionState sanction, IReadOnlyList<Guid> withdrawn, CancellationToken cancellationToken)
    {
        var keys = sanction.Orders.Where(o => withdrawn.Contains(o.Order)).Select(o => new StreamKey(o.Body, o.Order)).ToList();
        foreach (var order in await streams.OrdersAsync(keys, cancellationToken))
        {
            var events = OrderDecider.Decide(new OrderCommand("withdraw", Guid.Empty), order.State).Events;
            if (events.Count > 0)
            {
                changes.Add(order.Key, Streams.OrderType, order.Version, events, events.Aggregate(order.State, OrderState.Evolve));
            }
        }
    }
}

internal sealed record Ending(IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo, IReadOnlyDictionary<Guid, string> Accounts);
