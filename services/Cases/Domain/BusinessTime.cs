using Coc.Contracts.Channel;

namespace Coc.Cases.Domain;

/// <summary>Deadlines in a body's calendar. A business day is a whole day of it: Monday 09:00 and three business days is Thursday 09:00.</summary>
internal static class BusinessTime
{
    public static DateTimeOffset After(this Period period, DateTimeOffset from, BusinessCalendar calendar) => period switch
    {
        { BusinessDays: { } days } => AddBusinessDays(from, days, calendar),
        { Days: { } days } => from.AddDays(days),
        { Hours: { } hours } => from.AddHours(hours),
        _ => from,
    };

    public static DateTimeOffset AddBusinessDays(DateTimeOffset from, int days, BusinessCalendar calendar)
    {
        var at = from;
        for (var left = days; left > 0;)
        {
            at = at.AddDays(1);
            left -= IsBusinessDay(DateOnly.FromDateTime(at.UtcDateTime), calendar) ? 1 : 0;
        }

        return at;
    }

    // A calendar in which no weekday counts would never end; every day counts then.
    public static bool IsBusinessDay(DateOnly day, BusinessCalendar calendar) =>
        calendar.Weekdays.Count == 0 || (calendar.Weekdays.Contains(Iso(day.DayOfWeek)) && !calendar.Holidays.Contains(day));

    private static int Iso(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;
}
