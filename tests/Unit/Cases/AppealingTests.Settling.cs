using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

/// <summary>What the first case does when it hears how an appeal ended.</summary>
public sealed partial class AppealingTests
{
    [Theory]
    [InlineData("accused", "overturn", new[] { 80 })]
    [InlineData("reporter", "overturn", new[] { 80, 81 })]
    [InlineData("accused", "change", new int[0])]
    [InlineData("accused", "uphold", new int[0])]
    public void Overturned_the_notices_about_whom_it_frees_are_struck_and_those_about_others_stay(string by, string outcome, int[] struck)
    {
        var given = Told().After(by == "accused" ? ByRex() : ByReporter());
        var decision = given.State.Decision!;
        given = given with
        {
            State = given.State with
            {
                Notices = [new(Id(80), Rex, "harassment", false), new(Id(81), Tam, "harassment", false), new(Id(82), Rex, "harassment", true)],
                Decision = decision with { Findings = [.. decision.Findings, new(Tam, Finding.Violation, "harassment")] },
            },
        };

        given.When(new CaseCommand.SettleAppeal(Monday, Entry, outcome, [], [])).Events.OfType<CaseEvent.IncidentNoticeStruck>().Select(e => e.Notice).ShouldBe(struck.Select(Id));
    }

    [Fact]
    public void The_parent_decides_appeals_of_its_own_decisions_with_others_of_it() => Appealing.Bodies(Opened(Body(kind: "parent", policy: Policy() with { Arbiter = null })).State).ShouldBe(["orrery"]);

    [Fact]
    public void Of_an_appeal_nobody_made_nothing_is_settled() => Told().When(new CaseCommand.SettleAppeal(Monday, Entry, "overturn", [], [])).Events.ShouldBeEmpty();
}
