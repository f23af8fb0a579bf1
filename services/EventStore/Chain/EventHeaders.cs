using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Coc.EventStore.Chain;

/// <summary>What is ours in the <c>headers</c> column. Names are stored for ever.</summary>
/// <param name="H">this event's hash, lower-case hex</param>
/// <param name="P">the hash before it</param>
internal sealed record EventHeaders(
    [property: JsonPropertyName("h")] string? H,
    [property: JsonPropertyName("p")] string? P,
    [property: JsonPropertyName("actor")] string? Actor,
    [property: JsonPropertyName("incident")] Guid? Incident,
    [property: JsonPropertyName("policyVersion")] int? PolicyVersion,
    [property: JsonPropertyName("role")] string? Role,
    [property: JsonPropertyName("seat")] Guid? Seat,
    [property: JsonPropertyName("traceparent")] string? TraceParent)
{
    private static readonly JsonTypeInfo<EventHeaders> Json = (JsonTypeInfo<EventHeaders>)JsonSerializerOptions.Default.GetTypeInfo(typeof(EventHeaders));

    public static EventHeaders Of(EventContext context, string previous) => new(
        null, previous, context.Actor, context.Incident, context.PolicyVersion, context.Role, context.Seat, context.TraceParent);

    public static EventHeaders? Parse(byte[]? json) => json is null ? null : JsonSerializer.Deserialize(json, Json);

    /// <summary>In the order of RFC 8785; written by hand because an append writes it for every event.</summary>
    public byte[] Canonical()
    {
        var output = new ArrayBufferWriter<byte>(448);
        var first = true;
        output.Write("{"u8);
        Member("actor", Actor);
        Member("h", H);
        Member("incident", Incident?.ToString("D"));
        Member("p", P);
        if (PolicyVersion is { } version)
        {
            Name("policyVersion");
            Encoding.UTF8.GetBytes(version.ToString(CultureInfo.InvariantCulture), output);
        }

        Member("role", Role);
        Member("seat", Seat?.ToString("D"));
        Member("traceparent", TraceParent);
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();

        void Member(string name, string? value)
        {
            if (value is not null)
            {
                Name(name);
                CanonicalJson.WriteString(output, value);
            }
        }

        void Name(string name)
        {
            CanonicalJson.Separate(output, ref first);
            CanonicalJson.WriteString(output, name);
            output.Write(":"u8);
        }
    }
}
