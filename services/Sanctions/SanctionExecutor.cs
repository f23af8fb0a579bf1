using Coc.EventStore;
using Coc.Sanctions.Domain;

namespace Coc.Sanctions;

/// <summary>Commands on sanctions: load, decide, gather what follows. The only place where they touch streams.</summary>
internal sealed class SanctionExecutor(Streams streams, OrderPlanner planner, Endings endings, Effects effects)
{
    /// <summary>Imposes, sends the notices of a voted offer, and releases at once when there is a voted ground not to tell first.</summary>
    public async Task<SanctionState> ImposeAsync(
        Changes changes, Loaded<SanctionState> before, SanctionCommand.Impose command, IReadOnlyList<SentNotice> notices, string? permission, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var imposed = SanctionDecider.Decide(command, before.State);
        if (imposed.Events.Count == 0)
        {
            return before.State;
        }

        List<SanctionEvent> events = [.. imposed.Events];
        var state = events.Aggregate(before.State, SanctionState.Evolve);
        if (notices.Count > 0)
        {
            events.AddRange(SanctionDecider.Decide(new SanctionCommand.SendNotices(notices), state).Events);
        }

        IReadOnlyList<PlannedOrder> plan = [];
        if (permission is not null)
        {
            plan = await planner.PlanAsync(state, cancellationToken);
            events.AddRange(SanctionDecider.Decide(new SanctionCommand.Release(permission, now, [.. plan.Select(p => p.Issued())]), state).Events);
        }

        await effects.ApplyAsync(changes, before, events, plan.ToDictionary(p => p.Order, p => p.Account), now, cancellationToken);
        return events.Aggregate(before.State, SanctionState.Evolve);
    }

