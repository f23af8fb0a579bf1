using System.Globalization;

namespace Coc.Portal.Features.Reporting;

/// <summary>Days as browsers send them (<c>2026-03-02</c>), or as somebody writes them where the browser has no calendar.</summary>
internal static class Dates
{
    public static DateOnly? Of(string written) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso) ? iso
        : DateOnly.TryParse(written, CultureInfo.CurrentCulture, out var local) ? local
        : null;

    public static DateTimeOffset? StartOf(DateOnly? day) => day is { } d ? new DateTimeOffset(d, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
