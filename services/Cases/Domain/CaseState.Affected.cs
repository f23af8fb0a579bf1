namespace Coc.Cases.Domain;

/// <summary>What those were told to whom it happened.</summary>
internal sealed partial record CaseState
{
    /// <summary>Ends of measures that were told to who wished so (P14).</summary>
    public IReadOnlyList<CaseEvent.EndToldAhead> ToldAhead { get; init; } = [];
}
