using Coc.Cases.Domain;
using Coc.Contracts.Channel;
using FsCheck;
using FsCheck.Fluent;

namespace Coc.Unit.Cases;

public sealed class BusinessTimeTests
{
    private static readonly BusinessCalendar Week = new([1, 2, 3, 4, 5], [new DateOnly(2026, 3, 4)]);

    [Theory]
    [InlineData("2026-03-09T09:00:00Z", 3, "2026-03-12T09:00:00Z")] // S1: Monday to Thursday
    [InlineData("2026-03-02T09:00:00Z", 3, "2026-03-06T09:00:00Z")] // over a holiday
    [InlineData("2026-03-13T09:00:00Z", 1, "2026-03-16T09:00:00Z")] // over a weekend
    [InlineData("2026-03-14T09:00:00Z", 1, "2026-03-16T09:00:00Z")] // begun on a weekend
    [InlineData("2026-03-09T09:00:00Z", 0, "2026-03-09T09:00:00Z")]
    public void Business_days_are_counted_in_the_bodys_calendar(string from, int days, string to) =>
        new Period(BusinessDays: days).After(DateTimeOffset.Parse(from), Week).ShouldBe(DateTimeOffset.Parse(to));

    [Fact]
    public void Hours_and_days_run_through()
    {
        var from = GivenCase.Monday;
        new Period(Hours: 24).After(from, Week).ShouldBe(from.AddDays(1));
        new Period(Days: 7).After(from, Week).ShouldBe(from.AddDays(7));
    }

    [Fact]
    public void A_calendar_without_days_ends_too() =>
        BusinessTime.AddBusinessDays(GivenCase.Monday, 3, new BusinessCalendar([], [])).ShouldBe(GivenCase.Monday.AddDays(3));

    [Fact]
    public void A_deadline_lies_on_a_business_day_after_exactly_that_many_of_them() =>
        Prop.ForAll(Gen.Choose(0, 24 * 366).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (hours, days) =>
        {
            var from = GivenCase.Monday.AddHours(hours);
            var due = BusinessTime.AddBusinessDays(from, days, Week);
            var between = Enumerable.Range(1, (int)(due - from).TotalDays).Count(d => BusinessTime.IsBusinessDay(DateOnly.FromDateTime(from.AddDays(d).UtcDateTime), Week));
            return between == days && BusinessTime.IsBusinessDay(DateOnly.FromDateTime(due.UtcDateTime), Week) && due.TimeOfDay == from.TimeOfDay;
        }).QuickCheckThrowOnFailure();
}
