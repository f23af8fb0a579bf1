using Coc.EventStore;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Features.FollowingStanding;
using Coc.Sanctions.Registry;
using Coc.Sanctions.Tables;

namespace Coc.Sanctions;

/// <summary>
/// What follows from a sanction's events, in the same transaction: orders, standing, due work, and the same for every copy that other bodies adopted,
/// so that a release or an end reaches all of them or none.
/// </summary>
internal sealed class Effects(Streams streams, PersonRegistry persons, OrderPlanner planner, Endings endings, ToldAccounts told)
{
    public const string ExpiryDue = "expire";
    public const string CatchUpDue = "catchUp";
    public const string ReviewDue = "review";

    /// <summary>Two persons were joined or parted: what came in between is looked at once more.</summary>
    public const string ReachDue = "reach";

    public Task ApplyAsync(
        Changes changes, Loaded<SanctionState> before, IReadOnlyList<SanctionEvent> events, IReadOnlyDictionary<Guid, string> accounts, DateTimeOffset now,
        CancellationToken cancellationToken) => ApplyAsync(changes, before, events, Ending.Of(accounts), now, cancellationToken);

    /// <param name="ending">account of each order that these events issue, and what others give back later if they end it</param>
    public async Task ApplyAsync(
        Changes changes, Loaded<SanctionState> before, IReadOnlyList<SanctionEvent> events, Ending ending, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return;
        }

        var after = events.Aggregate(before.State, SanctionState.Evolve);
        changes.Add(before.Key, Streams.SanctionType, before.Version, events, after);
        if (after.ReviewDue != before.State.ReviewDue)
        {
            changes.Add(after.ReviewDue is { } review ? ReadRows.Due(ReviewDue, before.Key, review) : ReadRows.NotDue(ReviewDue, before.Key.Id));
        }

