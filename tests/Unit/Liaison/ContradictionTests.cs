using Coc.Contracts.Liaison;
using Coc.Liaison.Domain.Jurisdiction;
using Coc.Liaison.Domain.Policies;

namespace Coc.Unit.Liaison;

/// <summary>S10: a project's text that sends a case elsewhere than the foundation's rule is recorded with both versions; the foundation's rule wins.</summary>
public sealed class ContradictionTests
{
    private static readonly PolicyNote Mediator = new("J3", "sextant", 4, "outsideMediator", "orrery", 2, "orrery");

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)] // the rule does not hold, so there is nothing to contradict
    public void It_is_noted_while_the_rule_holds(int hard, bool noted)
    {
        var facts = Facts("outsideMediator") with { ProjectConflicts = new(hard, 5, 5 - hard) };
        var verdict = Jurisdiction.Evaluate(facts);

        Contradictions.Of(facts, verdict).ShouldBe(noted ? [Mediator] : []);
        verdict.Body.ShouldBe(noted ? "orrery" : "sextant");
    }

    [Fact]
    public void A_text_that_says_the_same_contradicts_nothing()
    {
        var facts = Facts("orrery") with { ProjectConflicts = new(5, 5, 0) };

        Contradictions.Of(facts, Jurisdiction.Evaluate(facts)).ShouldBeEmpty();
    }

    [Fact]
    public void It_stays_known_after_the_case_moved_under_that_rule()
    {
        var facts = Facts("outsideMediator") with { TransferredBy = "sextant", TransferredUnder = "J3" };

        Contradictions.Of(facts, Jurisdiction.Evaluate(facts)).ShouldBe([Mediator]);
    }

    private static Facts Facts(string to) => new(new("orrery", 8), new("meridian", 0), [new("sextant", true, 5) { OwnText = [new OwnProvision("J3", to, null)], PolicyVersion = 4 }])
    {
        FoundationPolicy = 2,
    };
}
