using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>Facts about one order to the people who look after a space (R48, R49). An executor sees account, space, action and dates.</summary>
internal abstract record OrderEvent
{
    /// <param name="Body">owns the space</param>
    /// <param name="SanctionBody">tenant of the sanction</param>
    /// <param name="Case">the case that waits for it, if it is of the sanction's own body</param>
    /// <param name="Due">when it is late; orders from before there were dates have none</param>
    internal sealed record OrderIssued(Guid Order, string Body, Guid Sanction, string SanctionBody, Guid? Case, string Space, Sensitive<string> Account, string Action,
        DateTimeOffset From, DateTimeOffset? Until, bool Undo, DateTimeOffset? Due = null) : OrderEvent;

    /// <param name="Seat">here and in what follows: whoever did it, or for what a bot reports its webhook</param>
    internal sealed record OrderClaimed(Guid Sanction, Guid? Case, Guid Seat) : OrderEvent;

    /// <param name="CheckBy">until when another is to have looked whether it is so</param>
    internal sealed record OrderDone(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string>? Proof, DateTimeOffset? CheckBy = null) : OrderEvent;

    internal sealed record OrderFailed(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string> Reason) : OrderEvent;

    internal sealed record OrderRefused(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string> Reason) : OrderEvent;

    internal sealed record OrderVerified(Guid Sanction, Guid? Case, Guid Seat) : OrderEvent;

    internal sealed record OrderWaived(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string> Reason) : OrderEvent;

    /// <summary>It is to be carried out after all: it was reported done and is not so (R49), or its panel insists on what was refused or failed (R50).</summary>
    /// <param name="Because">notSo, insisted</param>
    internal sealed record OrderReopened(Guid Sanction, Guid? Case, Guid Seat, string Because, Sensitive<string> Reason, DateTimeOffset Due) : OrderEvent;

    /// <summary>Its measure ends earlier, or later, than it said.</summary>
    /// <param name="Due">when it is late now; null: as it was</param>
    internal sealed record OrderTermMoved(Guid Sanction, DateTimeOffset? Until, DateTimeOffset? Due) : OrderEvent;

    /// <summary>Its sanction ended before it was carried out.</summary>
    internal sealed record OrderWithdrawn(Guid Sanction, Guid? Case) : OrderEvent;
}
