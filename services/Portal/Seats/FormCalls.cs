using System.Globalization;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Seats;

/// <summary>From what somebody wrote to what the API takes, and from its refusal to words beside the fields.</summary>
internal static class FormCalls
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <summary>One entry a line; null when there is none.</summary>
    public static IReadOnlyList<string>? Lines(this FormState form, string field)
    {
        var lines = form[field].Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? null : lines;
    }

    public static bool Ticked(this FormState form, string field) => form.Has(field, "yes");

    public static int? Number(this FormState form, string field) => int.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day, written as the browser's own field writes it.</summary>
    public static DateOnly? Day(this FormState form, string field) => DateOnly.TryParseExact(form[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The first instant of that day.</summary>
    public static DateTimeOffset? Instant(this FormState form, string field) => form.Day(field) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    /// <summary>As a field for a day takes it.</summary>
    public static string? Field(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Something is written there, and it is no day.</summary>
    public static FormState DayOrNothing(this FormState form, string field, string wrong) => form[field].Length > 0 && form.Day(field) is null ? form.Wrong(field, wrong) : form;

    public static FormState NumberOrNothing(this FormState form, string field, string wrong) => form[field].Length > 0 && form.Number(field) is null ? form.Wrong(field, wrong) : form;

    /// <summary>Takes over a refusal: errors of one line of a list stand at the list's field, and a rule's refusal is said in words.</summary>
    public static FormState Refused(this FormState form, Refusal refusal, IStringLocalizer<SeatWordsTexts> words, params (string Path, string Field)[] elsewhere)
    {
        foreach (var (path, texts) in refusal.Errors ?? new Dictionary<string, string[]>())
        {
            var place = elsewhere.FirstOrDefault(e => e.Path == path).Field ?? path.Split('[')[0];
            if (form.ErrorOf(place) is null)
            {
                form.Wrong(place, words["NotLikeThis", form.LineOf(path, place) + string.Join(' ', texts)]);
            }
        }

        return refusal.Errors is { Count: > 0 } ? form : form.Wrong("", words.OfRefusal(refusal));
    }

    // Of a list, which line it is.
    private static string LineOf(this FormState form, string path, string field)
    {
        var (from, to) = (path.IndexOf('[', StringComparison.Ordinal), path.IndexOf(']', StringComparison.Ordinal));
        return from >= 0 && to > from && int.TryParse(path.AsSpan(from + 1, to - from - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && form.Lines(field) is { } lines && n < lines.Count ? $"“{lines[n]}” " : "";
    }

    /// <summary>Why something cannot be done, in words.</summary>
    public static string OfRefusal(this IStringLocalizer<SeatWordsTexts> words, Refusal refusal) =>
        words[$"Refused.{refusal.Code}"] is { ResourceNotFound: false } known ? known.Value
        : refusal.Status switch
        {
            StatusCodes.Status412PreconditionFailed => words["Stale"],
            StatusCodes.Status413PayloadTooLarge => words["TooLong"],
            StatusCodes.Status429TooManyRequests => words["Later", refusal.RetryAfter ?? 60],
            StatusCodes.Status503ServiceUnavailable => words["Unavailable"],
            StatusCodes.Status422UnprocessableEntity => words["SentAlready"],
            _ => refusal.Rule is { } rule ? words["RefusedBy", rule] : words["RefusedPlainly"],
        };
}
