using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coc.Sanctions.Features.OfferingSanctions;

/// <summary>A list of slugs, or the word <c>all</c>.</summary>
[JsonConverter(typeof(OfferedToConverter))]
internal sealed record OfferedTo(bool All, IReadOnlyList<string> Slugs);

internal sealed class OfferedToConverter : JsonConverter<OfferedTo>
{
    public override OfferedTo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String when reader.ValueTextEquals("all"u8) => new OfferedTo(true, []),
        JsonTokenType.StartArray => new OfferedTo(false, JsonSerializer.Deserialize<List<string?>>(ref reader, options)!.OfType<string>().ToList()),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, OfferedTo value, JsonSerializerOptions options) => throw new NotSupportedException();
}
