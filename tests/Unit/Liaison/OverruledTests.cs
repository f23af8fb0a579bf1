using Coc.Liaison.Domain.Jurisdiction;

namespace Coc.Unit.Liaison;

/// <summary>R17: a rule an arbiter overruled for a case does not hold there, and says so; what it had taken away stays with its owner.</summary>
public sealed class OverruledTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Facts AtSextant = new(new("orrery", 5), new("meridian", 2), [new("sextant", true, 5)]) { Owner = new("sextant", true) };

    [Theory]
    [InlineData("J3", "sextant", "J1")]
    [InlineData("J4", "sextant", "J1")]
    [InlineData("J5", "sextant", "J1")]
    public void It_does_not_hold_and_what_it_barred_holds_again(string rule, string body, string decisive)
    {
        var facts = AtSextant with { ProjectConflicts = rule == "J3" ? new(3, 5, 2) : null, RiskFactors = rule == "J4" ? [RiskFactors.SuspectedLawViolation] : [], ExposureLikely = rule == "J5" };
        Jurisdiction.Evaluate(facts).ShouldSatisfyAllConditions(v => v.Body.ShouldBe("orrery"), v => v.Rule.ShouldBe(rule));

        var verdict = Jurisdiction.Evaluate(facts with { Overruled = [new(rule, "meridian", Then)] });

        (verdict.Body, verdict.Rule).ShouldBe((body, decisive));
        var finding = verdict.Rules.Single(r => r.Rule == rule);
        (finding.Holds, finding.Code, finding.Because).ShouldBe((false, "arbiterOverruled", "does not hold: overruled by the arbiter of meridian on 2026-03-02"));
        (finding.Evaluated.Body, finding.Evaluated.At).ShouldBe(("meridian", Then));
    }

    [Fact]
    public void Where_no_other_rule_names_a_body_the_owner_has_it_by_the_arbiters_word()
    {
        var two = AtSextant with { Projects = [new("sextant", true, 5), new("astrolabe", true, 3)] };
        Jurisdiction.Evaluate(two).Rule.ShouldBe("J2");

        var verdict = Jurisdiction.Evaluate(two with { Overruled = [new("J2", "meridian", Then)] });

        (verdict.Body, verdict.Rule, verdict.Because).ShouldBe(("sextant", "R17", "arbiterSettled"));
        verdict.Rules.Count.ShouldBe(12);
        verdict.Rules.ShouldAllBe(r => !r.Holds);
    }

    [Fact]
    public void J8_overruled_leaves_it_with_the_foundation()
    {
        var facts = AtSextant with { Owner = new("orrery", false), TransferredBy = "sextant", FoundationConflicts = new(3, 5, 2) };
        Jurisdiction.Evaluate(facts).Body.ShouldBe("meridian");
        Jurisdiction.Evaluate(facts with { Overruled = [new("J8", "arbiter", Then)] }).Body.ShouldBe("orrery");
    }

    [Fact]
    public void Another_rule_goes_on_holding()
    {
        var facts = AtSextant with { RiskFactors = [RiskFactors.SuspectedLawViolation], ExposureLikely = true, Overruled = [new("J4", "meridian", Then)] };
        Jurisdiction.Evaluate(facts).ShouldSatisfyAllConditions(v => v.Body.ShouldBe("orrery"), v => v.Rule.ShouldBe("J5"));
    }

    [Fact]
    public void A_rule_that_would_not_hold_anyway_says_why_it_does_not() =>
        Jurisdiction.Evaluate(AtSextant with { Overruled = [new("J4", "meridian", Then)] }).Rules.Single(r => r.Rule == "J4").Code.ShouldBe("noLawViolation");

    [Theory]
    [InlineData(true, "meridian", "meridian", "orrery")]
    [InlineData(false, "orrery", "orrery", "meridian")]
    public void Each_half_of_a_joint_case_names_its_own_body(bool leads, string owner, string body, string with)
    {
        var facts = AtSextant with { EventProducer = "parent", FoundationCodeApplies = true, Owner = new(owner, false), Joint = new(leads, with) };

        var verdict = Jurisdiction.Evaluate(facts);

        (verdict.Body, verdict.Rule, verdict.Because, verdict.JointWith).ShouldBe((body, "J10", "jointEvent", with));
    }

    [Theory]
    [InlineData(2, 1, 2, "orrery", "J10")] // three without a hard conflict, one without any
    [InlineData(2, 0, 2, "arbiter", "J8")]
    [InlineData(3, 2, 2, "arbiter", "J8")] // two without a hard one
    [InlineData(3, 2, 1, "meridian", "J8")] // an arbiter of one is none: rather both halves in one hand than nobody
    [InlineData(3, 2, null, "meridian", "J8")]
    public void The_foundations_half_that_cannot_be_decided_there_goes_to_the_arbiter_and_only_then_to_who_has_the_other(int hard, int clean, int? arbiters, string body, string rule)
    {
        var facts = AtSextant with
        {
            EventProducer = "parent", FoundationCodeApplies = true, Owner = new("orrery", false), Joint = new(false, "meridian"), FoundationConflicts = new(hard, 5, clean), OtherCommunities = true,
            Arbiter = arbiters is { } seats ? new("arbiter", seats) : null,
        };

        Jurisdiction.Evaluate(facts).ShouldSatisfyAllConditions(v => v.Body.ShouldBe(body), v => v.Rule.ShouldBe(rule), v => v.JointWith.ShouldBe(rule == "J10" ? "meridian" : null));
    }

    [Theory]
    [InlineData(2, "arbiter")]
    [InlineData(1, "meridian")]
    [InlineData(null, "meridian")]
    public void What_the_foundations_counsel_warns_of_goes_the_same_way(int? arbiters, string body)
    {
        var facts = AtSextant with
        {
            EventProducer = "parent", FoundationCodeApplies = true, Owner = new("orrery", false), Joint = new(false, "meridian"), ExposureLikely = true, Arbiter = arbiters is { } seats ? new("arbiter", seats) : null,
        };

        Jurisdiction.Evaluate(facts).ShouldSatisfyAllConditions(v => v.Body.ShouldBe(body), v => v.Rule.ShouldBe("J5"));
    }

    [Theory]
    [InlineData("meridian", 2, null, "meridian")]
    [InlineData("meridian", 1, null, "meridian")] // nobody else may have that half
    [InlineData("meridian", 1, 2, "arbiter")]
    [InlineData("meridian", 1, 1, "meridian")]
    [InlineData("arbiter", 2, 2, "arbiter")] // it went there already
    public void The_half_that_leads_is_never_the_other_halfs_bodys(string owner, int atParent, int? arbiters, string body)
    {
        var facts = AtSextant with
        {
            EventProducer = "parent", FoundationCodeApplies = true, Parent = new("meridian", atParent), Owner = new(owner, false), Joint = new(true, "orrery"), TransferredBy = owner == "arbiter" ? "meridian" : null,
            Arbiter = arbiters is { } seats ? new("arbiter", seats) : null,
        };

        Jurisdiction.Evaluate(facts).ShouldSatisfyAllConditions(v => v.Body.ShouldBe(body), v => v.Rule.ShouldBe("J10"), v => v.JointWith.ShouldBe("orrery"));
    }

    [Fact]
    public void Who_has_both_halves_has_them_with_nobody()
    {
        var facts = AtSextant with { EventProducer = "parent", FoundationCodeApplies = true, Owner = new("meridian", false), TransferredBy = "orrery", TransferredUnder = "J8" };

        Jurisdiction.Evaluate(facts with { Joint = new(false, "meridian") }).ShouldSatisfyAllConditions(v => v.Body.ShouldBe("meridian"), v => v.Rule.ShouldBe("J8"), v => v.JointWith.ShouldBeNull());
        Jurisdiction.Evaluate(facts with { TransferredBy = null, TransferredUnder = null, Joint = new(true, "meridian") }).ShouldSatisfyAllConditions(v => v.Body.ShouldBe("meridian"), v => v.JointWith.ShouldBeNull());
    }

    [Fact]
    public void The_foundations_half_that_went_on_to_the_arbiter_is_the_arbiters()
    {
        var facts = AtSextant with
        {
            EventProducer = "parent", FoundationCodeApplies = true, Owner = new("arbiter", false), Arbiter = new("arbiter", 2), TransferredBy = "orrery", TransferredUnder = "P1", Joint = new(false, "meridian"),
        };
        Jurisdiction.Evaluate(facts).Body.ShouldBe("arbiter");
    }
}
