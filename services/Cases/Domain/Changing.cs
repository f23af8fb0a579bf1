namespace Coc.Cases.Domain;

/// <summary>Where a case went.</summary>
internal sealed record Departure(Guid Transfer, string To, Guid ToCase, DateTimeOffset At);

/// <summary>A case whose reports are worked on in another one of the same body.</summary>
/// <param name="AcknowledgedAt">what was owed before it came</param>
internal sealed record LinkedCase(CaseEvent.DuplicateTaken Taken, DateTimeOffset? AcknowledgedAt, DateTimeOffset AcknowledgeDue)
{
    public Guid Case => Taken.FromCase;

    /// <summary>Seats that were out of this case before it came: that is no reason to be out of that one.</summary>
    public IReadOnlyList<Guid> OutBefore { get; init; } = [];

    /// <summary>Seats that had to leave because it came.</summary>
    public IReadOnlyList<Guid> Left { get; init; } = [];

    public IEnumerable<Guid> Reports => Taken.Reports.Select(r => r.Report);

    /// <summary>Seats whose tie it brought, or holds beside another reason.</summary>
    public IEnumerable<Guid> Tying => [.. Taken.Tied ?? [], .. Taken.AlsoTied ?? []];

    /// <summary>Those whom only it names.</summary>
    public IReadOnlyList<Guid> Persons => Taken.Persons;
}

/// <summary>A dispute about a hand-over that has happened.</summary>
internal sealed record Contest(Guid Transfer, string Arbiter, DateTimeOffset SettleBy);

/// <summary>How a case came back.</summary>
internal sealed record HomeComing(string From, string By, string? Reason, IReadOnlyList<string> Work, DateTimeOffset At);

/// <summary>What is decided of two cases at once: of the one that was handed over, and of the one it lives on in.</summary>
internal sealed record PairDecision(IReadOnlyList<CaseEvent> Former, IReadOnlyList<CaseEvent> Present, Refusal? Refusal)
{
    public static PairDecision Nothing { get; } = new([], [], null);

    public static implicit operator PairDecision(Refusal refusal) => new([], [], refusal);

    /// <summary>With what follows by rule on either side.</summary>
    public PairDecision Complete(CaseState former, CaseState present, DateTimeOffset at) => this with
    {
        Former = Former.Count == 0 ? Former : Consequences.Complete(former, Former, at).Events,
        Present = Present.Count == 0 ? Present : Consequences.Complete(present, Present, at).Events,
    };
}
