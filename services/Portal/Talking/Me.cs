namespace Coc.Portal.Talking;

/// <summary>Who is signed in, and the seats they hold now (<c>GET /api/identity/me</c>).</summary>
public sealed record Me(Guid Id, string Name, IReadOnlyList<MySeat> Seats)
{
    private static readonly string[] Deciding = ["member", "alternate"];

    /// <summary>They read cases.</summary>
    private static readonly string[] Handling = [.. Deciding, "eventStaff"];

    private static readonly string[] Filing = [.. Handling, "liaison", "moderator"];

    private static readonly string[] AtOnce = [.. Handling, "moderator", "executor"];

    internal static Task<Me> AskAsync(Api api, CancellationToken cancellationToken) => api.GetAsync<Me>("/api/identity/me", cancellationToken);

    /// <summary>Bodies in which they decide.</summary>
    public IReadOnlyList<string> DecidesIn => BodiesOf(Deciding);

    /// <summary>Bodies whose cases they work on.</summary>
    public IReadOnlyList<string> HandlesIn => BodiesOf(Handling);

    /// <summary>Bodies to which they may bring a report for somebody else.</summary>
    public IReadOnlyList<string> FilesIn => BodiesOf(Filing);

    /// <summary>Bodies for which they may act before anything is decided (P9).</summary>
    public IReadOnlyList<string> ActsIn => BodiesOf(AtOnce);

    /// <summary>Keeps the directory; sees no case.</summary>
    public bool IsAdmin => Is("admin");

    /// <summary>Reads records, not content.</summary>
    public bool IsAuditor => Is("auditor");

    public bool Is(params string[] roles) => Seats.Any(s => roles.Contains(s.Role));

    public bool Holds(Guid seat) => Seats.Any(s => s.Id == seat);

    /// <summary>In the order of the seats, each once.</summary>
    public IReadOnlyList<string> BodiesOf(params string[] roles) => [.. Seats.Where(s => roles.Contains(s.Role)).Select(s => s.Body).Distinct()];

    public bool HasRole(string body, params string[] roles) => Seats.Any(s => s.Body == body && roles.Contains(s.Role));
}

/// <summary>A seat of theirs.</summary>
public sealed record MySeat(Guid Id, string Body, string Role, bool Chair = false, DateTimeOffset? TermEnd = null, string? Appointment = null)
{
    public bool Decides => Role is "member" or "alternate";
}

/// <summary>A page of a list of the API.</summary>
/// <param name="Next">cursor of the next page; null on the last</param>
public sealed record Listed<T>(IReadOnlyList<T> Items, string? Next = null);
