using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Coc.EventFormat;

/// <summary>
/// RFC 8785: the one text of a JSON value. Hashes run over it, because <c>jsonb</c> reorders keys and rewrites numbers.
/// </summary>
public static class CanonicalJson
{
    /// <summary>2^53 - 1: beyond it readers of JSON round.</summary>
    public const long LargestSafeInteger = (1L << 53) - 1;

    // Beyond it the serialiser refuses to write, and the reader to read.
    private const int DeepestObject = 64;

    private static ReadOnlySpan<byte> Hex => "0123456789abcdef"u8;

    /// <summary>The canonical text of a value, in UTF-8.</summary>
    /// <param name="without">a member of the object that is left out: headers are hashed without their own hash</param>
    /// <param name="exact">refuse numbers that are not in their one text already: two that differ behind the 17th digit would have the same</param>
    /// <exception cref="FormatException">a value that has no one text</exception>
    public static byte[] Of(JsonElement value, string? without = null, bool exact = false)
    {
        var output = new ArrayBufferWriter<byte>(512);
        Write(output, value, without, exact);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Whether a text without spaces is surely canonical: plain names in order, no escapes, safe integers only. False says nothing.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        Span<Range> before = stackalloc Range[DeepestObject + 1];
        while (reader.Read())
        {
            if (reader.ValueIsEscaped || (reader.TokenType == JsonTokenType.Number && (!IsSafe(reader) || reader.ValueSpan.SequenceEqual("-0"u8))))
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.StartObject)
            {
                before[reader.CurrentDepth + 1] = default;
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueSpan.SequenceCompareTo(json[before[reader.CurrentDepth]]) <= 0 || !Ascii.IsValid(reader.ValueSpan))
                {
                    return false;
                }

                before[reader.CurrentDepth] = new Range((int)reader.TokenStartIndex + 1, (int)reader.TokenStartIndex + 1 + reader.ValueSpan.Length);
            }
        }

        return true;
    }

    /// <summary>Writes what <see cref="Of"/> answers.</summary>
    public static void Write(IBufferWriter<byte> output, JsonElement value, string? without = null, bool exact = false)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, value, without, exact);
                break;
            case JsonValueKind.Array:
                output.Write("["u8);
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    Separate(output, ref first);
                    Write(output, item, null, exact);
                }

                output.Write("]"u8);
                break;
            case JsonValueKind.String:
                WriteString(output, value.GetString()!);
                break;
            case JsonValueKind.Number:
                var number = Number(value.GetDouble());
                if (exact && !JsonMarshal.GetRawUtf8Value(value).SequenceEqual(Encoding.UTF8.GetBytes(number)))
                {
                    throw new FormatException("A number is not in its canonical form.");
                }

                Encoding.UTF8.GetBytes(number, output);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            default:
                throw new ArgumentException("Not a JSON value.", nameof(value));
        }
    }

    /// <summary>Whether the number the reader stands on is an integer that every reader of JSON keeps.</summary>
    public static bool IsSafe(in Utf8JsonReader reader) => reader.TryGetInt64(out var number) && number is <= LargestSafeInteger and >= -LargestSafeInteger;

    /// <summary>A text as a JSON string, quotes included.</summary>
    public static string Quoted(string text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + 2);
        WriteString(output, text);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Writes what <see cref="Quoted"/> answers.</summary>
    public static void WriteString(IBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is var at and >= 0)
        {
            WriteUtf8(output, rest[..at]);
            WriteEscape(output, rest[at]);
            rest = rest[(at + 1)..];
        }

        WriteUtf8(output, rest);
        output.Write("\""u8);
    }

    /// <summary>A member order of RFC 8785 is that of UTF-16 code units, which is what ordinal comparison does.</summary>
    private static JsonProperty[] InOrder(JsonElement value)
    {
        var members = value.EnumerateObject().ToArray();
        Array.Sort(members, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        for (var i = 1; i < members.Length; i++)
        {
            if (members[i].Name == members[i - 1].Name)
            {
                throw new FormatException("A member stands twice in an object.");
            }
        }

        return members;
    }

    /// <summary>A number as ECMAScript prints it, from the shortest digits that read back as the same number.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("Not a JSON number.", nameof(value));
        }

        if (value == 0)
        {
            return "0";
        }

        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var digits = Digits(shortest);
        var exponent = PointOf(shortest);
        var sign = value < 0 ? "-" : "";
        return exponent switch
        {
            <= 21 when exponent >= digits.Length => sign + digits + new string('0', exponent - digits.Length),
            > 0 and <= 21 => $"{sign}{digits[..exponent]}.{digits[exponent..]}",
            > -6 and <= 0 => $"{sign}0.{new string('0', -exponent)}{digits}",
            _ => $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent > 0 ? "+" : "-")}{Math.Abs(exponent - 1)}",
        };
    }

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create("\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c)));

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static void WriteObject(IBufferWriter<byte> output, JsonElement value, string? without, bool exact)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var member in InOrder(value))
        {
            if (member.Name == without)
            {
                continue;
            }

            Separate(output, ref first);
            WriteString(output, member.Name);
            output.Write(":"u8);
            Write(output, member.Value, null, exact);
        }

        output.Write("}"u8);
    }

    private static void Separate(IBufferWriter<byte> output, ref bool first)
    {
        if (!first)
        {
            output.Write(","u8);
        }

        first = false;
    }

    private static void WriteUtf8(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            Strict.GetBytes(text, output);
        }
    }

    private static void WriteEscape(IBufferWriter<byte> output, char c) => output.Write(c switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\b' => "\\b"u8,
        '\t' => "\\t"u8,
        '\n' => "\\n"u8,
        '\f' => "\\f"u8,
        '\r' => "\\r"u8,
        _ => [(byte)'\\', (byte)'u', (byte)'0', (byte)'0', Hex[c >> 4], Hex[c & 15]],
    });

    private static string Digits(string shortest) =>
        shortest.Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');

    // Where the decimal point stands, counted from before the first significant digit (ECMAScript's n).
    private static int PointOf(string shortest)
    {
        var parts = shortest.Split('E');
        var shift = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var point = parts[0].IndexOf('.', StringComparison.Ordinal) is var at and >= 0 ? at : parts[0].Length;
        var plain = parts[0].Replace(".", "", StringComparison.Ordinal);
        return point - (plain.Length - plain.TrimStart('0').Length) + shift;
    }
}
