namespace Coc.Liaison.Domain.Policies;

/// <summary>A body's policy and from when it is in force.</summary>
internal sealed record DatedTerms(DateTimeOffset EffectiveFrom, PolicyTerms Terms);
