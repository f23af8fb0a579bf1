using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Coc.EventFormat.Chain;

/// <summary>What is ours in the <c>headers</c> column. Names are stored for ever.</summary>
public sealed record EventHeaders
{
    private static readonly JsonTypeInfo<EventHeaders> Json = (JsonTypeInfo<EventHeaders>)JsonSerializerOptions.Default.GetTypeInfo(typeof(EventHeaders));

    /// <summary>This event's hash, lower-case hex.</summary>
    [JsonPropertyName("h")]
    public string? H { get; init; }

    /// <summary>The hash before it.</summary>
    [JsonPropertyName("p")]
    public string? P { get; init; }

    /// <summary>Who acted; <c>user_name</c> is the same.</summary>
    [JsonPropertyName("actor")]
    public string? Actor { get; init; }

    /// <summary>The incident all linked reports and cases share.</summary>
    [JsonPropertyName("incident")]
    public Guid? Incident { get; init; }

    /// <summary>Version of the policy that applied.</summary>
    [JsonPropertyName("policyVersion")]
    public int? PolicyVersion { get; init; }

    /// <summary>The acting seat's role.</summary>
    [JsonPropertyName("role")]
    public string? Role { get; init; }

    /// <summary>The acting seat.</summary>
    [JsonPropertyName("seat")]
    public Guid? Seat { get; init; }

    /// <summary>W3C trace context.</summary>
    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    /// <summary>Reads the column; members of others are passed over.</summary>
    public static EventHeaders? Parse(byte[]? json) => json is null ? null : JsonSerializer.Deserialize(json, Json);

    /// <summary>The same without the previous hash and the actor, which is in a column of its own: what reading a stream needs of every event.</summary>
    /// <exception cref="JsonException">no object</exception>
    public static EventHeaders? ParseContext(byte[]? json)
    {
        if (json is null)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Headers are an object.");
        }

        var (own, role, trace) = ((string?)null, (string?)null, (string?)null);
        var (seat, incident, policy) = ((Guid?)null, (Guid?)null, (int?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            {
                reader.Skip();
            }
            else if (name.SequenceEqual("h"u8))
            {
                own = reader.GetString();
            }
            else if (name.SequenceEqual("role"u8))
            {
                role = reader.GetString();
            }
            else if (name.SequenceEqual("seat"u8))
            {
                seat = reader.GetGuid();
            }
            else if (name.SequenceEqual("incident"u8))
            {
                incident = reader.GetGuid();
            }
            else if (name.SequenceEqual("traceparent"u8))
            {
                trace = reader.GetString();
            }
            else if (name.SequenceEqual("policyVersion"u8))
            {
                policy = reader.GetInt32();
            }
        }

        return new EventHeaders { H = own, Role = role, Seat = seat, Incident = incident, TraceParent = trace, PolicyVersion = policy };
    }
}

/// <summary>The headers of one append's events, in the order of RFC 8785: but for the two hashes they are the same, and written once.</summary>
public sealed class HeaderTexts(EventHeaders same)
{
    private readonly string beforeOwn = Text("actor", same.Actor) is { } actor ? actor + "," : "";
    private readonly string beforePrevious = Text("incident", same.Incident?.ToString("D")) is { } incident ? incident + "," : "";
    private readonly string behind = string.Concat(((string?[])
    [
        same.PolicyVersion is { } version ? $"\"policyVersion\":{version}" : null,
        Text("role", same.Role), Text("seat", same.Seat?.ToString("D")), Text("traceparent", same.TraceParent),
    ]).OfType<string>().Select(member => "," + member));

    /// <summary>One event's headers.</summary>
    /// <param name="own">the event's hash; null while it is hashed</param>
    public string Of(string previous, string? own = null) =>
        $"{{{beforeOwn}{(own is null ? "" : $"\"h\":\"{own}\",")}{beforePrevious}\"p\":\"{previous}\"{behind}}}";

    private static string? Text(string name, string? value) => value is null ? null : $"\"{name}\":{CanonicalJson.Quoted(value)}";
}
