using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class TriggerEdgesTests
{
    private static CaseState Appealed(GivenCase given) => given.State with { AppealOf = new(Id(52), "astrolabe", Id(53), "accused", Rex, null, [], [], [], Monday) };

    [Fact]
    public void An_appeal_the_foundation_may_not_decide_goes_above_it_by_the_rule_of_appeals_and_from_a_project_by_none()
    {
        var foundation = Opened(Body(5, kind: "foundation")).Cleared();
        TransferTriggers.Of(Appealed(foundation)).ShouldBeEmpty();
        TransferTriggers.Of(Appealed(foundation) with { ExposureLikely = true }).ShouldBe([("P15", "meridian")], "counsel sees an exposure");
        TransferTriggers.Of(Appealed(Answered(Body(5, kind: "foundation"), ["soft", "soft", "soft", "hard", "hard"]))).ShouldBe([("P15", "meridian")], "nobody is clean");

        TransferTriggers.Of(Appealed(Opened().Cleared()) with { ExposureLikely = true }).ShouldBeEmpty();
        TransferTriggers.Of(Appealed(Opened(Body(5) with { Slug = "meridian", Kind = "parent", Parent = null }).Cleared()) with { ExposureLikely = true }).ShouldBeEmpty();
    }

    [Fact]
    public void Where_nobody_stands_above_nothing_is_due_and_whom_the_rules_named_gets_it()
    {
        var top = Opened(Body(5, kind: "foundation", policy: Policy() with { Arbiter = null }) with { Parent = null }).Cleared().State with { ExposureLikely = true };
        TransferTriggers.Of(top).ShouldBeEmpty();

        var foundation = Opened(Body(5, kind: "foundation")).Cleared().State with { ExposureLikely = true };
        TransferTriggers.Of(foundation).ShouldBe([("J5", "meridian")]);
        TransferTriggers.Of(foundation with { Evaluation = new JurisdictionEvaluation("quadrant", "J5", "exposure", [], [], Monday) }).ShouldBe([("J5", "quadrant")]);
        TransferTriggers.Of(foundation with { Evaluation = new JurisdictionEvaluation("quadrant", "J8", "tooFew", [], [], Monday) }).ShouldBe([("J5", "meridian")], "that was another rule");
    }

    [Fact]
    public void That_most_are_conflicted_is_counted_and_claimed_by_nobody()
    {
        TransferTriggers.Of(Opened().Cleared().State with { JurisdictionClaim = "J3" }).ShouldBeEmpty();
        TransferTriggers.Of(Opened().Cleared().State with { JurisdictionClaim = "J4" }).ShouldBe([("J4", "orrery")]);
    }
}
