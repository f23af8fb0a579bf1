namespace Coc.Intake.Features.ListingBodies;

/// <summary>The bodies and events a report may name, at one moment.</summary>
/// <param name="Kinds">kind of each body by slug</param>
internal sealed record KnownNames(IReadOnlyDictionary<string, string> Kinds, IReadOnlySet<string> Events)
{
    public bool IsProject(string? slug) => slug is not null && Kinds.GetValueOrDefault(slug) == "project";

    public bool IsBody(string? slug) => slug is not null && Kinds.ContainsKey(slug);

    /// <summary>A body, or the id of a seat: which body a seat belongs to is known where reports are routed.</summary>
    public bool IsAddressee(string? to) => IsBody(to) || Guid.TryParse(to, out _);

    public bool IsEvent(string? slug) => slug is not null && Events.Contains(slug);
}
