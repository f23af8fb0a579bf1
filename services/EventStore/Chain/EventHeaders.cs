using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Coc.EventStore.Chain;

/// <summary>What is ours in the <c>headers</c> column. Names are stored for ever.</summary>
internal sealed record EventHeaders
{
    private static readonly JsonTypeInfo<EventHeaders> Json = (JsonTypeInfo<EventHeaders>)JsonSerializerOptions.Default.GetTypeInfo(typeof(EventHeaders));

    /// <summary>This event's hash, lower-case hex.</summary>
    [JsonPropertyName("h")]
    public string? H { get; init; }

    /// <summary>The hash before it.</summary>
    [JsonPropertyName("p")]
    public string? P { get; init; }

    [JsonPropertyName("actor")]
    public string? Actor { get; init; }

    [JsonPropertyName("incident")]
    public Guid? Incident { get; init; }

    [JsonPropertyName("policyVersion")]
    public int? PolicyVersion { get; init; }

    [JsonPropertyName("role")]
    public string? Role { get; init; }

    [JsonPropertyName("seat")]
    public Guid? Seat { get; init; }

    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    public static EventHeaders? Parse(byte[]? json) => json is null ? null : JsonSerializer.Deserialize(json, Json);
}

/// <summary>The headers of one append's events, in the order of RFC 8785: but for the two hashes they are the same, and written once.</summary>
internal sealed class HeaderTexts(EventContext context)
{
    private readonly string beforeOwn = Text("actor", context.Actor) is { } actor ? actor + "," : "";
    private readonly string beforePrevious = Text("incident", context.Incident?.ToString("D")) is { } incident ? incident + "," : "";
    private readonly string behind = string.Concat(((string?[])
    [
        context.PolicyVersion is { } version ? $"\"policyVersion\":{version}" : null,
        Text("role", context.Role), Text("seat", context.Seat?.ToString("D")), Text("traceparent", context.TraceParent),
    ]).OfType<string>().Select(member => "," + member));

    /// <param name="own">the event's hash; null while it is hashed</param>
    public string Of(string previous, string? own = null) =>
        $"{{{beforeOwn}{(own is null ? "" : $"\"h\":\"{own}\",")}{beforePrevious}\"p\":\"{previous}\"{behind}}}";

    private static string? Text(string name, string? value) => value is null ? null : $"\"{name}\":{CanonicalJson.Quoted(value)}";
}
