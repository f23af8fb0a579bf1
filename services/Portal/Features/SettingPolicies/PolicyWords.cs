using Coc.Portal.Pages.Parts;
using System.Globalization;
using System.Text.Json;
using Coc.Portal.Seats;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.SettingPolicies;

/// <summary>Values of a policy in words, whatever they are.</summary>
internal static class PolicyWords
{
    /// <summary>The order in which a policy is read; what is newer than this page comes after it.</summary>
    public static readonly string[] Order =
    [
        "quorum", "memberSeats", "voteRule", "permanentVoteRule", "panelMinimum", "ask", "forcedRecusal", "writtenConsentHours", "acknowledgeWithin", "statusEvery", "appealWindow", "calendar",
        "employerCapRule", "employerCap", "employerCapSeats", "notTogetherWith", "recusalReasons", "arbiter", "tellFirst", "retention", "verifyEvery", "ownText", "platforms",
    ];

    public static IEnumerable<(string Key, string Value)> Rows(JsonElement policy, IStringLocalizer<PolicyTexts> words, IStringLocalizer<SeatWordsTexts> shared) =>
        policy.EnumerateObject().Where(p => p.Name is not ("version" or "effectiveFrom"))
            .OrderBy(p => Place(p.Name))
            .Select(p => (words.Of("Field", p.Name), Of(words, shared, p.Name, p.Value)));

    /// <summary>What a proposal would change: each field as it would be, and as it is.</summary>
    /// <param name="nowIs">text with a place for what holds now</param>
    public static IEnumerable<(string Key, string Value)> Differing(JsonElement wanted, JsonElement? inForce, IStringLocalizer<PolicyTexts> words, IStringLocalizer<SeatWordsTexts> shared, string nowIs) =>
        wanted.EnumerateObject()
            .OrderBy(f => Place(f.Name))
            .Select(f => (f.Name, Then: Of(words, shared, f.Name, f.Value), Now: inForce is { } policy && policy.TryGetProperty(f.Name, out var value) ? Of(words, shared, f.Name, value) : words["Nothing"].Value))
            .Where(f => f.Then != f.Now)
            .Select(f => (words.Of("Field", f.Name), $"{f.Then}\n{string.Format(CultureInfo.CurrentCulture, nowIs, f.Now)}"));

    public static string Of(IStringLocalizer<PolicyTexts> words, IStringLocalizer<SeatWordsTexts> shared, string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => words["Yes"],
        JsonValueKind.False => words["No"],
        JsonValueKind.String => words.Of($"Value.{field}", value.GetString()),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => value.GetArrayLength() == 0 ? words["Nothing"] : string.Join('\n', value.EnumerateArray().Select(v => Entry(words, shared, field, v))),
        JsonValueKind.Object when IsPeriod(value) => Period(shared, value),
        JsonValueKind.Object when field == "calendar" => Calendar(words, value),
        JsonValueKind.Object => string.Join('\n', value.EnumerateObject().Select(p => $"{words.Of("Part", p.Name)}: {string.Join(", ", p.Value.ValueKind == JsonValueKind.Array ? p.Value.EnumerateArray().Select(v => words.Of("Tie", v.ToString())) : [p.Value.ToString()])}")),
        _ => words["Nothing"],
    };

    private static int Place(string field) => Array.IndexOf(Order, field) is >= 0 and var at ? at : Order.Length;

    public static string Weekday(int day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));

    private static string Entry(IStringLocalizer<PolicyTexts> words, IStringLocalizer<SeatWordsTexts> shared, string field, JsonElement entry) => entry.ValueKind != JsonValueKind.Object ? words.Of($"Value.{field}", entry.ToString())
        : string.Join(" · ", entry.EnumerateObject().Select(p => p.Value.ValueKind == JsonValueKind.Object && IsPeriod(p.Value) ? Period(shared, p.Value) : p.Value.ToString()));

    private static bool IsPeriod(JsonElement value) => value.TryGetProperty("hours", out _) || value.TryGetProperty("days", out _) || value.TryGetProperty("businessDays", out _);

    private static string Period(IStringLocalizer<SeatWordsTexts> shared, JsonElement period)
    {
        var unit = period.EnumerateObject().First(p => p.Value.ValueKind == JsonValueKind.Number);
        return $"{unit.Value.GetRawText()} {shared.Of("Unit", unit.Name)}";
    }

    private static string Calendar(IStringLocalizer<PolicyTexts> words, JsonElement calendar)
    {
        var days = calendar.TryGetProperty("weekdays", out var weekdays) ? string.Join(", ", weekdays.EnumerateArray().Select(d => Weekday(d.GetInt32()))) : "";
        var holidays = calendar.TryGetProperty("holidays", out var free) ? free.GetArrayLength() : 0;
        return holidays == 0 ? days : $"{days}\n{words["Holidays", holidays]}";
    }
}
