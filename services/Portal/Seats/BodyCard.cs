using Coc.Portal.Talking;

namespace Coc.Portal.Seats;

/// <summary>A body as everybody sees it.</summary>
/// <param name="Handling">own, foundation: whose seats act for it</param>
/// <param name="Foundation">null for one that stands on top itself</param>
public sealed record BodyCard(string Slug, string Name, string Kind, string Handling, string? Foundation = null)
{
    public Period? AcknowledgeWithin { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    public DateOnly? VerificationDue { get; init; }

    public IReadOnlyList<Responder> Responders { get; init; } = [];

    public IReadOnlyList<string> Contacts { get; init; } = [];

    public string? CodeLink { get; init; }

    public IReadOnlyList<string> Conditions { get; init; } = [];

    public bool IsServed => Handling == "foundation" && Foundation is not null;

    /// <summary>The body whose seats act.</summary>
    public string ActingSlug => IsServed ? Foundation! : Slug;

    internal static Task<BodyCard> OfAsync(Api api, string slug, CancellationToken cancellationToken) => api.GetAsync<BodyCard>($"/api/bodies/{Uri.EscapeDataString(slug)}", cancellationToken);

    /// <summary>The whole directory: there are hundreds, not millions, and pages of it are filtered by what the API has no filter for.</summary>
    internal static Task<IReadOnlyList<BodyCard>> AllAsync(Api api, CancellationToken cancellationToken) => api.AllAsync<BodyCard>("/api/bodies", cancellationToken);
}

/// <summary>A seat that decides.</summary>
public sealed record Responder(Guid Seat, string Role, string? Name = null);

/// <summary>A duration: one member is set.</summary>
public sealed record Period(int? Hours = null, int? Days = null, int? BusinessDays = null);
