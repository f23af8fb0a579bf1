using System.Diagnostics;

namespace Coc.Sanctions.Domain;

/// <summary>The rules of one sanction.</summary>
internal static class SanctionDecider
{
    public static Decision<SanctionEvent> Decide(SanctionCommand command, SanctionState state) => command switch
    {
        SanctionCommand.Impose c => Impose(c, state),
        _ when !state.Exists => new Refusal("unknownSanction", null, "There is no such sanction."),
        SanctionCommand.AskRelease c => AskRelease(c, state),
        SanctionCommand.AskLift c => AskLift(c, state),
        SanctionCommand.AskAmendment c => Amending.Decide(c, state),
        SanctionCommand.Review c => Reviewing.Decide(c, state),
        SanctionCommand.ReviewFallDue c => Reviewing.FallDue(c, state),
        SanctionCommand.TakeLift c => state is { Over: false, LiftFrom: { } from } && from <= c.At ? Ended("lifted", from, c.Withdrawn, c.Undo, state) : Decision<SanctionEvent>.Nothing,
        SanctionCommand.AnnounceEnds c => Ahead.Announce(c, state),
        SanctionCommand.AskReadmission c => ComingBack.Ask(c, state),
        SanctionCommand.ReadmissionFallOverdue c => ComingBack.FallOverdue(c, state),
        SanctionCommand.AnswerReadmission c => ComingBack.Answer(c, state),
        SanctionCommand.TakeReturnStep c => ComingBack.TakeStep(c, state),
        SanctionCommand.StopReturn c => ComingBack.Stop(c, state),
        SanctionCommand.MarkCondition c => ComingBack.Mark(c, state),
        SanctionCommand.Release c => Release(c, state),
        SanctionCommand.SendNotices c => SendNotices(c, state),
        SanctionCommand.RecordAnswer c => RecordAnswer(c, state),
        SanctionCommand.IssueOrders c => IssueOrders(c, state),
        SanctionCommand.TakeOver c => TakeOver(c, state),
        SanctionCommand.LeaveAccounts c => LeaveAccounts(c, state),
        SanctionCommand.SettleOrder c => SettleOrder(c, state),
        SanctionCommand.ReopenOrder c => ReopenOrder(c, state),
        SanctionCommand.Expire c => Expire(c, state),
        SanctionCommand.End c => End(c, state),
        SanctionCommand.Keep c => Keep(c, state),
        SanctionCommand.FollowTerm c => Amending.Follow(c, state),
        SanctionCommand.MoveTerm c => state.Over || state.Imposed!.Term.Until == c.Until ? Decision<SanctionEvent>.Nothing : Decision<SanctionEvent>.Of(new SanctionEvent.TermMoved(c.Until)),
        _ => throw new UnreachableException(),
    };

    private static Decision<SanctionEvent> Impose(SanctionCommand.Impose c, SanctionState state)
    {
        if (state.Exists)
        {
            return Decision<SanctionEvent>.Nothing;
        }

        if (Standings.LevelOf(c.Type) == Standings.Clear)
        {
            return new Refusal("notLimiting", "P13", "A quiet measure stays in its case.");
        }

        var imposed = new SanctionEvent.SanctionImposed(
            c.Sanction, c.Person, c.Issuer, c.Type, c.Scope, c.Term, c.Category, c.CountsAsPriorUntil, c.Basis, SanctionState.ProgressOf(c.Basis, SanctionState.AwaitingNotice, 0));
        return c.Conditions is { Count: > 0 } conditions ? Decision<SanctionEvent>.Of(imposed, new SanctionEvent.ConditionsSet(conditions)) : Decision<SanctionEvent>.Of(imposed);
    }

    private static Decision<SanctionEvent> AskRelease(SanctionCommand.AskRelease c, SanctionState state)
    {
        if (state.State != SanctionState.AwaitingNotice)
        {
            return new Refusal("alreadyReleased", "P2", "It is not waiting for the person to be told.");
        }

        if (state.ReleaseSeats.Contains(c.Seat))
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var asked = new SanctionEvent.ReleaseAsked(c.Seat, c.Because);
        return state.ReleaseSeats.Count == 0
            ? Decision<SanctionEvent>.Of(asked)
            : new([asked, .. Released(c.Because, c.At, c.Orders, state)], null);
    }

