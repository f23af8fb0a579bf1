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

    public bool Closed => State is "done" or "verified" or "waived" or "withdrawn";

    public static OrderState Evolve(OrderState state, OrderEvent happened) => happened switch
    {
        OrderEvent.OrderIssued e => state with { Issued = e, State = "open" },
        OrderEvent.OrderClaimed e => state with { State = "claimed", ClaimedBy = e.Seat, Begun = true },
        OrderEvent.OrderDone e => state with { State = "done", ClaimedBy = e.Seat, Begun = true },
        OrderEvent.OrderFailed e => state with { State = "failed", ClaimedBy = e.Seat, Begun = false },
        OrderEvent.OrderRefused e => state with { State = "refused", ClaimedBy = e.Seat, Begun = false },
        OrderEvent.OrderVerified => state with { State = "verified" },
        OrderEvent.OrderWaived => state with { State = "waived" },
        OrderEvent.OrderWithdrawn => state with { State = "withdrawn" },
        _ => throw new UnreachableException(),
    };
}

/// <param name="Kind">claim, done, failed, refuse, verify, waive, withdraw</param>
/// <param name="Seat">acting seat; empty for the withdrawal that follows from a sanction's end</param>
/// <param name="Text">proof or reason</param>
internal sealed record OrderCommand(string Kind, Guid Seat, string? Text = null);

/// <summary>The rules of one order: ordered, claimed, done with proof, failed, refused with reason, waived.</summary>
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
            ("verify", "done") => Decision<OrderEvent>.Of(new OrderEvent.OrderVerified(order.Sanction, order.Case, command.Seat)),
            ("withdraw", _) => state.Closed ? Decision<OrderEvent>.Nothing : Decision<OrderEvent>.Of(new OrderEvent.OrderWithdrawn(order.Sanction, order.Case)),
            _ => new Refusal("orderState", "R49", $"An order that is {state.State} does not take that."),
        };
    }

    /// <summary>One order per space, account and direction: a repeated release cannot make two.</summary>
    public static Guid IdOf(Guid sanction, string body, string space, string accountKey, bool undo) =>
        Platform.Ids.V5(sanction, $"order:{body}:{space}:{accountKey}:{(undo ? "undo" : "do")}");

    /// <summary>What an order took is given back once, whoever is the last to hold it.</summary>
    public static Guid UndoOf(Guid order) => Platform.Ids.V5(order, "undo");

    // Proof and reasons are the panel's to read; the account belongs to the person.
    private static Sensitive<string> Text(OrderCommand command, OrderEvent.OrderIssued order) => Sensitive.Of(command.Text ?? "", $"panel:{order.Order}");

    private static OrderEvent.OrderDone Done(OrderCommand command, OrderEvent.OrderIssued order) =>
        new(order.Sanction, order.Case, command.Seat, Sensitive.OfOptional(command.Text, $"panel:{order.Order}"));
}