    public async Task<Loaded<SanctionState>> ToldAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sanction = await streams.SanctionAsync(key, cancellationToken);
        var plan = await PlanReleaseAsync(sanction.State, cancellationToken);
        return await DecideAsync(changes, sanction, new SanctionCommand.Release("told", now, Issued(plan)), Accounts(plan), now, cancellationToken);
    }

    public async Task<Loaded<SanctionState>> AskReleaseAsync(Changes changes, StreamKey key, Guid seat, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sanction = await streams.SanctionAsync(key, cancellationToken);
        var plan = await PlanReleaseAsync(sanction.State, cancellationToken);
        return await DecideAsync(changes, sanction, new SanctionCommand.AskRelease(seat, because, now, Issued(plan)), Accounts(plan), now, cancellationToken);
    }

    /// <param name="notBefore">somebody wishes to be told first (P14); null: nobody does</param>
    public Task<Loaded<SanctionState>> AskLiftAsync(Changes changes, StreamKey key, Guid seat, DateTimeOffset? notBefore, DateTimeOffset now, CancellationToken cancellationToken) =>
        EndingAsync(changes, key, e => new SanctionCommand.AskLift(seat, now, e.Withdrawn, e.Undo, notBefore), now, cancellationToken);

    /// <summary>One of two seats wants it changed: what it leaves is given back, what it takes hold of is ordered.</summary>
    public async Task<Loaded<SanctionState>> AskAmendmentAsync(
        Changes changes, StreamKey key, Guid seat, Amendment wanted, string? reason, DateTimeOffset? notBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sanction = await streams.SanctionAsync(key, cancellationToken);
        var ending = wanted.Spaces is { } spaces ? await endings.PlanOutOfAsync(changes, sanction.State, spaces.Contains, cancellationToken) : Ending.None;
        var added = Amending.Added(wanted, sanction.State);
        var plan = (added.Count == 0 ? [] : await planner.PlanAsync(Amending.After(wanted, sanction.State), cancellationToken)).Where(p => added.Contains(p.Space)).ToList();
        var accounts = ending.Accounts.Concat(Accounts(plan)).ToDictionary();
        var command = new SanctionCommand.AskAmendment(seat, wanted, reason, now, ending.Withdrawn, [.. ending.Undo, .. Issued(plan)], notBefore);
        return await DecideAsync(changes, sanction, command, ending with { Accounts = accounts }, now, cancellationToken);
    }

    public async Task<Loaded<SanctionState>> KeepReviewedAsync(Changes changes, StreamKey key, SanctionCommand.Review command, CancellationToken cancellationToken) =>
        await DecideAsync(changes, await streams.SanctionAsync(key, cancellationToken), command, Ending.None, command.At, cancellationToken);

    public async Task<Loaded<SanctionState>> ReviewFallsDueAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken) =>
        await DecideAsync(changes, await streams.SanctionAsync(key, cancellationToken), new SanctionCommand.ReviewFallDue(now), Ending.None, now, cancellationToken);

    public Task<Loaded<SanctionState>> ExpireAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken) =>
        EndingAsync(changes, key, e => new SanctionCommand.Expire(now, e.Withdrawn, e.Undo), now, cancellationToken);

    /// <summary>Something later took it away: an appeal, another decision, or that its person was a mistake.</summary>
    /// <param name="cause">overturned or mistaken, also where it is over already; superseded</param>
    public Task EndAsync(Changes changes, StreamKey key, string cause, DateTimeOffset now, CancellationToken cancellationToken) =>
        EndingAsync(changes, key, e => new SanctionCommand.End(cause, now, e.Withdrawn, e.Undo), now, cancellationToken);

    /// <summary>Its origin turned out wrong, and the body has grounds of its own.</summary>
    public async Task KeepAsync(Changes changes, StreamKey key, Guid seat, DateTimeOffset now, CancellationToken cancellationToken) =>
        await DecideAsync(changes, await streams.SanctionAsync(key, cancellationToken), new SanctionCommand.Keep(seat), Ending.None, now, cancellationToken);

    /// <param name="verdict">confirmed, narrowed, reversed</param>
    public async Task ReviewAsync(Changes changes, StreamKey key, string verdict, DateTimeOffset? until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (verdict == "reversed")
        {
            await EndAsync(changes, key, "reversed", now, cancellationToken);
        }
        else if (until is { } at)
        {
            var sanction = await streams.SanctionAsync(key, cancellationToken);
            await DecideAsync(changes, sanction, new SanctionCommand.MoveTerm(at), new Dictionary<Guid, string>(), now, cancellationToken);
        }
    }

    /// <summary>An order is done or waived: what is waived covers nothing any more.</summary>
    public async Task SettleAsync(Changes changes, OrderState closed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var issued = closed.Issued!;
        var sanction = await streams.SanctionAsync(new StreamKey(issued.SanctionBody, issued.Sanction), cancellationToken);
        var ending = closed.State == "waived" && !issued.Undo ? await endings.PlanWaivedAsync(changes, sanction.State, issued, cancellationToken) : Ending.None;
        await DecideAsync(changes, sanction, new SanctionCommand.SettleOrder(issued.Order, closed.State, ending.Undo), ending, now, cancellationToken);
    }

    /// <summary>What was done is not so. Nobody is told to restore an account while another measure keeps it out.</summary>
    public async Task ReopenAsync(Changes changes, OrderState reopened, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var issued = reopened.Issued!;
        var sanction = await streams.SanctionAsync(new StreamKey(issued.SanctionBody, issued.Sanction), cancellationToken);
        if (issued.Undo && await endings.IsHeldAsync(changes, sanction.State, issued, cancellationToken))
        {
            throw new Platform.Http.ProblemException(Platform.Http.Problems.Refused("held", "R48", "Another measure keeps this account out there."));
        }

        await DecideAsync(changes, sanction, new SanctionCommand.ReopenOrder(issued.Order), Ending.None, now, cancellationToken);
    }

    /// <summary>Spaces and accounts that became known after the release get their orders and standing too (R47).</summary>
    public async Task<Loaded<SanctionState>> CatchUpAsync(Changes changes, StreamKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sanction = await streams.SanctionAsync(key, cancellationToken);
        var plan = await planner.PlanAsync(sanction.State, cancellationToken);
        await effects.StandAsync(changes, sanction.State, cancellationToken);
        var after = await DecideAsync(changes, sanction, new SanctionCommand.IssueOrders(Issued(plan)), Accounts(plan), now, cancellationToken);
        if (after.State == sanction.State)
        {
            changes.Expect(sanction); // no event of its own would meet another writer
        }

        return after;
    }

    /// <summary>Decides one command and gathers what follows; answers the state after it.</summary>
    public Task<Loaded<SanctionState>> DecideAsync(
        Changes changes, Loaded<SanctionState> sanction, SanctionCommand command, IReadOnlyDictionary<Guid, string> accounts, DateTimeOffset now,
        CancellationToken cancellationToken) => DecideAsync(changes, sanction, command, Ending.Of(accounts), now, cancellationToken);

    public async Task<Loaded<SanctionState>> DecideAsync(
        Changes changes, Loaded<SanctionState> sanction, SanctionCommand command, Ending ending, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var events = CommandRunner.Accepted(SanctionDecider.Decide(command, sanction.State));
        await effects.ApplyAsync(changes, sanction, events, ending, now, cancellationToken);
        return sanction with { State = events.Aggregate(sanction.State, SanctionState.Evolve) };
    }

    // What ended in the same moment may have handed something on to this one.
    private async Task<Loaded<SanctionState>> EndingAsync(
        Changes changes, StreamKey key, Func<Ending, SanctionCommand> command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sanction = changes.Over(await streams.SanctionAsync(key, cancellationToken));
        var ending = await endings.PlanAsync(changes, sanction.State, cancellationToken);
        return await DecideAsync(changes, sanction, command(ending), ending, now, cancellationToken);
    }

    private async Task<IReadOnlyList<PlannedOrder>> PlanReleaseAsync(SanctionState state, CancellationToken cancellationToken) =>
        state.State == SanctionState.AwaitingNotice ? await planner.PlanAsync(state, cancellationToken) : [];

    private static IssuedOrder[] Issued(IReadOnlyList<PlannedOrder> plan) => [.. plan.Select(p => p.Issued())];

    private static Dictionary<Guid, string> Accounts(IReadOnlyList<PlannedOrder> plan) => plan.ToDictionary(p => p.Order, p => p.Account);
}
