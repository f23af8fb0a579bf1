using Coc.Liaison.Domain.Jurisdiction;

namespace Coc.Unit.Liaison;

public sealed class JurisdictionTests
{
    public static TheoryData<string, string, string, string> Cases => new()
    {
        // facts, body, rule, because
        { "sextant", "sextant", "J1", "withinProject" },
        { "", "orrery", "J2", "noProject" },
        { "sextant astrolabe", "orrery", "J2", "severalProjects" },
        { "sextant majorityHard", "orrery", "J3", "majorityHard" },
        { "sextant halfHard", "sextant", "J1", "withinProject" },
        { "sextant threeOfSixHard", "sextant", "J1", "withinProject" },
        { "sextant fourOfSixHard", "orrery", "J3", "majorityHard" },
        { "sextant lawViolation", "orrery", "J4", "lawMayBeViolated" },
        { "sextant attorney", "sextant", "J1", "withinProject" },
        { "sextant exposure", "orrery", "J5", "exposureLikely" },
        { "gnomon", "orrery", "J6", "noResponders" },
        { "lonely", "orrery", "J6", "tooFewSeats" },
        { "pair", "pair", "J1", "withinProject" },
        { "sextant transferred", "orrery", "J7", "transferred" },
        { "gnomon oneLeftAtFoundation", "meridian", "J8", "tooFewSeats" },
        { "gnomon twoLeftAtFoundation", "orrery", "J6", "noResponders" },
        { "gnomon noCleanAtFoundation", "meridian", "J8", "panelTooSmall" },
        { "gnomon twoNotHardAtFoundation", "meridian", "J8", "panelTooSmall" },
        { "gnomon threeNotHardAtFoundation", "orrery", "J6", "noResponders" },
        { "sextant oneLeftAtFoundation", "sextant", "J1", "withinProject" },
        { "gnomon oneLeftAtFoundation noParent", "orrery", "J6", "noResponders" },
        { "sextant otherCommunities", "orrery", "J9", "otherCommunities" },
        { "sextant otherCommunities staffedParent", "meridian", "J9", "otherCommunities" },
        { "sextant otherCommunities oneAtParent", "orrery", "J9", "otherCommunities" },
        { "sextant otherCommunities twoAtParent", "meridian", "J9", "otherCommunities" },
        { "sextant parentEvent staffedParent", "meridian", "J10", "parentEvent" },
        { "parentEvent staffedParent bothCodes", "meridian", "J10", "jointEvent" },
        { "gnomon oneLeftAtFoundation outsideArbiter", "arbiter", "J8", "tooFewSeats" },
        { "gnomon oneLeftAtFoundation staffedParent outsideArbiter", "meridian", "J8", "tooFewSeats" },
        { "gnomon oneLeftAtFoundation lonelyArbiter", "meridian", "J8", "tooFewSeats" },
        { "sextant parentEvent", "orrery", "J10", "parentEvent" },
        { "sextant otherEvent", "orrery", "J11", "otherEvent" },
        { "sextant addressedToFoundation", "orrery", "J12", "addressedToFoundation" },
        { "gnomon addressedToFoundation", "orrery", "J6", "noResponders" },
        { "sextant astrolabe addressedToFoundation", "orrery", "J2", "severalProjects" },
    };

