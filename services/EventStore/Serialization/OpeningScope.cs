using System.Text;
using System.Text.Json;
using Coc.EventFormat.Sealing;
using Coc.EventStore.Encryption;

namespace Coc.EventStore.Serialization;

/// <summary>Opens the sensitive members of one stored body while it is deserialised; without keys every one reads as erased.</summary>
internal sealed class OpeningScope : IDisposable
{
    [ThreadStatic]
    private static OpeningScope? current;

    private readonly ReadOnlyMemory<byte> json;
    private readonly IKeySource? keys;
    private readonly StreamKey stream;
    private readonly long version;
    private readonly string place;

    private OpeningScope(ReadOnlyMemory<byte> json, StreamKey stream, long version, IKeySource? keys, string place)
    {
        this.json = json;
        this.stream = stream;
        this.version = version;
        this.keys = keys;
        this.place = place;
    }

    public static OpeningScope? Current => current;

    /// <param name="keys">null for readers that must never see plain text, such as the relay</param>
    /// <param name="place">in front of a member's path; empty for an event</param>
    public static OpeningScope Begin(ReadOnlyMemory<byte> json, StreamKey stream, long version, IKeySource? keys, string place = "") =>
        current = new OpeningScope(json, stream, version, keys, place);

    /// <summary>Opens the string the reader stands on.</summary>
    public (byte[]? Plain, string Owner) Open(in Utf8JsonReader reader)
    {
        var text = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        var keyId = SealedText.KeyIdOf(text);
        if (keys is null)
        {
            return (null, "");
        }

        var (key, owner) = keys.Find(keyId);
        return key is null
            ? (null, owner)
            : (SealedText.Open(text, key, AssociatedData.Of(stream.Tenant, stream.Id, version, place + MemberPath.Of(json.Span, reader.TokenStartIndex, reader.CurrentDepth))), owner);
    }

    public void Dispose() => current = null;
}
