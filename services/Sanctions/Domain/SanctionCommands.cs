namespace Coc.Sanctions.Domain;

internal abstract partial record SanctionCommand
{
    internal sealed record Impose(Guid Sanction, Guid Person, string Issuer, string Type, SanctionScope Scope, SanctionTerm Term, string? Category, DateTimeOffset? CountsAsPriorUntil,
        SanctionBasis Basis, IReadOnlyList<string>? Conditions = null) : SanctionCommand;

    /// <summary>One of the two seats that let it go before the person is told.</summary>
    internal sealed record AskRelease(Guid Seat, string Because, DateTimeOffset At, IReadOnlyList<IssuedOrder> Orders) : SanctionCommand;

    internal sealed record Release(string Because, DateTimeOffset At, IReadOnlyList<IssuedOrder> Orders) : SanctionCommand;

    /// <summary>One of the two seats that lift it.</summary>
    /// <param name="NotBefore">somebody wishes to be told first (P14); null: nobody does</param>
    internal sealed record AskLift(Guid Seat, DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo, DateTimeOffset? NotBefore = null) : SanctionCommand;

    /// <summary>One of the two seats that change it.</summary>
    /// <param name="Withdrawn">orders of spaces that are taken out and that nobody began</param>
    /// <param name="Orders">that give back in those, and that take hold in added ones</param>
    internal sealed record AskAmendment(
        Guid Seat, Amendment Wanted, string? Reason, DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Orders, DateTimeOffset? NotBefore = null) : SanctionCommand;

    /// <summary>A seat looked at it again and keeps it.</summary>
    internal sealed record Review(Guid Seat, DateTimeOffset? Next, string? Note, DateTimeOffset At) : SanctionCommand;

    internal sealed record ReviewFallDue(DateTimeOffset At) : SanctionCommand;

    internal sealed record SendNotices(IReadOnlyList<SentNotice> Notices) : SanctionCommand;

    internal sealed record RecordAnswer(Guid Notice, string Outcome, Guid? Copy) : SanctionCommand;

    /// <summary>Spaces that joined the scope later.</summary>
    internal sealed record IssueOrders(IReadOnlyList<IssuedOrder> Orders) : SanctionCommand;

    /// <summary>Some accounts were never the person's.</summary>
    internal sealed record LeaveAccounts(DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo, IReadOnlyList<Guid> Left) : SanctionCommand;

    /// <summary>What another measure's orders took, and this one still covers.</summary>
    internal sealed record TakeOver(IReadOnlyList<TakenOver> Orders) : SanctionCommand;

    /// <param name="Undo">what nothing covers any more, now that this order is waived</param>
    internal sealed record SettleOrder(Guid Order, string Outcome, IReadOnlyList<IssuedOrder> Undo) : SanctionCommand;

    /// <summary>An order that was done is not so: it is waited for again.</summary>
    internal sealed record ReopenOrder(Guid Order) : SanctionCommand;

    /// <summary>The term is over by the clock.</summary>
    internal sealed record Expire(DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo) : SanctionCommand;

    /// <summary>The panel's review moved its end (P9).</summary>
    internal sealed record MoveTerm(DateTimeOffset Until) : SanctionCommand;

    /// <summary>What it copies became milder: it follows in what is milder than its own (R57).</summary>
    internal sealed record FollowTerm(SanctionTerm Origin) : SanctionCommand;

    /// <summary>What it copied turned out wrong; the body that adopted it has grounds of its own (R57).</summary>
    internal sealed record Keep(Guid Seat) : SanctionCommand;

    /// <param name="Cause">lifted, overturned, mistaken, superseded, origin, reversed</param>
    internal sealed record End(string Cause, DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, IReadOnlyList<IssuedOrder> Undo) : SanctionCommand;
}
