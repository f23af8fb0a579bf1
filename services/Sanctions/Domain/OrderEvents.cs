using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>Facts about one order to the people who look after a space (R48, R49). An executor sees account, space, action and dates.</summary>
internal abstract record OrderEvent
{
    /// <param name="Body">owns the space</param>
    /// <param name="SanctionBody">tenant of the sanction</param>
    /// <param name="Case">the case that waits for it, if it is of the sanction's own body</param>
    internal sealed record OrderIssued(Guid Order, string Body, Guid Sanction, string SanctionBody, Guid? Case, string Space, Sensitive<string> Account, string Action,
        DateTimeOffset From, DateTimeOffset? Until, bool Undo) : OrderEvent;

    internal sealed record OrderClaimed(Guid Sanction, Guid? Case, Guid Seat) : OrderEvent;

    internal sealed record OrderDone(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string>? Proof) : OrderEvent;

    internal sealed record OrderFailed(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string> Reason) : OrderEvent;

    internal sealed record OrderRefused(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string> Reason) : OrderEvent;

    internal sealed record OrderVerified(Guid Sanction, Guid? Case, Guid Seat) : OrderEvent;

    internal sealed record OrderWaived(Guid Sanction, Guid? Case, Guid Seat, Sensitive<string> Reason) : OrderEvent;

    /// <summary>Its sanction ended before it was carried out.</summary>
    internal sealed record OrderWithdrawn(Guid Sanction, Guid? Case) : OrderEvent;
}
