using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Coc.EventStore.Chain;
using Coc.EventStore.Encryption;

namespace Coc.EventStore.Serialization;

/// <summary>
/// A body serialised, its sensitive members taken out. Sealed once its place in the stream is known, because the ciphertext is bound to it;
/// a second attempt seals anew.
/// </summary>
internal sealed class PlainBody
{
    private readonly byte[] json;
    private readonly string marker;

    private PlainBody(byte[] json, string marker, IReadOnlyList<Secret> secrets)
    {
        this.json = json;
        this.marker = marker;
        Secrets = secrets;
    }

    public IReadOnlyList<Secret> Secrets { get; }

    public static PlainBody Of(object data)
    {
        using var scope = SealingScope.Begin();
        var json = JsonSerializer.SerializeToUtf8Bytes(data, data.GetType(), EventJson.Options);
        return new PlainBody(json, scope.Marker, scope.Secrets);
    }

    /// <summary>The body as it is stored: canonical, sensitive members replaced by their ciphertext.</summary>
    /// <param name="place">in front of a member's path; empty for an event</param>
    public byte[] Seal(StreamKey stream, long version, IReadOnlyDictionary<string, DataKey> keyOfOwner, string place = "") => Write((secret, path) =>
        SealedText.Seal(keyOfOwner[secret.Owner], secret.Plain, AssociatedData.Of(stream, version, place + path)).ToString());

    /// <summary>Whether another body holds the same values, sensitive ones included.</summary>
    public bool SaysTheSame(PlainBody other)
    {
        return Opened(this).AsSpan().SequenceEqual(Opened(other));

        static byte[] Opened(PlainBody body) => body.Write(static (secret, _) => $"{secret.Owner}:{Convert.ToBase64String(secret.Plain)}");
    }

    private byte[] Write(Func<Secret, string, string> secretly)
    {
        using var document = JsonDocument.Parse(json, EventJson.Parsing);
        var output = new ArrayBufferWriter<byte>(json.Length + 64 + (Secrets.Count * 128));
        new Walk(this, output, secretly).Write(document.RootElement);
        return output.WrittenSpan.ToArray();
    }

    private sealed class Walk(PlainBody body, ArrayBufferWriter<byte> output, Func<Secret, string, string> secretly)
    {
        private readonly MemberPath path = new();

        public void Write(JsonElement value)
        {
            path.Value();
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    WriteObject(value);
                    break;
                case JsonValueKind.Array:
                    WriteArray(value);
                    break;
                case JsonValueKind.String:
                    WriteString(value.GetString()!);
                    break;
                case JsonValueKind.Number when !value.TryGetInt64(out var number) || Math.Abs(number) > EventJson.LargestSafeInteger:
                    throw new NotSupportedException($"A stored number must be an integer below 2^53, at {path}; store it as a string.");
                default:
                    CanonicalJson.Write(output, value);
                    break;
            }
        }

        private void WriteObject(JsonElement value)
        {
            path.EnterObject();
            output.Write("{"u8);
            var first = true;
            foreach (var member in CanonicalJson.InOrder(value))
            {
                CanonicalJson.Separate(output, ref first);
                path.Member(member.Name);
                CanonicalJson.WriteString(output, Storable(member.Name));
                output.Write(":"u8);
                Write(member.Value);
            }

            output.Write("}"u8);
            path.Leave();
        }

        private void WriteArray(JsonElement value)
        {
            path.EnterArray();
            output.Write("["u8);
            var first = true;
            foreach (var item in value.EnumerateArray())
            {
                CanonicalJson.Separate(output, ref first);
                Write(item);
            }

            output.Write("]"u8);
            path.Leave();
        }

        private void WriteString(string text)
        {
            if (body.Secrets.Count > 0 && text.StartsWith(body.marker, StringComparison.Ordinal))
            {
                var secret = body.Secrets[int.Parse(text.AsSpan(body.marker.Length), NumberStyles.None, CultureInfo.InvariantCulture)];
                CanonicalJson.WriteString(output, secretly(secret, path.ToString()));
                return;
            }

            CanonicalJson.WriteString(output, Storable(text));
        }

        // jsonb cannot hold it; said here, where the member can be named.
        private string Storable(string text) => text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException($"A stored text holds a NUL character, at {path}.")
            : text;
    }
}