    private static Decision<SanctionEvent> AskLift(SanctionCommand.AskLift c, SanctionState state)
    {
        if (state.Over)
        {
            return new Refusal("ended", "R51", "It is over already.");
        }

        if (state.LiftSeats.Contains(c.Seat) || state.LiftFrom is not null)
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var asked = new SanctionEvent.LiftAsked(c.Seat);
        return state.LiftSeats.Count == 0
            ? Decision<SanctionEvent>.Of(asked)
            : state.Holds && c.NotBefore is { } from && from > c.At ? Decision<SanctionEvent>.Of(asked, new SanctionEvent.LiftPlanned(from))
            : new([asked, .. Ended("lifted", c.At, c.Withdrawn, c.Undo, state).Events], null);
    }

    private static Decision<SanctionEvent> Release(SanctionCommand.Release c, SanctionState state) => state switch
    {
        { State: SanctionState.AwaitingNotice } => new(Released(c.Because, c.At, c.Orders, state), null),
        { Over: false, Told: null } when c.Because == "told" => Decision<SanctionEvent>.Of(new SanctionEvent.PersonInformed(c.At)),
        _ => Decision<SanctionEvent>.Nothing,
    };

    private static List<SanctionEvent> Released(string because, DateTimeOffset at, IReadOnlyList<IssuedOrder> orders, SanctionState state)
    {
        var open = state.OpenOrders + orders.Count;
        List<SanctionEvent> events = [new SanctionEvent.SanctionReleased(because, at, state.Progress(SanctionState.Active, open))];
        if (orders.Count > 0)
        {
            events.Add(new SanctionEvent.OrdersIssued(orders, state.Progress(SanctionState.Active, open)));
        }

        return events;
    }

    private static Decision<SanctionEvent> SendNotices(SanctionCommand.SendNotices c, SanctionState state)
    {
        var unsent = c.Notices.ExceptBy(state.Notices.Select(n => n.Body), n => n.Body).ToList();
        return state.Over
            ? new Refusal("ended", "R57", "What is over is not offered.")
            : unsent.Count == 0 ? Decision<SanctionEvent>.Nothing : Decision<SanctionEvent>.Of(new SanctionEvent.NoticesSent(unsent));
    }

    private static Decision<SanctionEvent> RecordAnswer(SanctionCommand.RecordAnswer c, SanctionState state) => state switch
    {
        _ when state.Notices.All(n => n.Notice != c.Notice) => new Refusal("unknownNotice", "R55", "This sanction was not offered by that notice."),
        { Over: true } when c.Copy is not null => new Refusal("ended", "R57", "What is over cannot be adopted."),
        _ when state.Notices.Any(n => n.Notice == c.Notice && n.State != NoticeState.Open) => Decision<SanctionEvent>.Nothing,
        _ => Decision<SanctionEvent>.Of(new SanctionEvent.NoticeAnswered(c.Notice, c.Outcome, c.Copy)),
    };

    private static Decision<SanctionEvent> IssueOrders(SanctionCommand.IssueOrders c, SanctionState state)
    {
        // People come to an event, not accounts: known by another one from now on, they are kept out once.
        var unknown = c.Orders.ExceptBy(state.Orders.Select(o => o.Order), o => o.Order)
            .Where(o => !OrderPlan.IsEvent(o.Space) || !state.Orders.Any(known => !known.Undo && (known.Body, known.Space) == (o.Body, o.Space))).ToList();
        return !state.Holds || unknown.Count == 0
            ? Decision<SanctionEvent>.Nothing
            : Decision<SanctionEvent>.Of(new SanctionEvent.OrdersIssued(unknown, state.Progress(state.State, state.OpenOrders + unknown.Count)));
    }

    private static Decision<SanctionEvent> LeaveAccounts(SanctionCommand.LeaveAccounts c, SanctionState state)
    {
        var gone = c.Left.Except(state.Left).ToList();
        if (c.Withdrawn.Count + c.Undo.Count + gone.Count == 0)
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var progress = state.Progress(state.State, state.Orders.Count(o => !o.Settled && !c.Withdrawn.Contains(o.Order)) + c.Undo.Count);
        var left = new SanctionEvent.AccountsLeft(c.At, c.Withdrawn, progress, gone);
        return c.Undo.Count == 0 ? Decision<SanctionEvent>.Of(left) : Decision<SanctionEvent>.Of(left, new SanctionEvent.OrdersIssued(c.Undo, progress));
    }

    private static Decision<SanctionEvent> TakeOver(SanctionCommand.TakeOver c, SanctionState state)
    {
        var unknown = c.Orders.Except(state.TakenOver).ToList();
        return !state.Holds
            ? new Refusal("notInForce", "R51", "Only what is in force covers what another measure took.")
            : unknown.Count == 0 ? Decision<SanctionEvent>.Nothing : Decision<SanctionEvent>.Of(new SanctionEvent.OrdersTakenOver(unknown));
    }

