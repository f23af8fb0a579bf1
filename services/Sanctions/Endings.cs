using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>
/// What an end means for the orders: withdrawn when nobody began, undone when somebody may have carried them out, handed on where another measure still holds it. And what a beginning means for what was to be given
/// back and is not yet: the new measure gives it back at its own end (P2, P9).
/// </summary>
internal sealed class Endings(Streams streams, Finder finder, PersonRegistry persons)
{
    /// <param name="changes">what ends in the same moment holds nothing any more</param>
    public async Task<Ending> PlanAsync(Changes changes, SanctionState sanction, CancellationToken cancellationToken) =>
        sanction.Exists ? await PlanOutOfAsync(changes, sanction, _ => false, cancellationToken) : Ending.None;

    /// <summary>A panel waives an order: what its sanction took over in that space is covered by it no longer.</summary>
    public Task<Ending> PlanWaivedAsync(Changes changes, SanctionState sanction, OrderEvent.OrderIssued waived, CancellationToken cancellationToken) =>
        GivingBackAsync(changes, sanction, [], [.. sanction.TakenOver.Where(t => (t.Body, t.Space) == (waived.Body, waived.Space))], cancellationToken);

    /// <summary>It ends in some spaces only.</summary>
    public async Task<Ending> PlanOutOfAsync(Changes changes, SanctionState sanction, Func<string, bool> stays, CancellationToken cancellationToken)
    {
        var keys = sanction.Orders.Where(o => !o.Undo && !stays(o.Space)).Select(o => new StreamKey(o.Body, o.Order)).ToList();
        var own = await streams.OrdersAsync(keys, cancellationToken);
        var ending = await GivingBackAsync(changes, sanction, own, [.. sanction.TakenOver.Where(t => !stays(t.Space))], cancellationToken);
        return ending with { Withdrawn = [.. own.Where(o => !o.State.Closed).Select(o => o.Key.Id)] };
    }

    /// <summary>Some accounts were never the person's.</summary>
    /// <param name="losing">measures that cover these accounts no more, and so hold nothing there</param>
    /// <returns>with the orders about these accounts</returns>
    public async Task<(Ending Ending, IReadOnlyList<Guid> Left)> PlanOutOfAsync(
        Changes changes, SanctionState sanction, IReadOnlyCollection<string> accounts, IReadOnlySet<Guid> losing, CancellationToken cancellationToken)
    {
        var ordered = await streams.OrdersAsync([.. sanction.Orders.Where(o => !o.Undo).Select(o => new StreamKey(o.Body, o.Order))], cancellationToken);
        var own = ordered.Where(o => !o.State.Issued!.Account.Erased && accounts.Contains(o.State.Issued.Account.Value)).ToList();
        var over = await streams.OrdersAsync([.. sanction.TakenOver.Select(t => new StreamKey(t.Body, t.Order))], cancellationToken);
        var takenOver = sanction.TakenOver.Where((_, i) => over[i].State.Issued is { Account.Erased: false } issued && accounts.Contains(issued.Account.Value)).ToList();
        var ending = await GivingBackAsync(changes, sanction, own, takenOver, cancellationToken, losing);
        return (ending with { Withdrawn = [.. own.Where(o => !o.State.Closed).Select(o => o.Key.Id)] }, [.. own.Select(o => o.Key.Id)]);
    }

    /// <summary>Writes into the streams of those that still hold it what they give back at their own end: whoever ends one of them at the same moment meets this and looks again.</summary>
    public async Task HandOnAsync(Changes changes, Ending ending, CancellationToken cancellationToken)
    {
        var keys = ending.HandedOn.Select(h => h.To).Distinct().ToList();
        foreach (var loaded in await streams.SanctionsAsync(keys, cancellationToken))
        {
            Add(changes, changes.Over(loaded), new SanctionCommand.TakeOver([.. ending.HandedOn.Where(h => h.To == loaded.Key).Select(h => h.Order)]));
        }
    }

