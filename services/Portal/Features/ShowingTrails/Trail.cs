namespace Coc.Portal.Features.ShowingTrails;

/// <summary>What hangs together with one thing, as far as the visitor may see: steps in order, and why one stands before another.</summary>
public sealed record Trail(IReadOnlyList<TrailNode> Nodes, IReadOnlyList<TrailEdge> Edges);

/// <summary>One recorded step.</summary>
/// <param name="Kind">what happened, as a code</param>
/// <param name="Body">slug, or a register such as <c>*intake*</c></param>
/// <param name="What">the code again, and how it came out: <c>voted: yes</c></param>
public sealed record TrailNode(
    Guid Id, string Kind, string Body, DateTimeOffset At, string? What = null, TrailActor? By = null, string? CodeName = null, string? Rule = null, int? PolicyVersion = null, string? Hash = null)
{
    private const string Colon = ": ";

    /// <summary>How it came out; null where there is nothing to say.</summary>
    public string? Outcome => What?.IndexOf(Colon, StringComparison.Ordinal) is { } at and > 0 ? What[(at + Colon.Length)..] : null;
}

/// <summary>Who acted.</summary>
public sealed record TrailActor(Guid? Seat = null, string? Role = null);

/// <param name="Why">causedBy, follows, linked</param>
public sealed record TrailEdge(Guid From, Guid To, string Why);
