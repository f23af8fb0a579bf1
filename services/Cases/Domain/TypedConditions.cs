using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coc.Cases.Domain;

/// <summary>
/// What a decision asks of the person who is to come back (P14). Their words, and whom a <c>noContact</c> protects, stay in the case; the person is shown the typed ones, and the registry of sanctions hears their types, by whose
/// order its checklist goes.
/// </summary>
internal static class TypedConditions
{
    private const string NoContact = "noContact";

    public static readonly string[] Types = ["statement", "training", NoContact, "step", "other"];

    /// <summary>Null: it is none.</summary>
    public static string? TypeOf(JsonNode? condition) => condition switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Known(value.GetValue<string>()),
        JsonObject typed when typed["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String => Known(type.GetValue<string>()),
        _ => null,
    };

    /// <summary>In the order in which <see cref="ForPerson"/> shows them.</summary>
    public static IReadOnlyList<string>? TypesOf(Remedy remedy) => Of(remedy) is { Count: > 0 } typed ? [.. typed.Select(t => t.Type)] : null;

    /// <summary>Of a noContact only that there is one.</summary>
    public static string? ForPerson(Remedy? remedy) => remedy is not null && Of(remedy) is { Count: > 0 } typed
        ? new JsonArray([.. typed.Select(t => t.Type == NoContact || t.Stated is JsonValue ? new JsonObject { ["type"] = t.Type } : t.Stated.DeepClone())]).ToJsonString()
        : null;

    private static List<(JsonNode Stated, string Type)> Of(Remedy remedy) => remedy.Conditions?.Value is { } stated && JsonNode.Parse(stated) is JsonArray list
        ? [.. from one in list let type = TypeOf(one) where type is not null select (one, type)]
        : [];

    private static string? Known(string type) => Types.Contains(type) ? type : null;
}
