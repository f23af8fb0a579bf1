using Coc.Cases.Domain;
using Coc.Contracts.Cases;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What the rules of jurisdiction are asked about, and when they are asked again.</summary>
public sealed class JurisdictionFactsTests
{
    [Theory]
    [InlineData("project", 5)]
    [InlineData("foundation", 7)]
    public void A_projects_members_decide_and_above_it_the_alternates_too(string kind, int deciding)
    {
        var facts = JurisdictionFacts.Of(Opened(Body(5, alternates: 2, kind: kind)).Cleared(1).Answered(2, Conflict.Hard).Answered(3, Conflict.Soft, "friend").State);

        (facts.Deciding, facts.Hard, facts.Clean).ShouldBe((deciding, 1, deciding - 2));
    }

    [Fact]
    public void The_same_is_the_same_however_it_was_written_down_and_with_anything_else_they_are_asked_again()
    {
        JurisdictionFacts facts = Facts(), again = Facts();

        facts.Same(again).ShouldBeTrue();
        facts.Same(null).ShouldBeFalse("nobody was asked yet");
        (facts with { Overruled = [] }).Same(again with { Overruled = null }).ShouldBeTrue("of old nothing was said of what was overruled");
        (facts with { Overruled = null }).Same(again with { Overruled = [] }).ShouldBeTrue();
        foreach (var other in new[]
        {
            again with { Hard = 2 }, again with { Subjects = 2 }, again with { Event = "orrerycon" }, again with { Reports = [Id(1), Id(2)] }, again with { Projects = ["sextant"] },
            again with { RiskFactors = [] }, again with { Overruled = null }, again with { Overruled = [new OverruledRule("J4", "meridian", Monday)] }, again with { Joint = new JointHalf(true, "orrery") },
        })
        {
            facts.Same(other).ShouldBeFalse($"{other}");
            other.Same(facts).ShouldBeFalse($"{other}");
        }

        static JurisdictionFacts Facts() => new(
            [Id(1)], Monday, ["astrolabe", "sextant"], null, [Factors.PhysicalInjury], false, null, null, 1, 1, 5, 4, null, [new OverruledRule("J2", "meridian", Monday)]);
    }
}
