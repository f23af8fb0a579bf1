using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>What can be asked of a body. Time, ids and asker are part of the command; the asker's right to ask was checked at the wall.</summary>
internal abstract record BodyCommand
{
    private BodyCommand()
    {
    }

    internal sealed record AddBody(BodyProfile Profile, PolicyTerms Terms, DateTimeOffset Now) : BodyCommand;

    internal sealed record ChangeBody(BodyProfile Profile) : BodyCommand;

    internal sealed record SetPolicy(Asker By, Guid Change, PolicyTerms Terms, DateTimeOffset EffectiveFrom, DateTimeOffset Now) : BodyCommand;

    /// <param name="Order">null: last of its role</param>
    internal sealed record FillSeat(Asker By, Guid Change, Guid Seat, Guid Account, SeatTerms Terms, int? Order, DateTimeOffset Now) : BodyCommand;

    internal sealed record AmendSeat(Asker By, Guid Change, Guid Seat, SeatTerms Terms, DateTimeOffset Now) : BodyCommand;

    internal sealed record EndSeat(Asker By, Guid Change, Guid Seat, DateTimeOffset Now) : BodyCommand;

    /// <summary>The seat's term is over; nobody has to ask (R36).</summary>
    internal sealed record EndTerm(Guid Seat, DateTimeOffset Now) : BodyCommand;

    /// <param name="Account">the account Identity answered for the invited address; null when it was not asked</param>
    internal sealed record ConfirmChange(Asker By, Guid Change, Guid? Account, DateTimeOffset Now) : BodyCommand;

    internal sealed record RejectChange(Asker By, Guid Change) : BodyCommand;
}
