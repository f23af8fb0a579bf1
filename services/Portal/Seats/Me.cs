using Coc.Portal.Talking;

namespace Coc.Portal.Seats;

/// <summary>Who is signed in, and the seats they hold now.</summary>
public sealed record Me(Guid Id, string Name, IReadOnlyList<MySeat> Seats)
{
    /// <summary>Keeps the directory; sees no case.</summary>
    public bool IsAdmin => Holds("admin");

    /// <summary>Reads records, not content.</summary>
    public bool IsAuditor => Holds("auditor");

    /// <summary>Bodies in which I decide, each once.</summary>
    public IReadOnlyList<string> DecidingBodies => [.. Seats.Where(s => s.Decides).Select(s => s.Body).Distinct()];

    public bool Holds(string role) => Seats.Any(s => s.Role == role);

    /// <summary>Decides in the body whose seats act for this one.</summary>
    public bool DecidesFor(BodyCard body) => Seats.Any(s => s.Decides && s.Body == body.ActingSlug);

    /// <summary>May say what is to change there; another seat confirms it. The API has the last word.</summary>
    public bool ProposesFor(BodyCard body) => IsAdmin || Seats.Any(s => s is { Decides: true, Chair: true } && s.Body == body.ActingSlug);

    /// <summary>May read seats and rules in full.</summary>
    public bool ReadsAllOf(BodyCard body) => IsAdmin || IsAuditor || DecidesFor(body);

    internal static Task<Me> OfAsync(Api api, CancellationToken cancellationToken) => api.GetAsync<Me>("/api/identity/me", cancellationToken);
}

/// <summary>One of my seats, as far as Identity knows it.</summary>
public sealed record MySeat(Guid Id, string Body, string Role, string? Appointment = null, bool Chair = false, DateTimeOffset? TermEnd = null)
{
    public bool Decides => Role is "member" or "alternate";
}
