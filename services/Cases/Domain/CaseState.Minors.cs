namespace Coc.Cases.Domain;

/// <summary>What is known of somebody under age beside that there is somebody (P10).</summary>
internal sealed partial record CaseState
{
    /// <summary>A seat found it out, here or in another case: which of the people it happened to it is, no report says for certain.</summary>
    public bool MinorFound { get; init; }

    /// <summary>Every choice of who knows who it is, the last one last.</summary>
    public IReadOnlyList<MinorChoice> MinorChoices { get; init; } = [];

    /// <summary>As last chosen; who left since is still among them.</summary>
    public IReadOnlyList<Guid> MinorKnownTo => MinorChoices is [.., var last] ? last.Seats : [];
}
