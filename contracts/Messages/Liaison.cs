namespace Coc.Contracts.Liaison;

/// <summary>A body is in the directory, or changed there. Project names are fetched, not carried.</summary>
/// <param name="Kind">project, foundation, parent</param>
/// <param name="Handling">own, foundation</param>
/// <param name="Foundation">slug of the foundation that serves it (its own slug for the foundation)</param>
/// <param name="Parent">slug of the foundation's parent</param>
public sealed record BodyListed(Origin Origin, string Slug, string Kind, string Handling, string Foundation, string? Parent) : IIntegrationMessage;

/// <summary>An event (a gathering of people) is in the register, or changed there; reports may name it by its slug.</summary>
public sealed record EventListed(Origin Origin, string Slug) : IIntegrationMessage;

/// <summary>A seat is in force from now.</summary>
public sealed record SeatFilled(
    Origin Origin, Guid Seat, string Slug, Guid Account, string Role, bool Chair, string Appointment, int Order, DateTimeOffset? TermEnd) : IIntegrationMessage;

/// <summary>A seat ended; access ends at once everywhere.</summary>
public sealed record SeatEnded(Origin Origin, Guid Seat, string Slug, Guid Account) : IIntegrationMessage;

/// <summary>Jurisdiction is determined. Cases pulls seats and policy of the body from Liaison over the service channel (who was set aside never travels).</summary>
/// <param name="Rule">the rule that decided, J1…J12; P21 for a complaint about handling</param>
/// <param name="Because">code of the reason, e.g. tooFewSeats, noResponders, severalProjects</param>
/// <param name="Kind">report, retaliation, complaint; absent in routings from before that was told</param>
/// <param name="FollowsUp">the reporter's earlier report it comes from</param>
/// <param name="JointWith">slug of the second body where two have it together, each in a case of its own (J10)</param>
/// <param name="Explained">J1 to J12, each with its reason's code; absent in routings from before that was told</param>
/// <param name="Contradictions">where a project's own text says otherwise than a rule that holds; absent in routings from before that was told</param>
public sealed record ReportRouted(
    Origin Origin, Guid Report, string To, string Rule, string Because, DateTimeOffset ReceivedAt, string Urgency, IReadOnlyList<string> Projects, string? Event,
    IReadOnlyList<Sanctions.IdentifiedSubject> Subjects, IReadOnlyList<EvaluatedRule>? Explained = null, string? JointWith = null,
    string? Kind = null, Guid? FollowsUp = null, IReadOnlyList<PolicyNote>? Contradictions = null) : IIntegrationMessage;

/// <summary>The jurisdiction rules were evaluated again for a case (R14). Cases stores it; a human confirms.</summary>
/// <param name="Body">the body that has the case by these rules</param>
/// <param name="Because">code of the decisive rule's reason</param>
/// <param name="Rules">J1 to J12, each with its reason's code</param>
public sealed record JurisdictionEvaluated(
    Origin Origin, Guid Case, string Body, string Rule, string Because, IReadOnlyList<EvaluatedRule> Rules, IReadOnlyList<PolicyNote> Contradictions) : IIntegrationMessage;

/// <summary>What one rule says, and the code of why.</summary>
/// <param name="Body">of a rule that is overruled for this case: slug of the arbiter's body</param>
/// <param name="At">… and when it said so</param>
public sealed record EvaluatedRule(string Rule, bool Holds, string Because, string? Body = null, DateTimeOffset? At = null);

/// <summary>A project's own text contradicts the foundation's rule, which wins; both with the version of their policy.</summary>
/// <param name="Says">who decides by the project's text: a slug or a code</param>
/// <param name="Wins">who decides by the foundation's</param>
public sealed record PolicyNote(string Rule, string Project, int ProjectPolicy, string Says, string Foundation, int FoundationPolicy, string Wins);