        changes.Add(ReturnClocks.Of(before.Key, before.State, after));
        foreach (var happened in events)
        {
            switch (happened)
            {
                case SanctionEvent.SanctionImposed { Term.Until: { } until }:
                    changes.Add(ReadRows.Due(ExpiryDue, before.Key, until));
                    break;
                case SanctionEvent.OrdersIssued e:
                    Issue(changes, before.Key, after, e.Orders, ending.Accounts, now);
                    await endings.TakeBackAsync(changes, before with { State = after }, e.Orders, ending.Accounts, cancellationToken);
                    break;
                case SanctionEvent.AccountsLeft e:
                    await endings.WithdrawOrdersAsync(changes, after, e.Withdrawn, cancellationToken);
                    await endings.HandOnAsync(changes, ending, cancellationToken);
                    break;
                case SanctionEvent.TermMoved e:
                    changes.Add(ReadRows.Due(ExpiryDue, before.Key, e.Until));
                    await StandAsync(changes, after, cancellationToken);
                    await endings.MoveOrdersAsync(changes, after, now, cancellationToken);
                    break;
                case SanctionEvent.ReadmissionEased when after.Imposed!.Term.Until is { } until:
                    changes.Add(ReadRows.Due(ExpiryDue, before.Key, until));
                    await StandAsync(changes, after, cancellationToken);
                    break;
                case SanctionEvent.SanctionAmended e:
                    await AmendAsync(changes, before.Key, after, e, ending, now, cancellationToken);
                    break;
                case SanctionEvent.SanctionReleased e:
                    await StandAsync(changes, after, cancellationToken);
                    await ReleaseFollowersAsync(changes, after, e.Because, now, cancellationToken);
                    break;
                case SanctionEvent.PersonInformed e:
                    await ReleaseFollowersAsync(changes, after, "told", e.At, cancellationToken);
                    break;
                case SanctionEvent.SanctionEnded e:
                    await StandAsync(changes, after, cancellationToken);
                    changes.Add(ReadRows.NotDue(ExpiryDue, before.Key.Id));
                    await endings.WithdrawOrdersAsync(changes, after, e.Withdrawn, cancellationToken);
                    await endings.HandOnAsync(changes, ending, cancellationToken);
                    await EndFollowersAsync(changes, after, e, now, cancellationToken);
                    await CorrectAsync(changes, after, e.Cause, e.At, now, cancellationToken);
                    break;
                case SanctionEvent.OverturnedAfterwards e:
                    await AfterwardsAsync(changes, after, e, now, cancellationToken);
                    break;
                case SanctionEvent.OrderSettled:
                    await endings.HandOnAsync(changes, ending, cancellationToken);
                    break;
                case SanctionEvent.ReadmissionFellDue:
                    changes.Add(ReadRows.NotDue(ExpiryDue, before.Key.Id));
                    break;
                default:
                    break;
            }
        }
    }

    // It was over; where it was somebody else, no body keeps what it had kept on its own grounds.
    private async Task AfterwardsAsync(Changes changes, SanctionState after, SanctionEvent.OverturnedAfterwards happened, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await StandAsync(changes, after, cancellationToken);
        var accounts = await persons.HashesAsync(after.Imposed!.Person, cancellationToken);
        after.Notices.Where(n => n.Copy is not null).ToList().ForEach(n => changes.Add(new StandingChange([n.Body], accounts, n.Copy!.Value, FeedCauses.Overturned)));
        if (happened.Cause == SanctionState.Mistaken)
        {
            await EndCopiesAsync(changes, [.. (await CopiesAsync(after, cancellationToken)).Select(changes.Over).Where(c => !c.State.Over)], happened.At, now, cancellationToken);
        }

        await CorrectAsync(changes, after, happened.Cause ?? SanctionState.Overturned, happened.At, now, cancellationToken);
    }

    public async Task StandAsync(Changes changes, SanctionState state, CancellationToken cancellationToken)
    {
        var (imposed, hashes) = (state.Imposed!, await persons.HashesAsync(state.Imposed!.Person, cancellationToken));
        var origin = imposed.Basis.Origin is { } id && state.Over ? changes.Over(await streams.SanctionAsync(new StreamKey(imposed.Basis.Body, id), cancellationToken)).State : null;
        Stand(changes, state, hashes, FeedCauses.Of(state, origin));
        changes.ExpectAccounts(imposed.Person, hashes);
        changes.Add(await told.KeepAsync(imposed.Person, hashes, cancellationToken));
    }

    /// <summary>What checks read, and what the feeds tell of it.</summary>
    public static void Stand(Changes changes, SanctionState state, IReadOnlyList<byte[]> hashes, string? cause = null)
    {
        changes.Add(ReadRows.Standing(state, hashes));
        changes.Add(StandingChange.Of(state, hashes, cause));
    }

    private static void Issue(
        Changes changes, StreamKey sanction, SanctionState state, IReadOnlyList<IssuedOrder> orders, IReadOnlyDictionary<Guid, string> accounts, DateTimeOffset now)
    {
        foreach (var order in orders)
        {
            var issued = Issued(state, sanction, order, accounts[order.Order], now);
            changes.Add<OrderEvent>(new StreamKey(order.Body, order.Order), Streams.OrderType, 0, [issued], OrderState.Evolve(OrderState.None, issued));
        }
    }

    public static OrderEvent.OrderIssued Issued(SanctionState state, StreamKey sanction, IssuedOrder order, string account, DateTimeOffset now)
    {
        var imposed = state.Imposed!;
        var (from, until) = order.Undo ? (now, null) : (imposed.Term.From, imposed.Term.Until);
        return new(
            order.Order, order.Body, sanction.Id, sanction.Tenant, state.CaseToTell, order.Space, Sensitive.Of(account, $"accused:{imposed.Person}"),
            OrderPlan.ActionOf(imposed.Type, order.Undo), from, until, order.Undo, OrderTimes.DueOf(from, until, imposed.Basis.Kind == SanctionBasis.Interim, now));
    }

    // Copies follow what became shorter; what became wider is for their bodies to take up or not (R57).
    private async Task AmendAsync(
        Changes changes, StreamKey key, SanctionState after, SanctionEvent.SanctionAmended amended, Ending ending, DateTimeOffset now, CancellationToken cancellationToken)
    {
        changes.Add(amended.Until is { } until ? ReadRows.Due(ExpiryDue, key, until) : ReadRows.NotDue(ExpiryDue, key.Id));
        changes.Add(ReadRows.LeftSpaces(after, amended.At));
        await StandAsync(changes, after, cancellationToken);
        await endings.WithdrawOrdersAsync(changes, after, amended.Withdrawn, cancellationToken);
        await endings.HandOnAsync(changes, ending, cancellationToken);
        await endings.MoveOrdersAsync(changes, after, now, cancellationToken);
        var (term, hashes) = (after.Imposed!.Term, await persons.HashesAsync(after.Imposed.Person, cancellationToken));
        foreach (var copy in await CopiesAsync(after, cancellationToken))
        {
            await ApplyAsync(changes, copy, SanctionDecider.Decide(new SanctionCommand.FollowTerm(term), copy.State).Events, Ending.None, now, cancellationToken);
        }

        foreach (var notice in await streams.NoticesAsync(Open(after), cancellationToken))
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.MoveTerm(term), notice.State).Events, hashes, now);
        }
    }

    private async Task ReleaseFollowersAsync(Changes changes, SanctionState origin, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hashes = await persons.HashesAsync(origin.Imposed!.Person, cancellationToken);
        foreach (var notice in await streams.NoticesAsync(Open(origin), cancellationToken))
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.OriginReleased(now), notice.State).Events, hashes, now);
        }

        foreach (var copy in await CopiesAsync(origin, cancellationToken))
        {
            var plan = copy.State.State == SanctionState.AwaitingNotice ? await planner.PlanAsync(copy.State, cancellationToken) : [];
            var decision = SanctionDecider.Decide(new SanctionCommand.Release(because, now, [.. plan.Select(p => p.Issued())]), copy.State);
            await ApplyAsync(changes, copy, decision.Events, plan.ToDictionary(p => p.Order, p => p.Account), now, cancellationToken);
        }
    }

    // A copy in force of what turned out wrong is for its body to decide anew; of what was somebody else, or ended in any other way, it ends with it.
    private async Task EndFollowersAsync(Changes changes, SanctionState origin, SanctionEvent.SanctionEnded ended, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var notice in await streams.NoticesAsync(Open(origin), cancellationToken))
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.Withdraw(), notice.State).Events, [], now);
        }

        var copies = (await CopiesAsync(origin, cancellationToken)).Select(changes.Over).ToList();
        var anew = ended.Cause == SanctionState.Overturned ? copies.Where(c => c.State.Holds).ToList() : [];
        foreach (var notice in await NoticesOfAsync(anew, cancellationToken))
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.AskRedecision(now + Redecision.Within), notice.State).Events, [], now);
        }

        await EndCopiesAsync(changes, [.. copies.Except(anew)], ended.At, now, cancellationToken);
    }

    private async Task EndCopiesAsync(Changes changes, IReadOnlyList<Loaded<SanctionState>> copies, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var notice in await NoticesOfAsync(copies, cancellationToken))
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.Withdraw(), notice.State).Events, [], now); // its new decision is needed no more
        }

        foreach (var copy in copies)
        {
            var ending = await endings.PlanAsync(changes, copy.State, cancellationToken);
            var decision = SanctionDecider.Decide(new SanctionCommand.End("origin", at, ending.Withdrawn, ending.Undo), copy.State);
            await ApplyAsync(changes, copy, decision.Events, ending, now, cancellationToken);
        }
    }

    private async Task CorrectAsync(Changes changes, SanctionState origin, string cause, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (cause is not (SanctionState.Overturned or SanctionState.Mistaken))
        {
            return;
        }

        foreach (var notice in (await streams.NoticesAsync([.. origin.Notices.Select(n => new StreamKey(n.Body, n.Notice))], cancellationToken)).Select(changes.Over))
        {
            NoticeChanges.Add(changes, notice, NoticeDecider.Decide(new NoticeCommand.Correct(cause, at), notice.State).Events, [], now);
        }
    }

    private Task<IReadOnlyList<Loaded<NoticeState>>> NoticesOfAsync(IReadOnlyList<Loaded<SanctionState>> copies, CancellationToken cancellationToken) =>
        streams.NoticesAsync([.. copies.Select(c => new StreamKey(c.Key.Tenant, c.State.Imposed!.Basis.Notice!.Value))], cancellationToken);

    private static StreamKey[] Open(SanctionState origin) => [.. origin.Notices.Where(n => n.State == NoticeState.Open).Select(n => new StreamKey(n.Body, n.Notice))];

    private async Task<IReadOnlyList<Loaded<SanctionState>>> CopiesAsync(SanctionState origin, CancellationToken cancellationToken) =>
        await streams.SanctionsAsync([.. origin.Notices.Where(n => n.Copy is not null).Select(n => new StreamKey(n.Body, n.Copy!.Value))], cancellationToken);
}
