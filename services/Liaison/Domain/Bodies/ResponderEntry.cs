using Coc.EventStore;

namespace Coc.Liaison.Domain.Bodies;

/// <summary>What the registry knows of those who respond for a body (R13): how to reach them, where their text is published, which conditions they meet.</summary>
/// <param name="Contacts">public, but often a person's own address: sealed at rest</param>
internal sealed record ResponderEntry(Sensitive<IReadOnlyList<string>>? Contacts, string? CodeLink, IReadOnlyList<string> Conditions)
{
    /// <summary>The owner of the data key of a body's contacts.</summary>
    public static string OwnerOf(string slug) => $"responders:{slug}";

    /// <summary>The conditions for handling one's own reports (domain.md 1.7), as codes.</summary>
    public static IReadOnlyList<string> AllConditions { get; } =
        ["publicContact", "twoNamedPeople", "publishedProcess", "publishedEscalation", "publishedAppeal", "conflictRule", "confidentiality", "training", "cooperation"];

    // Lists compare by content here: an import that brings nothing new changes nothing.
    public bool Equals(ResponderEntry? other) =>
        other is not null && CodeLink == other.CodeLink && Conditions.SequenceEqual(other.Conditions) && (Contacts?.Value ?? []).SequenceEqual(other.Contacts?.Value ?? []);

    public override int GetHashCode() => HashCode.Combine(CodeLink, Conditions.Count, Contacts?.Value?.Count);
}
