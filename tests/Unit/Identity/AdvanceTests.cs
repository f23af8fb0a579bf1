using Coc.Identity.Features.MovingTheClock;

namespace Coc.Unit.Identity;

public sealed class AdvanceTests
{
    [Theory]
    [InlineData("P3DT2H", 74 * 60)]
    [InlineData("P1D", 24 * 60)]
    [InlineData("PT48H", 48 * 60)]
    [InlineData("PT5M", 5)]
    [InlineData("P2DT1H30M", (49 * 60) + 30)]
    [InlineData("P0DT1M", 1)]
    public void Days_hours_and_minutes_are_a_step_forward(string text, int minutes)
    {
        Advance.TryParse(text, out var step).ShouldBeTrue();
        step.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P0D")]
    [InlineData("PT0M")]
    [InlineData("-P1D")]
    [InlineData("P-1D")]
    [InlineData("P1W")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("PT10S")]
    [InlineData("PT1.5H")]
    [InlineData("P99999999999D")]
    [InlineData("p1d")]
    [InlineData("P1D\n")]
    [InlineData("P١D")]
    [InlineData("1.02:00:00")]
    public void Anything_else_is_none(string? text) => Advance.TryParse(text, out _).ShouldBeFalse();
}
