using Coc.Portal.Talking;
using Coc.Portal.Features.GlancingAtBodies;
using Coc.Portal.Seats;

namespace Coc.Portal.Features.ForwardingReports;

/// <summary>What a seat sees of something it brought: that it is here, or that somebody took it up. Nothing later, and nothing of it.</summary>
/// <param name="As">forwarded, moderator, transcribed</param>
/// <param name="State">received, accepted</param>
public sealed record Forwarded(Guid Forwarding, string As, DateTimeOffset At, string State);

/// <summary>What a liaison sees of a project: who acts for it, and how long it took until what they brought was taken up.</summary>
public sealed record LiaisonSight(
    string Handler, IReadOnlyList<Responder>? Readers = null, int? Brought = null, int? Accepted = null, int? Overdue = null, double? MedianHoursToAccept = null, double? LongestHoursToAccept = null,
    HandOvers? HandOvers = null);

/// <summary>How many notices of other bodies are open; a liaison sees nothing of them.</summary>
public sealed record NoticeCount(int? Count = null);

/// <summary>One body for which the visitor may bring something.</summary>
public sealed record ForwardingDesk(BodyCard Body, IReadOnlyList<string> Ways, IReadOnlyList<Forwarded> Brought, LiaisonSight? Sight = null, int? Notices = null);

/// <summary>Who may bring a report in which way (api.md, "Seats and who may").</summary>
internal static class Ways
{
    private static readonly string[] Every = ["forwarded", "moderator", "transcribed"];

    public static IReadOnlyList<string> Of(Me me, string body) =>
        [.. me.Seats.Where(s => s.Body == body).SelectMany(s => s.Role switch
        {
            "member" or "alternate" => Every,
            "liaison" => ["forwarded"],
            "moderator" => ["moderator"],
            "eventStaff" => ["transcribed"],
            _ => [],
        }).Distinct()];
}

/// <summary>The answer to a report that was brought.</summary>
/// <param name="ClaimCode">with which the person who reported makes their own code</param>
internal sealed record Brought(Guid Forwarding, string ClaimCode)
{
    public override string ToString() => nameof(Brought);
}
