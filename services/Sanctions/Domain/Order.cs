using System.Diagnostics;
using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>An order as its events tell it.</summary>
internal sealed record OrderState
{
    public static OrderState None { get; } = new();

    public OrderEvent.OrderIssued? Issued { get; init; }

    /// <summary>open, claimed, done, verified, failed, refused, waived, withdrawn</summary>
    public string State { get; init; } = "";

    public Guid? ClaimedBy { get; init; }

    /// <summary>Somebody may have begun to carry it out.</summary>
    public bool Begun { get; init; }

    /// <summary>When its measure ends, as it is now.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When it is late while it is not carried out.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it is late while it is done and nobody has looked.</summary>
    public DateTimeOffset? CheckBy { get; init; }

    /// <summary>What the last one to do it showed.</summary>
    public Sensitive<string>? Proof { get; init; }

    /// <summary>Why it failed, was refused, waived or opened again, whichever was last.</summary>
    public Sensitive<string>? Reason { get; init; }

    public bool Closed => State is "done" or "verified" or "waived" or "withdrawn";

    public static OrderState Evolve(OrderState state, OrderEvent happened) => happened switch
    {
        OrderEvent.OrderIssued e => state with { Issued = e, State = "open", Due = e.Due, Until = e.Until },
        OrderEvent.OrderClaimed e => state with { State = "claimed", ClaimedBy = e.Seat, Begun = true },
        OrderEvent.OrderDone e => state with { State = "done", ClaimedBy = e.Seat, Begun = true, CheckBy = e.CheckBy, Proof = e.Proof, Reason = null },
        OrderEvent.OrderFailed e => state with { State = "failed", ClaimedBy = e.Seat, Begun = false, Reason = e.Reason },
        OrderEvent.OrderRefused e => state with { State = "refused", ClaimedBy = e.Seat, Begun = false, Reason = e.Reason },
        OrderEvent.OrderVerified => state with { State = "verified" },
        OrderEvent.OrderWaived e => state with { State = "waived", Reason = e.Reason },
        // Begun stays as it was: what was done in part, or undone again, may still have to be given back.
        OrderEvent.OrderReopened e => state with { State = "open", ClaimedBy = null, Due = e.Due, Reason = e.Reason },
        OrderEvent.OrderTermMoved e => state with { Until = e.Until, Due = e.Due ?? state.Due },
        OrderEvent.OrderWithdrawn => state with { State = "withdrawn" },
        _ => throw new UnreachableException(),
    };
}

/// <param name="Kind">claim, done, failed, refuse, verify, notSo, insist, waive, withdraw</param>
/// <param name="Seat">acting seat; empty for the withdrawal that follows from a sanction's end</param>
/// <param name="Text">proof or reason</param>
/// <param name="At">now</param>
internal sealed record OrderCommand(string Kind, Guid Seat, string? Text = null, DateTimeOffset At = default)
{
    /// <summary>All seats of who acts: a person with two is one.</summary>
    public IReadOnlyList<Guid> Seats { get; init; } = [Seat];
}

/// <summary>The rules of one order (R48 to R50): ordered, claimed, done with proof, failed, refused with reason, waived; looked at by another, and opened again.</summary>
internal static class OrderDecider
{
    public static Decision<OrderEvent> Decide(OrderCommand command, OrderState state)
    {
        if (state.Issued is not { } order)
        {
            return new Refusal("unknownOrder", "R48", "There is no such order.");
        }

        return (command.Kind, state.State) switch
        {
            ("claim", "claimed") when state.ClaimedBy == command.Seat => Decision<OrderEvent>.Nothing,
            ("claim", "claimed") => new Refusal("claimed", "R48", "Somebody else has claimed this order."),
            ("claim", "open" or "failed" or "refused") => Decision<OrderEvent>.Of(new OrderEvent.OrderClaimed(order.Sanction, order.Case, command.Seat)),
            ("done", "done") => Decision<OrderEvent>.Nothing,
            ("done", "claimed") => Decision<OrderEvent>.Of(Done(command, order)),
            ("done", "open" or "failed" or "refused") => Decision<OrderEvent>.Of(new OrderEvent.OrderClaimed(order.Sanction, order.Case, command.Seat), Done(command, order)),
            ("failed", "failed") or ("refuse", "refused") or ("waive", "waived") or ("verify", "verified") => Decision<OrderEvent>.Nothing,
            ("failed", "open" or "claimed") => Decision<OrderEvent>.Of(new OrderEvent.OrderFailed(order.Sanction, order.Case, command.Seat, Text(command, order))),
            ("refuse", "open" or "claimed" or "failed") => Decision<OrderEvent>.Of(new OrderEvent.OrderRefused(order.Sanction, order.Case, command.Seat, Text(command, order))),
            ("waive", "open" or "claimed" or "failed" or "refused") => Decision<OrderEvent>.Of(new OrderEvent.OrderWaived(order.Sanction, order.Case, command.Seat, Text(command, order))),
            ("verify", "done") when state.ClaimedBy is { } did && command.Seats.Contains(did) => new Refusal("ownWork", "R49", "Another than who did it has to look."),
            ("verify", "done") => Decision<OrderEvent>.Of(new OrderEvent.OrderVerified(order.Sanction, order.Case, command.Seat)),
            ("notSo", "done" or "verified") => Decision<OrderEvent>.Of(Reopened(command, state, "notSo")),
            ("insist", "refused" or "failed") => Decision<OrderEvent>.Of(Reopened(command, state, "insisted")),
            ("withdraw", _) => state.Closed ? Decision<OrderEvent>.Nothing : Decision<OrderEvent>.Of(new OrderEvent.OrderWithdrawn(order.Sanction, order.Case)),
            _ => new Refusal("orderState", "R49", $"An order that is {state.State} does not take that."),
        };
    }

    /// <summary>Its measure has another end: what is to be carried out says so, and is late at that end at the latest; also what was done, because it may be opened again.</summary>
    public static Decision<OrderEvent> MoveTerm(DateTimeOffset? until, DateTimeOffset at, OrderState state) =>
        state is not { Issued: { Undo: false } order } || state.State is "waived" or "withdrawn" || state.Until == until
            ? Decision<OrderEvent>.Nothing
            : Decision<OrderEvent>.Of(new OrderEvent.OrderTermMoved(order.Sanction, until, state.Due > until && until > at ? until : null));

    /// <summary>One order per space, account and direction: a repeated release cannot make two.</summary>
    public static Guid IdOf(Guid sanction, string body, string space, string accountKey, bool undo) =>
        Platform.Ids.V5(sanction, $"order:{body}:{space}:{accountKey}:{(undo ? "undo" : "do")}");

    /// <summary>What an order took is given back once, whoever is the last to hold it.</summary>
    public static Guid UndoOf(Guid order) => Platform.Ids.V5(order, "undo");

    // Proof and reasons are the panel's to read; the account belongs to the person.
    private static Sensitive<string> Text(OrderCommand command, OrderEvent.OrderIssued order) => Sensitive.Of(command.Text ?? "", $"panel:{order.Order}");

    private static OrderEvent.OrderDone Done(OrderCommand command, OrderEvent.OrderIssued order) =>
        new(order.Sanction, order.Case, command.Seat, Sensitive.OfOptional(command.Text, $"panel:{order.Order}"), command.At + OrderTimes.Check);

    private static OrderEvent.OrderReopened Reopened(OrderCommand command, OrderState state, string because) =>
        new(state.Issued!.Sanction, state.Issued.Case, command.Seat, because, Text(command, state.Issued), OrderTimes.DueOf(state.Issued.From, state.Until, interim: false, command.At));
}
