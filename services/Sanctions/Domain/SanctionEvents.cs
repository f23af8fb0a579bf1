using Coc.EventStore;

namespace Coc.Sanctions.Domain;

/// <summary>Facts about one sanction; an adopted copy is a sanction of its own in the adopter's tenant.</summary>
internal abstract partial record SanctionEvent
{
    /// <summary>A decision, or a body's adoption of another body's decision, imposes a measure.</summary>
    internal sealed record SanctionImposed(Guid Sanction, Guid Person, string Issuer, string Type, SanctionScope Scope, SanctionTerm Term, string? Category,
        DateTimeOffset? CountsAsPriorUntil, SanctionBasis Basis, Progress Progress) : SanctionEvent;

    /// <summary>Somebody acted at once; the case of the report holds it and reviews it (P9).</summary>
    internal sealed record EmergencyTaken(Guid Report, Guid Person, string Kind, IReadOnlyList<string> Spaces, DateTimeOffset Until, bool AlreadyDone, Guid Seat, Guid Account,
        DateTimeOffset TakenAt) : SanctionEvent;

    /// <summary>Its review let it hold until another instant.</summary>
    internal sealed record TermMoved(DateTimeOffset Until) : SanctionEvent;

    /// <summary>A copy's way back opens by itself, as its origin's does now (R57).</summary>
    internal sealed record ReadmissionEased : SanctionEvent;

    /// <summary>The first of two seats wants it in force before the person is told.</summary>
    internal sealed record ReleaseAsked(Guid Seat, string Because) : SanctionEvent;

    /// <summary>The first of two seats wants it lifted.</summary>
    internal sealed record LiftAsked(Guid Seat) : SanctionEvent;

    /// <summary>The first of two seats wants it changed.</summary>
    internal sealed record AmendmentAsked(Guid Seat, Amendment Wanted, Sensitive<string>? Reason) : SanctionEvent;

    /// <summary>It is as two seats want it from now on.</summary>
    /// <param name="Because">milder, returned (a step of coming back), told, danger, tampering, notReachable</param>
    internal sealed record SanctionAmended(DateTimeOffset? Until, IReadOnlyList<string> Spaces, string Readmission, string Because, IReadOnlyList<Guid> Withdrawn, DateTimeOffset At,
        Progress Progress) : SanctionEvent;

    /// <summary>Orders and standing go: told, or released with a reason (P2).</summary>
    internal sealed record SanctionReleased(string Because, DateTimeOffset At, Progress Progress) : SanctionEvent;

    /// <summary>Somebody has to look whether it is still right (R53).</summary>
    internal sealed record ReviewFellDue(DateTimeOffset Due) : SanctionEvent;

    /// <summary>A seat looked and keeps it.</summary>
    /// <param name="Next">when it is looked at again; null: it ends before</param>
    internal sealed record SanctionReviewed(Guid Seat, DateTimeOffset? Next, Sensitive<string>? Note, DateTimeOffset At) : SanctionEvent;

    /// <summary>Told after it had been released for another reason.</summary>
    internal sealed record PersonInformed(DateTimeOffset At) : SanctionEvent;

    /// <summary>Offered to other bodies.</summary>
    internal sealed record NoticesSent(IReadOnlyList<SentNotice> Notices) : SanctionEvent;

    /// <summary>A body answered: adopted, adapted, declined, lapsed.</summary>
    internal sealed record NoticeAnswered(Guid Notice, string Outcome, Guid? Copy) : SanctionEvent;

    internal sealed record OrdersIssued(IReadOnlyList<IssuedOrder> Orders, Progress Progress) : SanctionEvent;

    /// <summary>Another measure ended whose orders this one still covers: it gives back at its own end what those took.</summary>
    internal sealed record OrdersTakenOver(IReadOnlyList<TakenOver> Orders) : SanctionEvent;

    /// <summary>Some accounts were never the person's (P22): nothing is ordered about them any more, and what was is given back.</summary>
    internal sealed record AccountsLeft(DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, Progress Progress, IReadOnlyList<Guid>? Left = null) : SanctionEvent;

    /// <summary>An order is done or waived, or stands open again.</summary>
    internal sealed record OrderSettled(Guid Order, string Outcome, Progress Progress) : SanctionEvent;

    /// <summary>The term is over, but the way back is asked for (DJ-L, R52).</summary>
    internal sealed record ReadmissionFellDue(Progress Progress) : SanctionEvent;

    /// <summary>It is over. What was ordered and not begun is withdrawn.</summary>
    /// <param name="Cause">expired, lifted, overturned, mistaken (it was somebody else), superseded, reversed, origin, returned</param>
    internal sealed record SanctionEnded(string Cause, DateTimeOffset At, IReadOnlyList<Guid> Withdrawn, Progress Progress) : SanctionEvent;

    /// <summary>A copy whose origin turned out wrong holds on grounds of the body's own (R57).</summary>
    internal sealed record KeptOnOwnGrounds(Guid Seat) : SanctionEvent;

    /// <summary>It was over, and then turned out wrong: nothing is to be undone, and it counts no more.</summary>
    /// <param name="Cause">mistaken: it was somebody else, so that nobody keeps a copy; otherwise null</param>
    internal sealed record OverturnedAfterwards(DateTimeOffset At, Progress Progress, string? Cause = null) : SanctionEvent;
}

/// <param name="All">every body the foundation serves, as of now and as they join</param>
/// <param name="Spaces">empty means every space of the bodies</param>
internal sealed record SanctionScope(bool All, IReadOnlyList<string> Bodies, IReadOnlyList<string> Spaces);

/// <param name="Readmission">automatic, onRequest</param>
internal sealed record SanctionTerm(DateTimeOffset From, DateTimeOffset? Until, string Readmission);

/// <param name="Kind">own, adopted, interim</param>
/// <param name="Case">the case of the origin; for an interim one the report whose case holds it</param>
/// <param name="Body">the body whose decision it goes back to</param>
/// <param name="Origin">the sanction it copies</param>
/// <param name="Notice">the notice that offered it</param>
internal sealed record SanctionBasis(string Kind, Guid Case, string Body, bool Binding, Guid? Decision, Guid? Origin, Guid? Notice)
{
    /// <summary>Nothing was decided: somebody acted at once (P9). It never counts as a prior violation (P13).</summary>
    public const string Interim = "interim";

    /// <summary>Another body's, made one's own.</summary>
    public const string Adopted = "adopted";
}

/// <summary>What the case is told of each change: carried in the event, because a message is made from one event alone.</summary>
/// <param name="Case">the case that shows it; none for copies</param>
/// <param name="Interim">the case knows it as a measure that was taken before it decided</param>
internal sealed record Progress(Guid? Case, string State, int OpenOrders, bool Interim = false);

internal sealed record SentNotice(Guid Notice, string Body);

/// <summary>An order of another measure that was or may have been carried out.</summary>
internal sealed record TakenOver(Guid Order, string Body, string Space);

/// <param name="Undo">gives back what another order took</param>
internal sealed record IssuedOrder(Guid Order, string Body, string Space, bool Undo);
