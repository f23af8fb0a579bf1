namespace Coc.Cases.Domain;

/// <summary>What bears on who is left to decide, and how fast.</summary>
internal sealed partial record CaseState
{
    public const string Urgent = "urgent";

    /// <summary>Whom the foundation was asked to lend (P1).</summary>
    public Loan? Loan { get; init; }

    /// <summary>What waits for the next one on duty.</summary>
    public TurnNote? HandingOn { get; init; }

    /// <summary>Who from outside works for the panel (domain.md 1.1).</summary>
    public IReadOnlyList<Engagement> Engagements { get; init; } = [];

    /// <summary>Since when it is urgent, where it was not from the start.</summary>
    public DateTimeOffset? UrgentSince { get; init; }

    /// <summary>Why, where somebody said so.</summary>
    public string? UrgentBecause { get; init; }

    /// <summary>Since when a rule gives the case away and nobody has offered it; a recalled offer begins that anew.</summary>
    public DateTimeOffset? TransferDueSince { get; init; }

    /// <summary>Reporters were told to whom it moves by itself, and when (P16).</summary>
    public MovingUp? MovingUp { get; init; }

    /// <summary>To whom it does not move again by itself.</summary>
    public IReadOnlyList<Declined> Declined { get; init; } = [];

    /// <summary>From when the times of what is urgent run (P1).</summary>
    public DateTimeOffset HurryFrom => UrgentSince ?? OpenedAt;

    /// <summary>Ids it had before the one it came from, and those of cases of other bodies that went into it.</summary>
    public IReadOnlyList<Guid> Formerly { get; init; } = [];
}
