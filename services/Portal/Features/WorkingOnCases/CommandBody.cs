using System.Globalization;
using System.Text.Json.Nodes;
using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>From what somebody wrote to what the API takes. What was left empty is left out.</summary>
internal static class CommandBody
{
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    public static JsonObject Of(CommandForm command, FormState form)
    {
        var body = new JsonObject();
        foreach (var field in command.Fields.Where(f => !f.InPath))
        {
            if (ValueOf(field, form) is { } value)
            {
                JsonPath.Set(body, field.Name, value);
            }
        }

        return command.Shape is { } shape ? shape(form, body) : body;
    }

    /// <summary>Null: nothing was written.</summary>
    public static JsonNode? ValueOf(CommandField field, FormState form) => field.Kind switch
    {
        FieldKind.Lines => List(Lines(form[field.Name])),
        FieldKind.Places => Places(form[field.Name]) is { Count: > 0 } places ? new JsonArray([.. places.Select(p => (JsonNode)(p - 1))]) : null,
        FieldKind.Several => List(form.All(field.Name)),
        FieldKind.Instant => InstantOf(form[field.Name]) is { } at ? JsonValue.Create(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)) : null,
        FieldKind.YesNo => form[field.Name] switch { "yes" => JsonValue.Create(true), "no" => JsonValue.Create(false), _ => null },
        FieldKind.Tick => form[field.Name] == "true" ? JsonValue.Create(true) : null,
        _ => form.Text(field.Name) is { } text ? JsonValue.Create(text) : null,
    };

    /// <summary>Whether what was written can be understood.</summary>
    public static bool IsReadable(CommandField field, FormState form) => form.Text(field.Name) is null || field.Kind switch
    {
        FieldKind.Instant => InstantOf(form[field.Name]) is not null,
        FieldKind.Places => Places(form[field.Name]) is { Count: > 0 },
        _ => true,
    };

    public static DateTimeOffset? InstantOf(string text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static JsonArray? List(IReadOnlyList<string> entries) => entries.Count == 0 ? null : new JsonArray([.. entries.Select(e => (JsonNode)e)]);

    private static IReadOnlyList<string> Lines(string text) => [.. text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    // Null: something else than numbers from 1 on was written.
    private static List<int>? Places(string text)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split([',', ' ', '\n', '\r', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
