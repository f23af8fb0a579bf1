using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coc.EventFormat;
using Coc.EventFormat.Chain;

namespace Coc.EventMaintenance.Attesting;

/// <summary>What a service says its log has come to. Written as one JSON object; the signature runs over the RFC 8785 text of all members but itself.</summary>
/// <param name="Service">lower-case name</param>
/// <param name="Number">1 is the first head of a service</param>
/// <param name="Sequence">the head speaks of all events up to this sequence number</param>
/// <param name="Events">how many they are, Marten's tombstones left out</param>
/// <param name="Streams">in how many streams</param>
/// <param name="Root">RFC 6962 tree hash over the streams' heads, lower-case hex</param>
/// <param name="At">when it was signed: <c>yyyy-MM-ddTHH:mm:ss.ffffffZ</c></param>
/// <param name="Previous">SHA-256 of the head before as it was signed, zeros for the first</param>
/// <param name="Key">which key signed: the first 16 bytes of SHA-256 over its SubjectPublicKeyInfo, hex</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, DER, base64</param>
public sealed record SignedHead(
    [property: JsonPropertyName("service")] string Service,
    [property: JsonPropertyName("number")] long Number,
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("events")] long Events,
    [property: JsonPropertyName("streams")] long Streams,
    [property: JsonPropertyName("root")] string Root,
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("previous")] string Previous,
    [property: JsonPropertyName("key")] string Key,
    [property: JsonPropertyName("signature")] string Signature)
{
    /// <summary>What the first head of a service has for the one before it.</summary>
    public static string NoPrevious { get; } = new('0', 64);

    /// <summary><see cref="At"/> as an instant.</summary>
    [JsonIgnore]
    public DateTimeOffset SignedAt => ChainHash.Parse(At);

    /// <summary>A head from its parts, as it travels.</summary>
    public static SignedHead Of(
        string service, long number, long sequence, long events, long streams, string root, DateTimeOffset at, string previous, string key = "", string signature = "") =>
        new(service, number, sequence, events, streams, root, ChainHash.Instant(at), previous, key, signature);

    /// <summary>What is signed.</summary>
    public byte[] SignedBytes() => CanonicalJson.Of(JsonSerializer.SerializeToElement(this), without: "signature");

    /// <summary>SHA-256 of what is signed, lower-case hex: what the next head names as its previous.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(SignedBytes()));

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote; members that are not known are passed over.</summary>
    /// <exception cref="FormatException">it is not a signed head</exception>
    public static SignedHead Parse(string json)
    {
        try
        {
            var head = JsonSerializer.Deserialize<SignedHead>(json);
            return head is { Service: not null, Root: not null, At: not null, Previous: not null, Key: not null, Signature: not null }
                ? head
                : throw new FormatException("A signed head lacks a member.");
        }
        catch (JsonException e)
        {
            throw new FormatException("This is not a signed head.", e);
        }
    }
}