    private static Decision<SanctionEvent> SettleOrder(SanctionCommand.SettleOrder c, SanctionState state)
    {
        if (state.Orders.FirstOrDefault(o => o.Order == c.Order) is not { Settled: false })
        {
            return Decision<SanctionEvent>.Nothing;
        }

        var progress = state.Progress(state.State, state.OpenOrders - 1 + c.Undo.Count);
        var settled = new SanctionEvent.OrderSettled(c.Order, c.Outcome, progress);
        return c.Undo.Count == 0 ? Decision<SanctionEvent>.Of(settled) : Decision<SanctionEvent>.Of(settled, new SanctionEvent.OrdersIssued(c.Undo, progress));
    }

    // What is over orders nothing any more but to give back.
    private static Decision<SanctionEvent> ReopenOrder(SanctionCommand.ReopenOrder c, SanctionState state) => state.Orders.FirstOrDefault(o => o.Order == c.Order) switch
    {
        null or { Settled: false } => Decision<SanctionEvent>.Nothing,
        { Undo: false } when !state.Holds => new Refusal("ended", "R51", "What it was ordered for is over."),
        _ => Decision<SanctionEvent>.Of(new SanctionEvent.OrderSettled(c.Order, SanctionState.OpenAgain, state.Progress(state.State, state.OpenOrders + 1))),
    };

    private static Decision<SanctionEvent> Expire(SanctionCommand.Expire c, SanctionState state) => state switch
    {
        { Over: true } or { State: SanctionState.ReadmissionPending, Imposed.Term.Readmission: not Amending.Automatic } => Decision<SanctionEvent>.Nothing,
        _ when state.Imposed!.Term.Until is not { } until || until > c.At => Decision<SanctionEvent>.Nothing,
        { Imposed.Term.Readmission: "onRequest", State: SanctionState.Active } =>
            Decision<SanctionEvent>.Of(new SanctionEvent.ReadmissionFellDue(state.Progress(SanctionState.ReadmissionPending, state.OpenOrders))),
        { State: SanctionState.ReadmissionPending } => Ended("expired", c.At, c.Withdrawn, c.Undo, state), // until now it held on
        // The term ends when it ends, however late the clock is looked at.
        _ => Ended("expired", state.Imposed!.Term.Until.Value, c.Withdrawn, c.Undo, state),
    };

    private static Decision<SanctionEvent> End(SanctionCommand.End c, SanctionState state) => state switch
    {
        { Over: false } => Ended(c.Cause, c.At, c.Withdrawn, c.Undo, state),
        // What is over stays over, but what was wrong is no longer held against anybody.
        { State: not SanctionState.Overturned } when c.Cause is SanctionState.Overturned => Afterwards(c, state, null),
        { EndedBecause: not SanctionState.Mistaken } when c.Cause is SanctionState.Mistaken => Afterwards(c, state, c.Cause),
        _ => Decision<SanctionEvent>.Nothing,
    };

    private static Decision<SanctionEvent> Afterwards(SanctionCommand.End c, SanctionState state, string? cause) =>
        Decision<SanctionEvent>.Of(new SanctionEvent.OverturnedAfterwards(c.At, state.Progress(SanctionState.Overturned, state.OpenOrders), cause));

    private static Decision<SanctionEvent> Keep(SanctionCommand.Keep c, SanctionState state) =>
        state.Over ? new Refusal("ended", "R57", "It is over already.")
        : state.OnOwnGrounds ? Decision<SanctionEvent>.Nothing
        : Decision<SanctionEvent>.Of(new SanctionEvent.KeptOnOwnGrounds(c.Seat));

    public static Decision<SanctionEvent> Ended(string cause, DateTimeOffset at, IReadOnlyList<Guid> withdrawn, IReadOnlyList<IssuedOrder> undo, SanctionState state)
    {
        var word = cause switch { "lifted" => cause, SanctionState.Overturned or SanctionState.Mistaken => SanctionState.Overturned, _ => "ended" };
        var open = state.Orders.Count(o => !o.Settled && !withdrawn.Contains(o.Order)) + undo.Count;
        var progress = state.Progress(word, open);
        var ended = new SanctionEvent.SanctionEnded(cause, at, withdrawn, progress);
        return undo.Count == 0 ? Decision<SanctionEvent>.Of(ended) : Decision<SanctionEvent>.Of(ended, new SanctionEvent.OrdersIssued(undo, progress));
    }
}
