namespace Coc.Liaison.Domain.Jurisdiction;

/// <summary>
/// The jurisdiction rules J1 to J12 as one table, in the order in which they decide: the first that holds and names a body wins, J5 and J8 then move
/// on what the foundation must not, or cannot, keep. After a hand-over the rule that gave the case to its owner holds by that. Codes are recorded and travel; sentences are for people.
/// </summary>
internal static class Rules
{
    private const int PanelClean = 1;
    private const int PanelNotHard = 3;

    public static IReadOnlyList<Rule> Table { get; } =
    [
        new("J9", f => f.OtherCommunities, UpIfStaffed,
            f => new("otherCommunities", "communities outside the foundation are affected"),
            f => new("onlyFoundation", "no community outside the foundation is affected")),
        new("J10", f => f.EventProducer == "parent", HalfOrParent,
            f => f is { Parent: not null, Joint: not null } || IsJoint(f)
                ? new("jointEvent", $"it happened at an event the parent produces and the foundation's code applies too: {f.Parent!.Slug} and {f.Foundation.Slug} have it jointly")
                : new("parentEvent", "it happened at an event the parent produces"),
            f => new("noParentEvent", "no event the parent produces is named")),
        new("J11", f => f.EventProducer == "other", ToFoundation,
            f => new("otherEvent", "it happened at an event the parent does not produce"),
            f => new("noOtherEvent", "no event of another producer is named")),
        new("J2", f => f.Projects.Count != 1, ToFoundation,
            f => f.Projects.Count == 0 ? new("noProject", "no single project is concerned") : new("severalProjects", $"{f.Projects.Count} projects are concerned"),
            f => new("oneProject", $"only {f.Projects[0].Slug} is concerned")),
        new("J3", f => f.ProjectConflicts is { } c && c.Hard * 2 > c.Of, ToFoundation,
            f => new("majorityHard", $"{f.ProjectConflicts!.Hard} of {f.ProjectConflicts.Of} seats of the project have a hard conflict"),
            f => f.ProjectConflicts is { } c ? new("noMajorityHard", $"{c.Hard} of {c.Of} seats of the project have a hard conflict") : new("notAnswered", "no conflict answers are known")),
        new("J4", f => f.RiskFactors.Contains(RiskFactors.SuspectedLawViolation), ToFoundation,
            f => new("lawMayBeViolated", "laws or regulations may have been violated"),
            f => new("noLawViolation", "nobody noted that laws or regulations may have been violated")),
        new("J5", f => f.ExposureLikely || (f.HandedBeyond && f.TransferredUnder == "J5"), ByExposure,
            f => new("exposureLikely", "counsel holds legal exposure likely"),
            f => new("noExposure", "counsel has not called legal exposure likely")),
        new("J7", f => f.HandedUp, ToFoundation,
            f => new("transferred", $"{f.TransferredBy} transferred the case"),
            f => new("notTransferred", "nobody transferred the case up")),
        new("J6", f => f.OneProject is { HasResponders: false }, ToFoundation,
            f => f.OneProject!.OwnHandling
                ? new("tooFewSeats", $"{f.OneProject.Slug} has fewer than two seats that can take this report")
                : new("noResponders", $"{f.OneProject.Slug} has no committee of its own"),
            f => f.OneProject is { } p ? new("ownResponders", $"{p.Slug} has responders of its own") : new("notOneProject", "it does not concern exactly one project")),
        new("J12", f => f.HandedDown || IsToBeHandedDown(f), f => f.HandedDown ? f.Owner!.Slug : f.Foundation.Slug,
            f => f.HandedDown
                ? new("handedDown", $"it lies within {f.OneProject!.Slug} and {f.TransferredBy} handed it down")
                : new("addressedToFoundation", $"it lies within {f.OneProject!.Slug} but was addressed to {f.Foundation.Slug}, which hands it down"),
            f => new("notAddressedToFoundation", "it was not addressed to the foundation for a matter of one project with responders")),
        new("J1", f => f.OneProject is { HasResponders: true }, f => f.OneProject!.Slug,
            f => new("withinProject", $"it lies entirely within {f.OneProject!.Slug}, which has responders of its own"),
            f => new("notWithinProject", "it does not lie within one project that has responders of its own")) { UnlessAnyOf = ["J2", "J3", "J4", "J5"] },
        new("J8", f => f.HandedBeyond || LacksPanel(f), f => f.HandedBeyond ? f.Owner!.Slug : AboveFoundation(f),
            f => f.HandedBeyond ? new("handedUp", $"{f.TransferredBy} handed it up to {f.Owner!.Slug}")
                : f.FoundationConflicts is { } c
                ? new("panelTooSmall", $"of {c.Of} seats of {f.Foundation.Slug} {c.Clean} are without conflict and {c.NotHard} without a hard one")
                : new("tooFewSeats", $"{f.Foundation.Slug} has fewer than two seats that can take this report"),
            f => new("panelPossible", $"{f.Foundation.Slug} can form a panel")),
    ];

