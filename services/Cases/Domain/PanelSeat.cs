namespace Coc.Cases.Domain;

/// <summary>A seat that was asked about its conflicts, and what came of it.</summary>
internal sealed record PanelSeat(Guid Seat, Guid Account, string Role, string Appointment, bool Chair, int Order, Guid Request, DateTimeOffset AskedAt, DateTimeOffset Due)
{
    public Conflict Conflict { get; init; }

    public int SoftConflicts { get; init; }

    /// <summary>Its holder declared a soft tie beforehand (P1): it counts like one that was stated without a name.</summary>
    public bool SoftTie { get; init; }

    /// <summary>What it said itself, or the others raised it to, beside ties declared beforehand.</summary>
    public Conflict Said { get; init; }

    /// <summary>The ties behind it, as far as the seat named them.</summary>
    public IReadOnlyList<string> SoftAreas { get; init; } = [];

    /// <summary>The case is about one person more: what it said before does not hold for that one (P1).</summary>
    public bool AskedAgain { get; init; }

    /// <summary>The list it was last asked about (<see cref="AskedAbout.Seen"/>).</summary>
    public string? Seen { get; init; }

    /// <summary>It has said how it stands to everybody the case is about by now: before that it is asked, and hears no more than who is asked.</summary>
    public bool HasSaid => Conflict != Conflict.Unanswered && !AskedAgain;

    public bool Unavailable { get; init; }

    /// <summary>When it was last reminded that its answer is awaited.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    public bool Left { get; init; }

    /// <summary>The majority confirmed a soft answer.</summary>
    public bool Confirmed { get; init; }

    /// <summary>… and lets the seat read.</summary>
    public bool MayRead { get; init; }

    public IReadOnlyList<string> Permitted { get; init; } = [];

    /// <summary>Judgements of others on this seat's answer, by seat.</summary>
    public IReadOnlyDictionary<Guid, (bool Agrees, Conflict? RaiseTo, IReadOnlyList<string> Permitted)> Judgements { get; init; } =
        new Dictionary<Guid, (bool, Conflict?, IReadOnlyList<string>)>();

    public bool IsMember => Role == "member";

    /// <summary>Takes part in decisions. Event staff of a joint case read and work, and never vote; who works for the panel from outside does neither.</summary>
    public bool Decides => Role is not (EventStaff or Engaging.Role);

    public const string EventStaff = "eventStaff";

    /// <summary>Of the foundation, deciding with a body of one or two (P1).</summary>
    public bool IsLent => Role == Lending.Role;

    /// <summary>Asked about conflicts like the others, and none of the panel.</summary>
    public bool IsOutside => Role == Engaging.Role;

    /// <summary>Clean, and one of those who decide.</summary>
    public bool MayDecide => Clean && Decides;

    /// <summary>Takes part in everything.</summary>
    public bool Clean => !Left && Conflict == Conflict.None;

    /// <summary>For this seat the case exists (R31).</summary>
    public bool Sees => Clean || (!Left && Conflict == Conflict.Soft && Confirmed && MayRead);

    /// <summary>Might still take part: asked, not answered, not given up on.</summary>
    public bool Awaited => !Left && !Unavailable && Conflict == Conflict.Unanswered;

    /// <summary>Counts in the denominator (R42): not conflicted and not unavailable; an alternate only once it takes part.</summary>
    public bool Eligible => MayDecide || (IsMember && Awaited);

    /// <summary>Will not take part: its place can go to an alternate.</summary>
    public bool Vacated => Left || Conflict is Conflict.Hard or Conflict.Soft || (Unavailable && Conflict == Conflict.Unanswered);
}
