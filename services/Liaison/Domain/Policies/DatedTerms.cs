using System.Text.Json.Serialization;

namespace Coc.Liaison.Domain.Policies;

/// <summary>A body's policy and from when it is in force.</summary>
internal sealed record DatedTerms(DateTimeOffset EffectiveFrom, PolicyTerms Terms)
{
    /// <summary>Where it stands in a file, for whoever has to correct it there.</summary>
    [JsonIgnore]
    public string? Place { get; init; }
}
