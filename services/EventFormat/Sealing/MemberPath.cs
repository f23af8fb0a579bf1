using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Coc.EventFormat.Sealing;

/// <summary>The JSON pointer (RFC 6901) of a value, from the offset at which it begins: converters know no more than that.</summary>
public static class MemberPath
{
    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    /// <summary>The path of the value that begins there.</summary>
    /// <param name="depth">of the value; 1 is a member of the body itself</param>
    public static string Of(ReadOnlySpan<byte> json, long offset, int depth) =>
        (depth == 1 ? NameBefore(json[..(int)offset]) : null) is { } name ? "/" + name : Walked(json, offset);

    // Most are members of the body itself: their path is the name in front of them. Null when it is not that simple.
    private static string? NameBefore(ReadOnlySpan<byte> json)
    {
        json = json.TrimEnd(Space);
        if (!json.EndsWith(":"u8))
        {
            return null;
        }

        json = json[..^1].TrimEnd(Space)[..^1];
        var begin = json.LastIndexOf((byte)'"') + 1;
        return json[begin - 2] == '\\' || json[begin..].IndexOfAny("\\~/"u8) >= 0 ? null : Encoding.UTF8.GetString(json[begin..]);
    }

    private static string Walked(ReadOnlySpan<byte> json, long offset)
    {
        var steps = new Stack<(string? Name, int Index)>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read() && reader.TokenStartIndex < offset)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    steps.Pop();
                    steps.Push((reader.GetString(), -1));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    steps.Pop();
                    break;
                default:
                    Next(steps);
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        steps.Push((null, -1));
                    }

                    break;
            }
        }

        Next(steps);
        return string.Concat(steps.Reverse().Select(s => "/" + (s.Name is { } name
            ? name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : s.Index.ToString(CultureInfo.InvariantCulture))));
    }

    // A value begins here; inside an array it is the next item.
    private static void Next(Stack<(string? Name, int Index)> steps)
    {
        if (steps.TryPeek(out var step) && step.Name is null)
        {
            steps.Pop();
            steps.Push((null, step.Index + 1));
        }
    }
}
