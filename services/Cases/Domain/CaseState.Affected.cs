using System.Collections.Immutable;

namespace Coc.Cases.Domain;

/// <summary>What those were told to whom it happened.</summary>
internal sealed partial record CaseState
{
    /// <summary>When measures end or become milder, as the registry said last.</summary>
    public ImmutableDictionary<Guid, DateTimeOffset> Announced { get; init; } = ImmutableDictionary<Guid, DateTimeOffset>.Empty;

    /// <summary>Ends of measures that were told to who wished so (P14).</summary>
    public IReadOnlyList<CaseEvent.EndToldAhead> ToldAhead { get; init; } = [];
}
