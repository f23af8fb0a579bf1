using Coc.Cases.Domain;
using static Coc.Unit.Cases.GivenCase;

namespace Coc.Unit.Cases;

public sealed partial class MonitoringTests
{
    [Fact]
    public void What_was_upheld_or_overturned_before_is_still_watched_and_so_is_one_violation_beside_none()
    {
        var state = Watched().State;
        var decision = state.Decision!;
        Appeal Ended(string outcome, int days) => new(Id(60), "accused", Rex, null, [], "orrery", decision.At.AddDays(days)) { Outcome = outcome, Decision = decision.Id };

        Monitoring.Looks(state with { Appeals = [Ended("uphold", 1)] }, Monday).Count.ShouldBe(4);
        Monitoring.Looks(state with { Appeals = [Ended("overturn", -1)] }, Monday).Count.ShouldBe(4, "that was about an earlier one");
        Monitoring.Looks(state with { Appeals = [Ended("overturn", 1)] }, Monday).ShouldBeEmpty();
        Monitoring.Looks(state with { Decision = decision with { Findings = [new Finding(Tam, "noViolation", null), .. decision.Findings] } }, Monday).Count.ShouldBe(4);
    }

    [Fact]
    public void Said_twice_it_is_no_mistake()
    {
        var after = Watched() is var given ? given.After(Look(given, 0, "kept", Week)) : throw new InvalidOperationException();

        after.When(Look(after, 0, "kept", Week)).Refusal.ShouldBeNull();
    }
}