    /// <summary>Orders that gave back what the new ones take are withdrawn, and their measures, which may have ended long ago, wait for them no more.</summary>
    public async Task TakeBackAsync(
        Changes changes, Loaded<SanctionState> by, IReadOnlyList<IssuedOrder> ordered, IReadOnlyDictionary<Guid, string> accounts, CancellationToken cancellationToken)
    {
        var action = OrderPlan.ActionOf(by.State.Imposed!.Type, undo: false);
        List<Holding> holding = [.. ordered.Where(o => !o.Undo).Select(o => new Holding(by.Key.Id, o.Body, o.Space, accounts[o.Order], action))];
        var rows = await finder.OpenOrdersAsync([.. holding.Select(h => (h.Body, h.Space)).Distinct()], cancellationToken);
        var restoring = (await streams.OrdersAsync([.. rows.Select(r => r.Key)], cancellationToken)).Select(changes.Over)
            .Where(o => o.State is { Closed: false, Issued: { Undo: true, Account.Erased: false } }).ToList();
        var back = Undoing.TakenBack(await TakenAsync([.. restoring.Select(o => o.State.Issued!)], cancellationToken), holding);
        if (back.Count == 0)
        {
            return;
        }

        foreach (var order in restoring.Where(o => back.Any(b => b.Order == o.Key.Id)))
        {
            var issued = order.State.Issued!;
            var withdrawn = OrderDecider.Decide(new OrderCommand("withdraw", Guid.Empty), order.State).Events;
            changes.Add(order.Key, Streams.OrderType, order.Version, withdrawn, withdrawn.Aggregate(order.State, OrderState.Evolve));
            await AddAsync(changes, new StreamKey(issued.SanctionBody, issued.Sanction), new SanctionCommand.SettleOrder(issued.Order, "withdrawn", []), cancellationToken);
        }

        Add(changes, changes.Over(by), new SanctionCommand.TakeOver([.. back.Select(b => new TakenOver(b.Order, b.Body, b.Space))]));
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

    /// <summary>What is ordered says when it ends as things are now.</summary>
    public async Task MoveOrdersAsync(Changes changes, SanctionState sanction, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = sanction.Orders.Where(o => !o.Undo).Select(o => new StreamKey(o.Body, o.Order)).ToList();
        foreach (var order in (await streams.OrdersAsync(keys, cancellationToken)).Select(changes.Over))
        {
            var events = OrderDecider.MoveTerm(sanction.Imposed!.Term.Until, now, order.State).Events;
            if (events.Count > 0)
            {
                changes.Add(order.Key, Streams.OrderType, order.Version, events, events.Aggregate(order.State, OrderState.Evolve));
            }
        }
    }

    /// <summary>Whether another measure in force orders what this order is to give back.</summary>
    public async Task<bool> IsHeldAsync(Changes changes, SanctionState sanction, OrderEvent.OrderIssued undo, CancellationToken cancellationToken)
    {
        if (undo.Account.Erased)
        {
            return false;
        }

        var taken = await TakenAsync([undo], cancellationToken);
        return Undoing.Of(taken, await HoldingAsync(await HoldersAsync(changes, sanction, taken, cancellationToken), taken, cancellationToken)).Kept.Count > 0;
    }

    private async Task<Ending> GivingBackAsync(
        Changes changes, SanctionState sanction, IReadOnlyList<Loaded<OrderState>> own, IReadOnlyList<TakenOver> takenOver, CancellationToken cancellationToken, IReadOnlySet<Guid>? losing = null)
    {
        var others = await streams.OrdersAsync([.. takenOver.Select(t => new StreamKey(t.Body, t.Order))], cancellationToken);
        var begun = own.Where(o => o.State.Begun && o.State.State is not "waived").Concat(others).Where(o => !o.State.Issued!.Account.Erased).ToList();
        var undone = await streams.OrdersAsync([.. begun.Select(o => new StreamKey(o.Key.Tenant, OrderDecider.UndoOf(o.Key.Id)))], cancellationToken);
        var taken = await TakenAsync([.. begun.Where((_, i) => undone[i].State.Issued is null).Select(o => o.State.Issued!)], cancellationToken);
        if (taken.Count == 0)
        {
            return Ending.None;
        }

        var holders = (await HoldersAsync(changes, sanction, taken, cancellationToken)).Where(h => losing?.Contains(h.Key.Id) is not true).ToList();
        var (undo, kept) = Undoing.Of(taken, await HoldingAsync(holders, taken, cancellationToken));
        return new Ending(
            [],
            [.. undo.Select(t => new IssuedOrder(OrderDecider.UndoOf(t.Order), t.Body, t.Space, Undo: true))],
            undo.ToDictionary(t => OrderDecider.UndoOf(t.Order), t => t.Account),
            [.. kept.Select(k => new HandedOn(holders.First(h => h.Key.Id == k.By).Key, new TakenOver(k.Order.Order, k.Order.Body, k.Order.Space)))]);
    }

    // Of an order that was to give something back and was taken over counts what it gives back from.
    private async Task<List<Taken>> TakenAsync(IReadOnlyList<OrderEvent.OrderIssued> orders, CancellationToken cancellationToken)
    {
        var undoing = (await streams.SanctionsAsync([.. orders.Where(o => o.Undo).Select(o => new StreamKey(o.SanctionBody, o.Sanction)).Distinct()], cancellationToken)).ToDictionary(s => s.Key.Id);
        return [.. orders.Select(o => new Taken(o.Order, o.Body, o.Space, o.Account.Value!, o.Undo ? OrderPlan.ActionOf(undoing[o.Sanction].State.Imposed!.Type, undo: false) : o.Action))];
    }

    private async Task AddAsync(Changes changes, StreamKey key, SanctionCommand command, CancellationToken cancellationToken) =>
        Add(changes, changes.Over(await streams.SanctionAsync(key, cancellationToken)), command);

    private static void Add(Changes changes, Loaded<SanctionState> sanction, SanctionCommand command)
    {
        var events = CommandRunner.Accepted(SanctionDecider.Decide(command, sanction.State));
        if (events.Count > 0)
        {
            changes.Add(sanction.Key, Streams.SanctionType, sanction.Version, events, events.Aggregate(sanction.State, SanctionState.Evolve));
        }
    }

    // The accounts may lead to somebody else by now: two persons were found to be one, or one to be two.
    private async Task<IReadOnlyList<Loaded<SanctionState>>> HoldersAsync(Changes changes, SanctionState sanction, IReadOnlyList<Taken> taken, CancellationToken cancellationToken)
    {
        var owners = await persons.FindAsync([.. taken.Select(t => t.Account).Distinct()], cancellationToken);
        var rows = await finder.HoldingAsync([.. owners.Values.Append(sanction.Imposed!.Person).Distinct()], cancellationToken);
        var loaded = await streams.SanctionsAsync([.. rows.Select(r => r.Key).Where(k => k.Id != sanction.Imposed.Sanction)], cancellationToken);
        return [.. loaded.Select(changes.Over).Where(h => h.State.Holds)];
    }

    private async Task<IReadOnlyList<Holding>> HoldingAsync(IReadOnlyList<Loaded<SanctionState>> holders, IReadOnlyList<Taken> taken, CancellationToken cancellationToken)
    {
        var places = taken.Select(t => (t.Body, t.Space)).ToHashSet();
        var keys = holders.SelectMany(h => h.State.Orders).Where(o => !o.Undo && places.Contains((o.Body, o.Space))).Select(o => new StreamKey(o.Body, o.Order)).ToList();
        return
        [
            .. (await streams.OrdersAsync(keys, cancellationToken)).Where(o => o.State.State is not ("waived" or "withdrawn") && !o.State.Issued!.Account.Erased)
                .Select(o => o.State.Issued!).Select(i => new Holding(i.Sanction, i.Body, i.Space, i.Account.Value!, i.Action)),
        ];
    }
}

/// <param name="Accounts">account of each order that gives back</param>
/// <param name="HandedOn">what other measures give back at their own end</param>
internal sealed record Ending(IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo, IReadOnlyDictionary<Guid, string> Accounts, IReadOnlyList<HandedOn> HandedOn)
{
    public static Ending None { get; } = new([], [], new Dictionary<Guid, string>(), []);

    /// <summary>Orders are issued and nothing ends.</summary>
    public static Ending Of(IReadOnlyDictionary<Guid, string> accounts) => None with { Accounts = accounts };
}

internal sealed record HandedOn(StreamKey To, TakenOver Order);
