namespace Coc.Cases.Domain;

/// <summary>What was decided, first and again.</summary>
internal sealed partial record CaseState
{
    public RecordedDecision? Decision { get; init; }

    /// <summary>Decisions from before the case was taken up again.</summary>
    public IReadOnlyList<RecordedDecision> Earlier { get; init; } = [];

    /// <summary>All of them in their order, the one at hand last.</summary>
    public IEnumerable<RecordedDecision> Decisions => Decision is { } last ? Earlier.Append(last) : Earlier;

    public IReadOnlyList<TakenUpAgain> Reopenings { get; init; } = [];

    /// <summary>Measures of earlier decisions whose place a later one took.</summary>
    public IReadOnlyList<Guid> EndedBySecondDecision { get; init; } = [];

    /// <summary>Who has a thread here and heard of a decision from an earlier owner.</summary>
    public IReadOnlyList<ToldOf> ToldElsewhere { get; init; } = [];
}
