using Coc.Ledger.Features.Tracing;
using Coc.Platform;

namespace Coc.Unit.Ledger;

public sealed class GuardOfStepTests
{
    private static readonly Guid Report = Ids.New();
    private static readonly Guid First = Ids.New();
    private static readonly Guid Second = Ids.New();

    [Fact]
    public void A_step_of_a_case_stands_behind_that_cases_wall()
    {
        var voted = TrailTests.StepOf("voted", "case", First, at: 0) with { Case = First };

        TrailWall.GuardOf(voted, [voted]).ShouldBe(new TrailWall.Guard(false, First));
    }

    [Theory]
    [InlineData("sanction")]
    [InlineData("notice")]
    [InlineData("order")]
    public void What_other_bodies_hold_stands_behind_the_wall_of_sanctions(string thing)
    {
        var step = TrailTests.StepOf("answered", thing, Second, at: 0);

        TrailWall.GuardOf(step, [step]).ShouldBe(new TrailWall.Guard(true, Second));
    }

    [Fact]
    public void A_step_of_a_report_stands_behind_the_wall_of_the_case_it_went_to_last()
    {
        var filed = TrailTests.StepOf("filed", "report", Report, at: 0) with { Report = Report };
        var opened = TrailTests.StepOf("opened", "case", First, at: 1) with { Case = First, Links = [Report] };
        var moved = TrailTests.StepOf("opened", "case", Second, at: 2) with { Case = Second, Links = [Report] };

        TrailWall.GuardOf(filed, [filed, moved, opened]).ShouldBe(new TrailWall.Guard(false, Second));
    }

    [Fact]
    public void A_report_without_a_case_is_shown_to_nobody()
    {
        var filed = TrailTests.StepOf("filed", "report", Report, at: 0) with { Report = Report };

        TrailWall.GuardOf(filed, [filed]).Id.ShouldBeNull();
    }

    [Fact]
    public void A_transfer_stands_behind_the_case_that_was_offered()
    {
        var transfer = Ids.New();
        var offered = TrailTests.StepOf("transferOffered", "case", First, at: 0) with { Case = First, Links = [transfer] };
        var accepted = TrailTests.StepOf("transferAccepted", "transfer", transfer, at: 1);

        TrailWall.GuardOf(accepted, [offered, accepted]).ShouldBe(new TrailWall.Guard(false, First));
    }
}
