using System.Text.Json;
using System.Text.Json.Serialization;
using Coc.EventFormat.Sealing;

namespace Coc.EventStore.Serialization;

/// <summary>
/// Sits on <see cref="Sensitive{T}"/> itself, so that no serialiser can write one in the clear: outside the store's own sealing and opening it refuses.
/// </summary>
internal sealed class SensitiveConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sensitive<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(SensitiveConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}

internal sealed class SensitiveConverter<T> : JsonConverter<Sensitive<T>>
{
    public override Sensitive<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new SealedMemberException("A sensitive member is not a string.");
        }

        var opened = (OpeningScope.Current ?? throw Refused()).Open(reader);
        return opened.Plain is null
            ? new Sensitive<T>(default, opened.Owner, Erased: true)
            : new Sensitive<T>(JsonSerializer.Deserialize<T>(opened.Plain, options), opened.Owner);
    }

    public override void Write(Utf8JsonWriter writer, Sensitive<T> value, JsonSerializerOptions options)
    {
        var scope = SealingScope.Current ?? throw Refused();
        if (value.Erased)
        {
            throw new InvalidOperationException("An erased value cannot be stored again.");
        }

        ArgumentException.ThrowIfNullOrEmpty(value.Owner);
        using (scope.Suspend())
        {
            writer.WriteStringValue(scope.Add(value.Owner, JsonSerializer.SerializeToUtf8Bytes(value.Value, options)));
        }
    }

    private static NotSupportedException Refused() =>
        new("A sensitive value is written and read by the event store only; take its value, if who asks may see it.");
}
