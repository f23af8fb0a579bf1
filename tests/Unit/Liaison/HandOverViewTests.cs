using Coc.Liaison.Features.MeasuringHandOvers;

namespace Coc.Unit.Liaison;

/// <summary>P23: no two figures that are shown differ by a handful, because that would say how a single report fared.</summary>
public sealed class HandOverViewTests
{
    [Theory]
    [InlineData(20, 20, 20, 20, 20)]
    [InlineData(20, 19, 19, null, null)]
    [InlineData(20, 16, 16, null, null)]
    [InlineData(20, 15, 15, 15, 15)] // five waited on
    [InlineData(20, 15, 14, 15, null)] // one of them too late
    [InlineData(20, 15, 10, 15, 10)]
    [InlineData(20, 4, 4, null, null)]
    [InlineData(20, 5, 5, 5, 5)]
    [InlineData(20, 5, 0, 5, 0)]
    [InlineData(20, 0, 0, 0, 0)]
    [InlineData(20, 18, 15, null, 15)]
    public void A_handful_is_left_out(int received, int takenUp, int inTime, int? shownTaken, int? shownTimely)
    {
        var view = HandOverView.Showing("gnomon", default, default, received, takenUp, inTime, 30);

        (view.Received, view.TakenUp, view.InTime).ShouldBe((received, shownTaken, shownTimely));
        view.Median.ShouldBe(takenUp >= 5 ? "withinThreeDays" : null);
    }

    [Fact]
    public void Whatever_the_counts_are_no_difference_of_two_shown_ones_is_a_handful()
    {
        for (var takenUp = 0; takenUp <= 24; takenUp++)
        {
            for (var inTime = 0; inTime <= takenUp; inTime++)
            {
                var view = HandOverView.Showing("gnomon", default, default, 24, takenUp, inTime, 1);
                int[] shown = [view.Received, .. new[] { view.TakenUp, view.InTime }.OfType<int>()];
                shown.SelectMany(a => shown.Select(b => Math.Abs(a - b))).Concat(shown).ShouldAllBe(difference => difference == 0 || difference >= 5);
            }
        }
    }

    [Theory]
    [InlineData(24, "withinADay")]
    [InlineData(24.01, "withinThreeDays")]
    [InlineData(72, "withinThreeDays")]
    [InlineData(72.01, "withinAWeek")]
    [InlineData(168, "withinAWeek")]
    [InlineData(168.01, "longer")]
    public void Times_are_told_in_bands(double hours, string band) => HandOverView.Band(hours).ShouldBe(band);
}
