using System.Globalization;

namespace Coc.Portal.Pages.Measures;

/// <summary>Days that people write, as the instants that the API takes. All pages count in UTC and say so.</summary>
internal static class Days
{
    /// <summary>The last second of a day; null when it is none.</summary>
    public static DateTimeOffset? EndOf(string written) => StartOf(written)?.AddDays(1).AddSeconds(-1);

    /// <summary>The first instant of a day; null when it is none.</summary>
    public static DateTimeOffset? StartOf(string written) =>
        DateOnly.TryParseExact(written.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;

    /// <summary>Who agrees to what another named wants the very instant, not the day around it: as long as the day in the field is that one's, it is that instant.</summary>
    /// <param name="exactly">kept beside the field</param>
    public static DateTimeOffset? Exactly(string written, string exactly, Func<string, DateTimeOffset?> otherwise) =>
        DateTimeOffset.TryParse(exactly, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) && Written(at) == written ? at : otherwise(written);

    /// <summary>To be kept beside a field.</summary>
    public static string? Exact(DateTimeOffset? at) => at?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    /// <summary>As a field of days takes it.</summary>
    public static string? Written(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
