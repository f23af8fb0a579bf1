using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coc.Platform.Http;

/// <summary>One way to write JSON: camelCase, enums as camelCase strings, nulls left out of answers.</summary>
public static class Json
{
    /// <summary>Options of every HTTP body and message.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Applies them to a host's own options.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new ElementConverter());
        return options;
    }
}

/// <summary>Reads strings; refuses what PostgreSQL cannot store and what is only half a character.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Text(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Text(ref reader);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    public static string Text(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidTextException(); // an unpaired surrogate, escaped
        }

        return text.Contains('\0', StringComparison.Ordinal) ? throw new InvalidTextException() : text;
    }
}

/// <summary>Reads JSON that is kept as it came; its texts are judged like all others.</summary>
internal sealed class ElementConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        var element = JsonElement.ParseValue(ref reader);
        do
        {
            if (ahead.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                TextConverter.Text(ref ahead);
            }
        }
        while (ahead.BytesConsumed < reader.BytesConsumed && ahead.Read());

        return element;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}

internal sealed class InvalidTextException() : JsonException("invalid text");
