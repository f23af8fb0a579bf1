using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>How far a case has come (api.md "States"); the order is the usual one.</summary>
internal enum CaseStage
{
    Received,
    ConflictScreening,
    Acknowledged,
    Triaged,
    Investigating,
    Deliberating,
    AwaitingLegal,
    Decided,
    Communicated,
    Executing,
    Monitoring,
    Closed,
}

/// <summary>What a seat said about itself, or what two softs or the majority made of it.</summary>
internal enum Conflict
{
    Unanswered,
    None,
    Soft,
    Hard,
}

/// <summary>How sure the committee is who somebody is (P22).</summary>
internal enum Identification
{
    Unknown,
    Claimed,
    Confirmed,
}

/// <summary>A report this case was opened for or that was linked to it.</summary>
/// <param name="Kind">report, retaliation, complaint; null from before that was told</param>
internal sealed record CaseReport(Guid Report, DateTimeOffset ReceivedAt, string? Channel, string? Kind = null)
{
    /// <summary>It is about how somebody handled a report, not about somebody's conduct (P21).</summary>
    public bool IsComplaint() => Kind == "complaint";
}

/// <summary>A person the case is about, by id and by the code name this body uses.</summary>
internal sealed record CaseSubject(Guid Person, string CodeName, Identification Identification);

/// <summary>What was found about one person; nobody is named where nobody was identified.</summary>
internal sealed record Finding(Guid? Person, string Outcome, string? Category)
{
    public const string Violation = "violation";

    public bool IsViolation => Outcome == Violation;
}

/// <summary>Where a measure holds.</summary>
/// <param name="Bodies">null means all</param>
/// <param name="Spaces">empty means every space of the bodies</param>
internal sealed record Scope(IReadOnlyList<string>? Bodies, IReadOnlyList<string> Spaces);

/// <summary>One remedy of a proposal.</summary>
/// <param name="Conditions">as stated, JSON; they never leave the panel and the person (P14)</param>
/// <param name="Steps">as stated, JSON</param>
internal sealed record Remedy(
    Guid Person, string Type, Scope Scope, DateTimeOffset From, DateTimeOffset? Until, bool Permanent, string Readmission, bool PublicNaming,
    DateTimeOffset? CountsAsPriorUntil, Sensitive<string>? Conditions, Sensitive<string>? Steps)
{
    // From noContact to contentRemoval: these become sanctions (api.md "Decision").
    private static readonly string[] LimitingTypes =
        ["noContact", "temporaryLimit", "suspension", "roleRemoval", "eventBan", "ban", "contentRemoval"];

    // A ban of a decade outlasts every term, review and memory of the bodies that would have to end it.
    private const int YearsNobodyMeans = 10;

    public bool Limits => LimitingTypes.Contains(Type);

    /// <summary>
    /// What it is counts, not what it is called (R42): it limits somebody and has no end, or one so far away that nobody means it. To take something down is done once and lasts by itself.
    /// </summary>
    public bool IsForGood => Limits && (Permanent || IsEndless(Type, From, Until));

    public static bool IsEndless(string? type, DateTimeOffset from, DateTimeOffset? until) => type != "contentRemoval" && (until is not { } end || end > from.AddYears(YearsNobodyMeans));

    public bool LongerThanTwoMonths => Limits && Until is { } until && until > From.AddMonths(2);
}

/// <summary>The voted offer to other bodies (P18); null <paramref name="To"/> means all.</summary>
internal sealed record Offer(IReadOnlyList<string>? To, string Because, DateTimeOffset AnswerBy);

/// <summary>Three texts, never one (P24).</summary>
internal sealed record Rationale(Sensitive<string> ForPanel, Sensitive<string>? ForAccused, Sensitive<string>? ForReporter);

/// <summary>What a proposal would decide.</summary>
/// <param name="AppealOutcome">uphold, change, overturn, where an appeal is decided (P15)</param>
/// <param name="NotToldFirstBecause">danger, tampering, notReachable; null when the person is told before anything is carried out (P2)</param>
internal sealed record DecisionContent(
    IReadOnlyList<Finding> Findings, IReadOnlyList<Remedy> Remedies, Offer? Offer, string? NotToldFirstBecause, Rationale Rationale, string? AppealOutcome = null)
{
    public bool IsPermanent => Remedies.Any(r => r.IsForGood);
}

/// <summary>A limiting remedy of a recorded decision under the id of the sanction it becomes.</summary>
/// <param name="Conditions">types of what is asked of the person, in their order (P14); null: nothing, or from before that was told</param>
internal sealed record Measure(
    Guid Sanction, Guid Person, string Type, Scope Scope, DateTimeOffset From, DateTimeOffset? Until, string Readmission, string Category,
    DateTimeOffset? CountsAsPriorUntil, IReadOnlyList<string>? Conditions = null);

/// <summary>A text that travels with a case to its next owner, encrypted anew there.</summary>
internal sealed record CarriedText(string Kind, DateTimeOffset At, Guid? Person, Sensitive<string> Text);
