using System.Globalization;
using System.Text.Json;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.SettingPolicies;

/// <summary>
/// A policy as a form: from what is in force, and back to what the API takes. It is always sent whole, as the API takes it whole; what the form has no field for goes along unchanged.
/// </summary>
internal static class PolicyForm
{
    public static readonly string[] Periods = ["acknowledgeWithin", "statusEvery", "appealWindow", "retention", "verifyEvery"];
    public static readonly string[] Numbers = ["memberSeats", "panelMinimum", "writtenConsentHours", "employerCap"];
    public static readonly string[] Texts = ["quorum", "voteRule", "permanentVoteRule", "ask", "forcedRecusal", "employerCapRule", "employerCapSeats", "arbiter"];
    private const string Rest = "rest";

    public static FormState Of(JsonElement policy, string? version)
    {
        var document = policy.Deserialize<Document>(Json)!;
        var known = new List<(string, string?)> { ("etag", version), (Rest, KeptOf(policy)) };
        known.AddRange(Texts.Select(f => (f, Text(policy, f))));
        known.AddRange(Numbers.Select(f => (f, Text(policy, f))));
        known.AddRange(Periods.SelectMany(f => PeriodField.Known(f, policy.TryGetProperty(f, out var period) ? period.Deserialize<Period>(Json) : null)));
        known.Add(("tellFirst", document.TellFirst ? "yes" : "no"));
        known.Add(("notTogetherWith", Lines(document.NotTogetherWith)));
        known.Add(("recusalReasons.hard", Lines(document.RecusalReasons?.Hard)));
        known.Add(("recusalReasons.soft", Lines(document.RecusalReasons?.Soft)));
        known.Add(("calendar.holidays", Lines(document.Calendar?.Holidays)));
        var values = known.ToDictionary(k => k.Item1, k => new Microsoft.Extensions.Primitives.StringValues(k.Item2));
        values["calendar.weekdays"] = document.Calendar?.Weekdays.Select(d => d.ToString(CultureInfo.InvariantCulture)).ToArray() ?? [];
        return new(values);
    }

    public static void Check(FormState form, IStringLocalizer<PolicyTexts> words)
    {
        foreach (var field in Numbers.Concat(Periods))
        {
            form.NumberOrNothing(field, words["NumberWrong"]);
        }

        form.DayOrNothing("effectiveFrom", words["DayWrong"]);
        if (form.Lines("calendar.holidays")?.Any(d => !DateOnly.TryParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) == true)
        {
            form.Wrong("calendar.holidays", words["HolidaysWrong"]);
        }
    }

    public static object Wanted(FormState form)
    {
        var wanted = new Dictionary<string, object?>();
        if (form.Text(Rest) is { } rest)
        {
            foreach (var kept in JsonDocument.Parse(rest).RootElement.EnumerateObject())
            {
                wanted[kept.Name] = kept.Value;
            }
        }

        foreach (var field in Texts)
        {
            wanted[field] = form.Text(field);
        }

        foreach (var field in Numbers)
        {
            wanted[field] = form.Number(field);
        }

        foreach (var field in Periods)
        {
            wanted[field] = PeriodField.Read(form, field);
        }

        wanted["tellFirst"] = form["tellFirst"] switch { "yes" => true, "no" => false, _ => null };
        wanted["notTogetherWith"] = form.Lines("notTogetherWith");
        wanted["recusalReasons"] = new { Hard = form.Lines("recusalReasons.hard") ?? [], Soft = form.Lines("recusalReasons.soft") ?? [] };
        wanted["calendar"] = new { Weekdays = form.All("calendar.weekdays").Select(d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0).ToList(), Holidays = form.Lines("calendar.holidays") ?? [] };
        wanted["effectiveFrom"] = form.Instant("effectiveFrom");
        return wanted.Where(w => w.Value is not null).ToDictionary();
    }

    private static JsonSerializerOptions Json => Platform.Http.Json.Options;

    // Own text about who decides, and how long platforms keep things, are edited elsewhere.
    private static string KeptOf(JsonElement policy) =>
        JsonSerializer.Serialize(policy.EnumerateObject().Where(p => p.Name is "ownText" or "platforms").ToDictionary(p => p.Name, p => p.Value), Json);

    private static string? Text(JsonElement policy, string field) => policy.TryGetProperty(field, out var value) && value.ValueKind is (JsonValueKind.String or JsonValueKind.Number) ? value.ToString() : null;

    private static string? Lines(IReadOnlyList<string>? lines) => lines is null ? null : string.Join('\n', lines);

    private sealed record Document(bool TellFirst, IReadOnlyList<string>? NotTogetherWith = null, Reasons? RecusalReasons = null, Days? Calendar = null);

    private sealed record Reasons(IReadOnlyList<string>? Hard = null, IReadOnlyList<string>? Soft = null);

    private sealed record Days(IReadOnlyList<int> Weekdays, IReadOnlyList<string>? Holidays = null);
}
