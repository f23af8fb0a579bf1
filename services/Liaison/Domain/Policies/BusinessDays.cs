using Coc.Contracts.Channel;

namespace Coc.Liaison.Domain.Policies;

/// <summary>Days of a body's calendar.</summary>
internal static class BusinessDays
{
    public static bool IsBusinessDay(this BusinessCalendar calendar, DateOnly day) =>
        calendar.Weekdays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek) && !calendar.Holidays.Contains(day);

    /// <summary>The day on which a period that began on another is over; one of hours at the end of its last day.</summary>
    public static DateOnly After(this Period period, DateOnly from, BusinessCalendar calendar) => period switch
    {
        { Days: { } days } => from.AddDays(days),
        { BusinessDays: { } days } => Enumerable.Range(1, int.MaxValue).Select(from.AddDays).Where(calendar.IsBusinessDay).ElementAt(days - 1),
        { Hours: { } hours } => from.AddDays((hours + 23) / 24),
        _ => from,
    };
}
