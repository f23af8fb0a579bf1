using System.Collections.Immutable;
using Coc.Contracts.Liaison;
using Coc.Contracts.Sanctions;

namespace Coc.Liaison.Domain.Routing;

/// <summary>How one report finds its body. The stream's id is the report's.</summary>
internal abstract record RoutingEvent
{
    private RoutingEvent()
    {
    }

    /// <param name="Kind">report, retaliation, complaint; null from before that was told</param>
    /// <param name="AboutBody">of a complaint: the body that had the report it is about</param>
    /// <param name="AddressedSeat">the seat the reporter wrote to (R2)</param>
    internal sealed record ReportNoted(
        Guid Report, Guid Incident, DateTimeOffset ReceivedAt, string Urgency, IReadOnlyList<string> Projects, string? Event, bool OtherCommunities, string? AddressTo,
        string? Kind = null, Guid? FollowsUp = null, string? AboutBody = null, Guid? AddressedSeat = null) : RoutingEvent;

    internal sealed record SubjectsNoted(IReadOnlyList<IdentifiedSubject> Subjects) : RoutingEvent;

    /// <param name="Rules">the rules that held</param>
    /// <param name="JointWith">the second body, where two have it together (J10)</param>
    /// <param name="Explained">every rule, and the code of why it holds or does not</param>
    /// <param name="Notes">where a project's own text contradicts a rule that holds; null from before that was recorded here</param>
    internal sealed record ReportRouted(
        Guid Report, string To, string Rule, string Because, IReadOnlyList<string> Rules, DateTimeOffset ReceivedAt, string Urgency, IReadOnlyList<string> Projects,
        string? Event, IReadOnlyList<IdentifiedSubject> Subjects, IReadOnlyList<EvaluatedRule>? Explained = null, string? JointWith = null,
        string? Kind = null, Guid? FollowsUp = null, IReadOnlyList<PolicyNote>? Notes = null) : RoutingEvent;
}

/// <summary>What is known of a report.</summary>
internal sealed record RoutingState(RoutingEvent.ReportNoted? Report, ImmutableArray<IdentifiedSubject>? Subjects, RoutingEvent.ReportRouted? Routed)
{
    public static RoutingState Nothing { get; } = new(null, null, null);

    /// <summary>Both halves are there and nobody has routed it yet.</summary>
    public bool IsDue => Report is not null && Subjects is not null && Routed is null;

    public static RoutingState Evolve(RoutingState state, RoutingEvent e) => e switch
    {
        RoutingEvent.ReportNoted noted => state with { Report = noted },
        RoutingEvent.SubjectsNoted noted => state with { Subjects = [.. noted.Subjects] },
        RoutingEvent.ReportRouted routed => state with { Routed = routed },
        _ => throw new InvalidOperationException($"{e.GetType().Name} is not known here."),
    };
}