    /// <summary>Parent and foundation have it together: each under its own code (domain.md 2.2).</summary>
    public static bool IsJoint(Facts f) => f is { EventProducer: "parent", FoundationCodeApplies: true, Parent.HasResponders: true } && !LacksPanel(f);

    /// <summary>Less than one seat without any conflict, or than three without a hard one (J8).</summary>
    public static bool IsPanelTooSmall(ConflictFact? answers) => answers is { } c && (c.Clean < PanelClean || c.NotHard < PanelNotHard);

    // The parent; when it cannot either, or has the other half of it already, the outside arbiter that is named (P7). Without one the parent has both: nothing is left lying.
    private static string? AboveFoundation(Facts f) =>
        f.Arbiter is { HasResponders: true } arbiter && (f.Parent?.HasResponders != true || f.Joint?.Body == f.Parent.Slug) ? arbiter.Slug : f.Parent?.Slug;

    // Each half has its own body: who leads keeps it, or the outside arbiter where nobody is left there; never the body that has the other half.
    private static string? HalfOrParent(Facts f) => f switch
    {
        { Joint: { Leads: true } half, Owner: { } owner } => f.Parent?.HasResponders == false && owner.Slug == f.Parent.Slug && f.Arbiter is { HasResponders: true } arbiter && arbiter.Slug != half.Body ? arbiter.Slug : owner.Slug,
        { Joint: not null } => f.Foundation.Slug,
        _ => UpIfStaffed(f),
    };

    private static bool LacksPanel(Facts f) =>
        !f.Foundation.HasResponders || IsPanelTooSmall(f.FoundationConflicts);

    private static string ToFoundation(Facts f) => f.Foundation.Slug;

    // What a project's counsel warns of goes to the foundation, what the foundation's own warns of to the parent.
    private static string ByExposure(Facts f) => f.Owner switch
    {
        null or { IsProject: true } => f.Foundation.Slug,
        { Slug: var owner } when owner == f.Foundation.Slug => (f.Joint is null ? f.Parent?.Slug : AboveFoundation(f)) ?? owner,
        { Slug: var above } => above,
    };

    // Once a project has it, whom the reporter had addressed says nothing any more.
    private static bool IsToBeHandedDown(Facts f) => f.AddressTo == f.Foundation.Slug && f.OneProject is { HasResponders: true } && f.Owner is not { IsProject: true };

    // A parent nobody has a deciding seat in cannot take a report; the foundation takes it and tells the parent (joint jurisdiction).
    private static string? UpIfStaffed(Facts f) => f.Parent is { HasResponders: true } parent ? parent.Slug : f.Foundation.Slug;
}

/// <summary>One rule of the table.</summary>
/// <param name="Holds">does its condition hold?</param>
/// <param name="Body">who has it then; null when there is no such body</param>
/// <param name="HoldsBecause">why, when it does</param>
/// <param name="DoesNotBecause">why, when it does not</param>
internal sealed record Rule(string Name, Func<Facts, bool> Holds, Func<Facts, string?> Body, Func<Facts, Reason> HoldsBecause, Func<Facts, Reason> DoesNotBecause)
{
    /// <summary>Rules that take precedence by the text of the rule itself.</summary>
    public IReadOnlyList<string> UnlessAnyOf { get; init; } = [];
}

/// <summary>Why a rule holds or does not: a code that may travel, and a sentence of slugs and counts.</summary>
internal sealed record Reason(string Code, string Sentence);
