namespace Coc.Cases.Domain;

/// <summary>Who turned out to be who, and what was agreed with them.</summary>
internal sealed partial record CaseState
{
    /// <summary>Persons that were joined, or parted, with who said so and why (R66).</summary>
    public IReadOnlyList<PersonChange> PersonChanges { get; init; } = [];

    public IReadOnlyList<Agreement> Agreements { get; init; } = [];

    public IReadOnlyList<Apology> Apologies { get; init; } = [];
}
