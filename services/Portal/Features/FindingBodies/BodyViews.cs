using Coc.Portal.Features.Reporting;

namespace Coc.Portal.Features.FindingBodies;

/// <summary>A body as the public directory shows it.</summary>
/// <param name="Kind">project, foundation, parent</param>
/// <param name="Handling">own, foundation</param>
/// <param name="Foundation">slug of who handles reports where the body does not itself</param>
public sealed record BodyView(string Slug, string Name, string Kind, string Handling, string? Foundation = null)
{
    public Within? AcknowledgeWithin { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    public IReadOnlyList<Responder> Responders { get; init; } = [];

    public IReadOnlyList<string> Contacts { get; init; } = [];

    public string? CodeLink { get; init; }

    /// <summary>What its responders meet, as codes.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    public bool IsProject => Kind == "project";

    /// <summary>Only what a browser can safely follow: others write it into the directory.</summary>
    public Uri? Code => Uri.TryCreate(CodeLink, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link : null;
}

/// <param name="Role">member, alternate</param>
public sealed record Responder(Guid Seat, string Role, string? Name);

/// <summary>One page of the list.</summary>
/// <param name="Query">the name searched for; empty: all</param>
/// <param name="Found">bodies in all that fit</param>
public sealed record BodyList(string Query, IReadOnlyList<BodyView> Shown, int Found, int Page, int Pages);