    // After a hand-over, in the order of the rules that gave the case to who has it now; then what takes it away again, on both sides of each edge.
    public static TheoryData<string, string, string, string> HandOvers => new()
    {
        { "sextant at:orrery from:sextant", "orrery", "J7", "transferred" },
        { "sextant at:orrery from:sextant under:J3", "orrery", "J7", "transferred" },
        { "sextant at:orrery from:meridian", "orrery", "J7", "transferred" },
        { "sextant at:orrery", "sextant", "J1", "withinProject" }, // nobody transferred it: it is to go down
        { "sextant at:astrolabe from:sextant", "sextant", "J1", "withinProject" }, // from project to project is not up

        { "sextant at:sextant from:orrery under:J12", "sextant", "J12", "handedDown" },
        { "sextant at:sextant from:meridian under:J12", "sextant", "J12", "handedDown" },
        { "sextant at:sextant from:arbiter under:J12 outsideArbiter", "sextant", "J12", "handedDown" },
        { "sextant addressedToFoundation at:sextant from:orrery under:J12", "sextant", "J12", "handedDown" },
        { "sextant addressedToFoundation at:sextant from:astrolabe", "sextant", "J1", "withinProject" },
        { "sextant halfHard at:sextant from:orrery under:J12", "sextant", "J12", "handedDown" },
        { "sextant majorityHard at:sextant from:orrery under:J12", "orrery", "J3", "majorityHard" },
        { "sextant attorney at:sextant from:orrery under:J12", "sextant", "J12", "handedDown" },
        { "sextant lawViolation at:sextant from:orrery under:J12", "orrery", "J4", "lawMayBeViolated" },
        { "sextant exposure at:sextant from:orrery under:J12", "orrery", "J5", "exposureLikely" },
        { "sextant astrolabe at:sextant from:orrery under:J12", "orrery", "J2", "severalProjects" },
        { "pair at:pair from:orrery under:J12", "pair", "J12", "handedDown" },
        { "lonely at:lonely from:orrery under:J12", "orrery", "J6", "tooFewSeats" },

        { "sextant exposure at:orrery from:sextant", "meridian", "J5", "exposureLikely" }, // the foundation's own counsel
        { "sextant astrolabe exposure at:orrery", "meridian", "J5", "exposureLikely" },
        { "sextant astrolabe at:orrery", "orrery", "J2", "severalProjects" },
        { "sextant astrolabe exposure at:orrery noParent", "orrery", "J2", "severalProjects" },
        { "sextant exposure", "orrery", "J5", "exposureLikely" },

        { "sextant at:meridian from:orrery under:J8", "meridian", "J8", "handedUp" },
        { "sextant astrolabe at:meridian from:orrery under:J8", "meridian", "J8", "handedUp" },
        { "sextant lawViolation at:meridian from:orrery under:J8", "meridian", "J8", "handedUp" },
        { "gnomon at:meridian from:orrery under:P1", "meridian", "J8", "handedUp" },
        { "sextant at:meridian from:sextant under:P1", "meridian", "J8", "handedUp" },
        { "sextant at:meridian from:orrery under:J5", "meridian", "J5", "exposureLikely" },
        { "gnomon at:meridian", "orrery", "J6", "noResponders" }, // it was never handed over
        { "sextant otherCommunities staffedParent at:meridian from:orrery", "meridian", "J9", "otherCommunities" },
        { "sextant otherCommunities at:meridian from:orrery", "meridian", "J8", "handedUp" },
        { "sextant otherEvent at:meridian from:orrery", "meridian", "J8", "handedUp" },
        { "gnomon at:arbiter from:meridian outsideArbiter staffedParent", "arbiter", "J8", "handedUp" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(HandOvers))]
    public void The_first_rule_that_holds_names_the_body(string facts, string body, string rule, string because)
    {
        var verdict = Jurisdiction.Evaluate(Given(facts));

        (verdict.Body, verdict.Rule, verdict.Because).ShouldBe((body, rule, because));
        verdict.Rules.Single(r => r.Rule == rule).Holds.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [MemberData(nameof(HandOvers))]
    public void Every_rule_explains_itself(string facts, string body, string rule, string because)
    {
        var verdict = Jurisdiction.Evaluate(Given(facts));

        _ = (body, rule, because);
        verdict.Rules.Select(r => r.Rule).ShouldBe(Enumerable.Range(1, 12).Select(i => $"J{i}"));
        verdict.Rules.ShouldAllBe(r => Coc.Cases.Features.ReadingCases.RuleWords.Sentences.ContainsKey(r.Code)); // a case says it in words too
        verdict.Rules.ShouldAllBe(r => r.Because.StartsWith(r.Holds ? "holds because " : "does not hold because ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("parentEvent staffedParent bothCodes", "orrery")]
    [InlineData("parentEvent staffedParent", null)] // the event's code alone
    [InlineData("parentEvent bothCodes", null)] // nobody at the parent: the foundation alone
    [InlineData("otherEvent staffedParent bothCodes", null)] // J11
    [InlineData("parentEvent staffedParent bothCodes otherCommunities", null)] // J9: the parent alone
    [InlineData("parentEvent staffedParent bothCodes oneLeftAtFoundation", null)] // J8: the parent alone
    [InlineData("parentEvent staffedParent bothCodes twoNotHardAtFoundation", null)]
    [InlineData("parentEvent staffedParent bothCodes threeNotHardAtFoundation", "orrery")]
    public void Exactly_one_body_is_competent_or_two_jointly_and_both_are_named(string facts, string? second)
    {
        var verdict = Jurisdiction.Evaluate(Given(facts));

        verdict.JointWith.ShouldBe(second);
        verdict.Body.ShouldNotBe(verdict.JointWith);
        if (second is not null)
        {
            verdict.Rules.Single(r => r.Rule == "J10").Because.ShouldBe("holds because it happened at an event the parent produces and the foundation's code applies too: meridian and orrery have it jointly");
        }
    }

    [Fact]
    public void J1_gives_way_to_the_rules_named_in_its_text()
    {
        var j1 = Jurisdiction.Evaluate(Given("sextant lawViolation")).Rules.Single(r => r.Rule == "J1");

        (j1.Holds, j1.Code).ShouldBe((false, "overruled"));
    }

    [Fact]
    public void A_small_share_of_the_answers_is_no_reason_to_leave_the_project() =>
        Jurisdiction.Evaluate(Given("sextant halfHard")).Rules.Single(r => r.Rule == "J3").Because.ShouldBe("does not hold because 2 of 4 seats of the project have a hard conflict");

    private static Facts Given(string words)
    {
        var facts = new Facts(new("orrery", 8), new("meridian", 0), []);
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            facts = word switch
            {
                _ when word.StartsWith("at:", StringComparison.Ordinal) => facts with { Owner = new(word[3..], word[3..] is not ("orrery" or "meridian" or "arbiter")) },
                _ when word.StartsWith("from:", StringComparison.Ordinal) => facts with { TransferredBy = word[5..] },
                _ when word.StartsWith("under:", StringComparison.Ordinal) => facts with { TransferredUnder = word[6..] },
                "sextant" or "astrolabe" => facts with { Projects = [.. facts.Projects, new(word, true, 5)] },
                "gnomon" => facts with { Projects = [.. facts.Projects, new(word, false, 0)] },
                "lonely" => facts with { Projects = [.. facts.Projects, new(word, true, 1)] },
                "pair" => facts with { Projects = [.. facts.Projects, new(word, true, 2)] },
                "threeOfSixHard" => facts with { ProjectConflicts = new(3, 6, 3) },
                "fourOfSixHard" => facts with { ProjectConflicts = new(4, 6, 2) },
                "twoLeftAtFoundation" => facts with { Foundation = new("orrery", 2) },
                "oneAtParent" => facts with { Parent = new("meridian", 1) },
                "twoAtParent" => facts with { Parent = new("meridian", 2) },
                "majorityHard" => facts with { ProjectConflicts = new(3, 5, 2) },
                "halfHard" => facts with { ProjectConflicts = new(2, 4, 2) },
                "lawViolation" => facts with { RiskFactors = ["suspectedLawViolation"] },
                "attorney" => facts with { RiskFactors = ["attorneyHired"] },
                "exposure" => facts with { ExposureLikely = true },
                "transferred" => facts with { TransferredBy = "sextant" },
                "oneLeftAtFoundation" => facts with { Foundation = new("orrery", 1) },
                "noCleanAtFoundation" => facts with { FoundationConflicts = new(2, 5, 0) },
                "twoNotHardAtFoundation" => facts with { FoundationConflicts = new(3, 5, 2) },
                "threeNotHardAtFoundation" => facts with { FoundationConflicts = new(2, 5, 1) },
                "noParent" => facts with { Parent = null },
                "staffedParent" => facts with { Parent = new("meridian", 3) },
                "otherCommunities" => facts with { OtherCommunities = true },
                "parentEvent" => facts with { EventProducer = "parent" },
                "bothCodes" => facts with { FoundationCodeApplies = true },
                "outsideArbiter" => facts with { Arbiter = new("arbiter", 2) },
                "lonelyArbiter" => facts with { Arbiter = new("arbiter", 1) },
                "otherEvent" => facts with { EventProducer = "other" },
                "addressedToFoundation" => facts with { AddressTo = "orrery" },
                _ => throw new ArgumentException(word, nameof(words)),
            };
        }

        return facts;
    }
}
