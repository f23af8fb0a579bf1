using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.TellingPlaces;

namespace Coc.Unit.Intake;

/// <summary>On which platforms it happened, and when, as Cases may know it (R8).</summary>
public sealed class TellingWhere
{
    [Theory]
    [InlineData(-10, -3, false, -10, -3)]
    [InlineData(-10, null, false, -10, -10)]
    [InlineData(-10, null, true, -10, 0)]
    [InlineData(null, null, false, 0, 0)]
    [InlineData(5, 6, false, 0, 0)]
    public void It_goes_from_the_first_to_the_last_and_never_past_the_report(int? from, int? to, bool ongoing, int first, int last)
    {
        var places = TellingPlaces.Of(Report(new Occurred(Days(from), Days(to), ongoing), "chat:sextant", "chat:other", "github:sextant"));

        places.ShouldSatisfyAllConditions(p => p.First.ShouldBe(Given.At.AddDays(first)), p => p.Last.ShouldBe(Given.At.AddDays(last)), p => p.Platforms.ShouldBe(["chat", "github"]));
    }

    [Fact]
    public void What_is_not_said_is_nowhere() => TellingPlaces.Of(Report(null)).ShouldSatisfyAllConditions(p => p.Platforms.ShouldBeEmpty(), p => p.First.ShouldBe(Given.At));

    private static DateTimeOffset? Days(int? days) => days is { } d ? Given.At.AddDays(d) : null;

    private static ReportState Report(Occurred? occurred, params string[] spaces)
    {
        var filed = Given.State(Given.Filed());
        return filed with { Filed = filed.Filed with { Text = Sensitive.Of(filed.Filed.Text.Value! with { Occurred = occurred, Spaces = spaces }, "reporter:1") } };
    }
}
