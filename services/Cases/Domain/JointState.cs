namespace Coc.Cases.Domain;

/// <summary>What a case knows of the other body that is competent too.</summary>
/// <param name="Leads">this is the case of the body that produces the event</param>
/// <param name="Other">the other body</param>
/// <param name="OtherCase">its case, once it has one; shown to nobody</param>
internal sealed record JointState(bool Leads, string Other, Guid? OtherCase)
{
    public const string Together = "together";
    public const string Alone = "alone";

    /// <summary>The body under whose code a leading case decides, where that is not its owner.</summary>
    public string? For { get; init; }

    public DateTimeOffset? ChooseBy { get; init; }

    /// <summary>undecided, together, alone</summary>
    public string Mode { get; init; } = "undecided";

    public string? Ground { get; init; }

    public DateTimeOffset? ChosenAt { get; init; }

    public DateTimeOffset? SummaryDue { get; init; }

    public DateTimeOffset? SummaryMetAt { get; init; }

    public bool Reminded { get; init; }

    public bool Overdue { get; init; }

    public bool FollowedUp { get; init; }

    public IReadOnlyList<(string From, string? Text, DateTimeOffset At)> Summaries { get; init; } = [];

    /// <summary>The other body acted alone: this one knows that, and gets the summary; the report is not its to read.</summary>
    public bool InformedOnly => this is { Leads: false, Mode: Alone, FollowedUp: false };

    /// <summary>What the other body did on the spot is its own: here only online spaces are decided.</summary>
    public bool OnlineOnly => this is { Leads: false, Mode: Alone };

    public bool OwesSummary => this is { Leads: true, Mode: Alone, SummaryMetAt: null };
}
