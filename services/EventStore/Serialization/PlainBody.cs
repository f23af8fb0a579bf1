using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Coc.EventFormat;
using Coc.EventFormat.Sealing;
using Coc.EventStore.Encryption;

namespace Coc.EventStore.Serialization;

/// <summary>
/// A body serialised in canonical form, its sensitive members taken out. Sealed once its place in the stream is known, because the ciphertext is bound to it;
/// a second attempt seals anew.
/// </summary>
internal sealed class PlainBody
{
    private readonly byte[] json;
    private readonly List<Gap> gaps = [];

    private PlainBody(object data)
    {
        using var scope = SealingScope.Begin();
        json = JsonSerializer.SerializeToUtf8Bytes(data, data.GetType(), EventJson.Options);
        Secrets = scope.Secrets;
        var canonical = CanonicalJson.IsCanonical(json);
        if (!canonical)
        {
            using var document = JsonDocument.Parse(json, EventJson.Parsing);
            json = CanonicalJson.Of(document.RootElement);
        }

        if (!canonical || Secrets.Count > 0)
        {
            Check(Encoding.UTF8.GetBytes(scope.Marker));
        }
    }

    public IReadOnlyList<Secret> Secrets { get; }

    public static PlainBody Of(object data) => new(data);

    /// <summary>The body as it is stored: canonical, sensitive members replaced by their ciphertext.</summary>
    /// <param name="place">in front of a member's path; empty for an event</param>
    public byte[] Seal(StreamKey stream, long version, IReadOnlyDictionary<string, DataKey> keyOfOwner, string place = "") => Write((secret, path) =>
    {
        var key = keyOfOwner[secret.Owner];
        return SealedText.Seal(key.Id, key.Bytes, secret.Plain, AssociatedData.Of(stream.Tenant, stream.Id, version, place + path));
    });

    /// <summary>Whether another body holds the same values, sensitive ones included.</summary>
    public bool SaysTheSame(PlainBody other)
    {
        return Opened(this).AsSpan().SequenceEqual(Opened(other));

        static byte[] Opened(PlainBody body) => body.Write(static (secret, _) => $"{secret.Owner}:{Convert.ToBase64String(secret.Plain)}");
    }

    private byte[] Write(Func<Secret, string, string> secretly)
    {
        if (gaps.Count == 0)
        {
            return json;
        }

        var output = new ArrayBufferWriter<byte>(json.Length + Secrets.Sum(s => 128 + (s.Plain.Length * 4 / 3)));
        var from = 0;
        foreach (var gap in gaps)
        {
            output.Write(json.AsSpan(from, gap.Begin - from));
            Encoding.UTF8.GetBytes(secretly(gap.Secret, gap.Path), output);
            from = gap.End;
        }

        output.Write(json.AsSpan(from));
        return output.WrittenSpan.ToArray();
    }

    // Finds the places of secrets, and what cannot be stored while the member can still be named.
    private void Check(ReadOnlySpan<byte> marker)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number && !CanonicalJson.IsSafe(reader))
            {
                throw new NotSupportedException($"A stored number must be an integer below 2^53, at {PathOf(reader)}; store it as a string.");
            }

            if (reader.ValueIsEscaped && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
            {
                throw new ArgumentException($"A stored text holds a NUL character, at {PathOf(reader)}.");
            }

            if (Secrets.Count > 0 && reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith(marker))
            {
                var secret = Secrets[int.Parse(reader.ValueSpan[marker.Length..], NumberStyles.None, CultureInfo.InvariantCulture)];
                gaps.Add(new Gap((int)reader.TokenStartIndex + 1, (int)reader.BytesConsumed - 1, PathOf(reader), secret));
            }
        }
    }

    private string PathOf(in Utf8JsonReader reader) => MemberPath.Of(json, reader.TokenStartIndex, reader.CurrentDepth);

    /// <summary>Where a secret was taken out, between the quotes.</summary>
    private readonly record struct Gap(int Begin, int End, string Path, Secret Secret);
}
