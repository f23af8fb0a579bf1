using Coc.Contracts.Liaison;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>What the rules of jurisdiction say, for people: on the bus and in the log are codes (R14).</summary>
internal static class RuleWords
{
    public static IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["withinProject"] = "it lies entirely within one project that has responders of its own",
        ["notWithinProject"] = "it does not lie within one project that has responders of its own",
        ["overruled"] = "another rule takes precedence by its own text",
        ["noProject"] = "no single project is concerned",
        ["severalProjects"] = "several projects are concerned",
        ["oneProject"] = "only one project is concerned",
        ["majorityHard"] = "most seats of the project have a hard conflict",
        ["noMajorityHard"] = "not more than half of the project's seats have a hard conflict",
        ["notAnswered"] = "no conflict answers are known",
        ["lawMayBeViolated"] = "laws or regulations may have been violated",
        ["noLawViolation"] = "nobody noted that laws or regulations may have been violated",
        ["exposureLikely"] = "counsel holds legal exposure likely",
        ["noExposure"] = "counsel has not called legal exposure likely",
        ["tooFewSeats"] = "the body has fewer than two seats that can take this report",
        ["noResponders"] = "the project has no committee of its own",
        ["ownResponders"] = "the project has responders of its own",
        ["notOneProject"] = "it does not concern exactly one project",
        ["transferred"] = "another body transferred the case",
        ["notTransferred"] = "nobody transferred the case up",
        ["handedUp"] = "a body below handed it up",
        ["panelTooSmall"] = "the foundation has not one seat without any conflict and three without a hard one",
        ["panelPossible"] = "the foundation can form a panel",
        ["otherCommunities"] = "communities outside the foundation are affected",
        ["onlyFoundation"] = "no community outside the foundation is affected",
        ["parentEvent"] = "it happened at an event the parent produces",
        ["jointEvent"] = "it happened at an event the parent produces and the foundation's code applies too: both have it jointly",
        ["noParentEvent"] = "no event the parent produces is named",
        ["otherEvent"] = "it happened at an event the parent does not produce",
        ["noOtherEvent"] = "no event of another producer is named",
        ["handedDown"] = "it lies within one project and a body above handed it down",
        ["addressedToFoundation"] = "it lies within one project but was addressed to the foundation, which hands it down",
        ["aboveThoseConcerned"] = "it is a complaint about handling, and the body stands above the one it is about",
        ["unconcernedSeats"] = "it is a complaint about handling that nobody above can take, and these seats had no part in the matter",
        ["nobodyUnconcerned"] = "it is a complaint about handling, and nobody who had no part in the matter can take it yet",
        ["complaintStays"] = "a complaint about handling stays with those who had no part in the matter",
        ["arbiterOverruled"] = "an arbiter overruled it for this case",
        ["arbiterSettled"] = "an arbiter left the case here, and no rule that was not overruled gives it to another body",
        ["appealStays"] = "an appeal is decided by nobody who was asked to handle the first case, and this body can",
        ["appealMovesUp"] = "an appeal goes to the next body above when this one cannot form a panel that had no part in the first case, or must not keep it",
        ["appealHasNobodyAbove"] = "an appeal stays where it is when no body above can take it",
        ["notAddressedToFoundation"] = "it was not addressed to the foundation for a matter of one project with responders",
    };

    public static object Explain(EvaluatedRule rule) => new
    {
        rule.Rule, rule.Holds, Code = rule.Because,
        Because = rule is { Body: { } arbiter, At: { } at } ? $"does not hold: overruled by the arbiter of {arbiter} on {at:yyyy-MM-dd}"
            : $"{(rule.Holds ? "holds" : "does not hold")} because {Sentences.GetValueOrDefault(rule.Because, rule.Because)}",
        By = rule.Body, rule.At,
    };
}
