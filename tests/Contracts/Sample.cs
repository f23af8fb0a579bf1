using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coc.EventStore;
using Coc.Platform.Http;

namespace Coc.Contracts.Tests;

/// <summary>Makes a filled-in instance of any record, always the same, and writes it as the wire or the log would.</summary>
internal static class Sample
{
    private static readonly JsonSerializerOptions Options = Marking(Json.Options);

    /// <summary>The record as JSON, every member set.</summary>
    public static string Of(Type type) => Text(Make(type), Options);

    /// <summary>The record, every member set.</summary>
    public static object Make(Type type) => Make(type, "sample")!;

    /// <summary>A record as JSON, by options of <see cref="Marking"/>.</summary>
    public static string Text(object record, JsonSerializerOptions marking) => JsonSerializer.Serialize(record, record.GetType(), marking);

    /// <summary>Options that write every member and show sensitive ones under a mark.</summary>
    public static JsonSerializerOptions Marking(JsonSerializerOptions like) => new(like)
    {
        WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never, Converters = { new SensitiveAsMark() },
    };

    /// <summary>Stands around a value that is ciphertext in the log.</summary>
    public const string Mark = "(encrypted)";

    private static object? Make(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0);
        }

        if (Leaf(type, name) is { } leaf)
        {
            return leaf;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyDictionary<,>) || open == typeof(Dictionary<,>)))
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))!;
            map.Add(Make(type.GetGenericArguments()[0], name)!, Make(type.GetGenericArguments()[1], name));
            return map;
        }

        if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            var list = Array.CreateInstance(item, 1);
            list.SetValue(Make(item, name), 0);
            return type.IsInterface || type.IsArray ? list : Activator.CreateInstance(type, list);
        }

        var concrete = type.IsAbstract ? type.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(type)).MinBy(t => t.Name, StringComparer.Ordinal)! : type;
        var constructor = concrete.GetConstructors().Where(c => !IsCopy(c)).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{concrete} cannot be made for a sample.");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, p.Name!))]);
    }

    private static object? Leaf(Type type, string name) => type switch
    {
        _ when type == typeof(string) => name,
        _ when type == typeof(Guid) => new Guid("01890000-0000-7000-8000-000000000001"),
        _ when type == typeof(int) => 1,
        _ when type == typeof(long) => 1L,
        _ when type == typeof(double) => 1.5,
        _ when type == typeof(decimal) => 1.5m,
        _ when type == typeof(bool) => name != nameof(Sensitive<string>.Erased),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
        _ when type == typeof(DateOnly) => new DateOnly(2026, 3, 2),
        _ when type == typeof(TimeSpan) => TimeSpan.FromHours(1),
        _ when type == typeof(byte[]) => new byte[] { 1 },
        _ => null,
    };

    private static bool IsCopy(ConstructorInfo constructor) => constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    // In the log it is ciphertext; what matters is that it is marked.
    private sealed class SensitiveAsMark : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sensitive<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Marked<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

        private sealed class Marked<T> : JsonConverter<Sensitive<T>>
        {
            public override Sensitive<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

            public override void Write(Utf8JsonWriter writer, Sensitive<T> value, JsonSerializerOptions options)
            {
                writer.WriteStartObject();
                writer.WritePropertyName(Mark);
                JsonSerializer.Serialize(writer, value.Value, options);
                writer.WriteEndObject();
            }
        }
    }
}
