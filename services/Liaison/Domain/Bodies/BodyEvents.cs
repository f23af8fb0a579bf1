using System.Text.Json.Serialization;
using Coc.EventStore;
using Coc.Liaison.Domain.Policies;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>
/// A body's history. Its seats live in the same stream: employer cap, two-seat confirmation and "fewer than two seats" are decisions over all
/// seats of the body, and one stream makes each of them atomic.
/// </summary>
internal abstract record BodyEvent
{
    private BodyEvent()
    {
    }

    internal sealed record BodyAdded(BodyProfile Profile) : BodyEvent;

    internal sealed record BodyChanged(BodyProfile Profile) : BodyEvent;

    internal sealed record PolicySet(string Slug, int Version, DateTimeOffset EffectiveFrom, PolicyTerms Terms) : BodyEvent;

    /// <summary>Decided, but the term begins later: it opens nothing until <see cref="SeatFilled"/> (R36).</summary>
    internal sealed record SeatAppointed(string Slug, Guid Seat, Guid Account, SeatTerms Terms, DateTimeOffset At) : BodyEvent;

    internal sealed record SeatFilled(string Slug, Guid Seat, Guid Account, SeatTerms Terms, DateTimeOffset At) : BodyEvent;

    internal sealed record SeatAmended(string Slug, Guid Seat, Guid Account, SeatTerms Terms) : BodyEvent;

    /// <summary>Two people said that who holds this seat is who holds, or held, another one in the directory, under whatever address.</summary>
    internal sealed record SamePersonSaid(string Slug, Guid Seat, Guid Other) : BodyEvent;

    /// <summary>Names, accounts and employers the holder had before this directory knew of the seat; they are matched like those it saw change (P1).</summary>
    internal sealed record FormerValuesKept(string Slug, Guid Seat, HeldValues Values) : BodyEvent;

    /// <summary>Which of the holder's values two people agreed to, beside those the seat was filled with here, and which of these the holder wrote alone, as a directory elsewhere knew.</summary>
    internal sealed record AgreementKept(string Slug, Guid Seat, HeldValues? Agreed, HeldValues? Alone) : BodyEvent;

    /// <summary>Something that stood in the seat never was the holder's, two people say so; it is matched no more.</summary>
    internal sealed record FormerValuesStruck(string Slug, Guid Seat, HeldValues Values) : BodyEvent;

    internal sealed record StrikingProposed(Guid Change, Asker By, DateTimeOffset At, Guid Seat, HeldValues Values) : BodyEvent;

    internal sealed record SeatEnded(string Slug, Guid Seat, Guid Account, string Role, DateTimeOffset At) : BodyEvent;

    /// <summary>A seat that had ended before this directory knew of it. Nobody is told: it opens nothing, and nothing that was open ends.</summary>
    /// <param name="FilledAt">since when it was in force; null from before that was kept: since its term began</param>
    internal sealed record FormerSeatKept(string Slug, Guid Seat, Guid Account, SeatTerms Terms, DateTimeOffset EndedAt, bool Emeritus, DateTimeOffset? FilledAt = null) : BodyEvent;

    /// <summary>An honorary label on a seat that ended; it opens nothing.</summary>
    internal sealed record EmeritusNamed(string Slug, Guid Seat, bool Emeritus) : BodyEvent;

    /// <param name="SamePersonAs">a seat elsewhere whose holder this is, or an account with one: as it was said, looked up when it is confirmed</param>
    internal sealed record SeatProposed(Guid Change, Asker By, DateTimeOffset At, Guid Seat, Guid Account, SeatTerms Terms, Guid? SamePersonAs = null) : BodyEvent;

    /// <summary>
    /// A seat that people in other bodies, or of earlier seats, spoke against: whoever heard it has learnt something of them, so it stays on record, for the body and its auditor, and counts for who asked.
    /// </summary>
    /// <param name="ProposedBy">who wanted it; the same as <paramref name="By"/> where one acts alone</param>
    /// <param name="By">who heard it</param>
    /// <param name="Change">what was to be confirmed, and is not any more</param>
    internal sealed record SeatRefused(string Slug, Guid Seat, Asker ProposedBy, Asker By, DateTimeOffset At, string Code, string? Rule, Guid? Change) : BodyEvent;

