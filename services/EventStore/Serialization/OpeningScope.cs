using System.Text.Json;
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
    private Dictionary<long, string>? paths;

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

    public (byte[]? Plain, string Owner) Open(string text, long tokenStart)
    {
        var member = SealedText.Parse(text);
        if (keys is null)
        {
            return (null, "");
        }

        var (key, owner) = keys.Find(member.KeyId);
        if (key is null)
        {
            return (null, owner);
        }

        paths ??= MemberPaths.OfCiphertexts(json.Span);
        return paths.TryGetValue(tokenStart, out var path)
            ? (member.Open(key, AssociatedData.Of(stream, version, place + path)), owner)
            : throw new SealedMemberException("A sensitive member is not stored as this store writes it.");
    }

    public void Dispose() => current = null;
}

/// <summary>
/// Where the strings of a body stand that may be ciphertext; whether one is, its type says. A converter knows only its token's offset,
/// the ciphertext is bound to its path.
/// </summary>
internal static class MemberPaths
{
    public static Dictionary<long, string> OfCiphertexts(ReadOnlySpan<byte> json)
    {
        var found = new Dictionary<long, string>();
        var path = new MemberPath();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    path.Value();
                    path.EnterObject();
                    break;
                case JsonTokenType.StartArray:
                    path.Value();
                    path.EnterArray();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Leave();
                    break;
                case JsonTokenType.PropertyName:
                    path.Member(reader.GetString()!);
                    break;
                case JsonTokenType.String:
                    path.Value();
                    if (reader.ValueSpan.StartsWith(SealedText.Prefix))
                    {
                        found[reader.TokenStartIndex] = path.ToString();
                    }

                    break;
                default:
                    path.Value();
                    break;
            }
        }

        return found;
    }
}