    internal sealed record AmendmentProposed(Guid Change, Asker By, DateTimeOffset At, Guid Seat, SeatTerms Terms) : BodyEvent;

    internal sealed record EndProposed(Guid Change, Asker By, DateTimeOffset At, Guid Seat) : BodyEvent;

    internal sealed record PolicyProposed(Guid Change, Asker By, DateTimeOffset At, DateTimeOffset EffectiveFrom, PolicyTerms Terms) : BodyEvent;

    /// <summary>Who watches, first first (R11).</summary>
    /// <param name="Turns">how they take turns; null: always in this order</param>
    internal sealed record DutySet(string Slug, IReadOnlyList<Guid> Seats, DutyTurns? Turns = null) : BodyEvent;

    internal sealed record DutyProposed(Guid Change, Asker By, DateTimeOffset At, IReadOnlyList<Guid> Seats, DutyTurns? Turns = null) : BodyEvent;

    internal sealed record DutySwapProposed(Guid Change, Asker By, DateTimeOffset At, DutySwap Swap) : BodyEvent;

    /// <summary>Two seats agreed who has whose turn.</summary>
    internal sealed record DutySwapped(string Slug, Guid Seat, DutySwap Swap) : BodyEvent;

    /// <summary>A seat does not watch on some days; null: it does again.</summary>
    internal sealed record DutyAbsenceSaid(string Slug, Guid Seat, DutyAbsence? Absence) : BodyEvent;

    /// <summary>Somebody stands above seats of the body (P7).</summary>
    internal sealed record OversightNoted(string Slug, OversightEntry Entry) : BodyEvent;

    /// <summary>… and no longer does.</summary>
    internal sealed record OversightEnded(string Slug, Guid Entry) : BodyEvent;

    internal sealed record OversightProposed(Guid Change, Asker By, DateTimeOffset At, OversightEntry Entry) : BodyEvent;

    internal sealed record OversightEndProposed(Guid Change, Asker By, DateTimeOffset At, Guid Entry) : BodyEvent;

    internal sealed record ChangeConfirmed(Guid Change, Asker By) : BodyEvent;

    internal sealed record ChangeRejected(Guid Change, Asker By) : BodyEvent;
}

/// <summary>What the directory says of a body.</summary>
/// <param name="Foundation">the foundation that serves it; its own slug for foundations and parents</param>
/// <param name="Parent">the foundation's parent; null for parents</param>
internal sealed record BodyProfile(
    string Slug, string Name, string Kind, string Handling, string Foundation, string? Parent, DateOnly? VerifiedOn = null, ProjectFigures? Figures = null,
    ResponderEntry? Responders = null)
{
    /// <summary>The body whose seats act: a body handled by the foundation is acted for by the foundation's.</summary>
    public string ActingSlug => Handling == "foundation" ? Foundation : Slug;
}

/// <summary>A project in figures, as imported; counts only, no person.</summary>
internal sealed record ProjectFigures(string Maturity, int Maintainers, int Employers, decimal LargestEmployerShare);

/// <summary>A seat's terms. Who holds it is the holder's own: sealed under the seat's key.</summary>
internal sealed record SeatTerms(
    string Role, string Appointment, bool Chair, int Order, DateTimeOffset TermStart, DateTimeOffset? TermEnd,
    Sensitive<string>? Email, Sensitive<string>? Name, Sensitive<string>? Employer, Sensitive<IReadOnlyList<string>>? Accounts)
{
    [JsonIgnore]
    public bool Decides => Role is "member" or "alternate";

    /// <summary>True while this term runs.</summary>
    public bool Covers(DateTimeOffset at) => TermStart <= at && (TermEnd is not { } end || at < end);

    /// <summary>The owner of a seat's data key.</summary>
    public static string OwnerOf(Guid seat) => $"seat:{seat}";
}
