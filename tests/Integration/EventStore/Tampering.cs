using System.Text.Json.Nodes;

namespace Coc.Integration.EventStore;

/// <summary>One change to one event of an export, of any kind that a chain must tell.</summary>
internal static class Tampering
{
    private static readonly string[] Texts = ["type", "dotnetType", "correlation", "causation", "userName"];

    /// <summary>False when the drawn change would change nothing.</summary>
    public static bool Change(List<string> lines, int at, Random random, out string how)
    {
        var line = JsonNode.Parse(lines[at])!;
        var stored = line["event"]!.AsObject();
        var next = at + 1 < lines.Count && lines[at + 1].StartsWith("{\"event\"", StringComparison.Ordinal);
        switch (random.Next(12))
        {
            case 0:
                how = "deletion";
                lines.RemoveAt(at);
                return true;
            case 1 when next:
                how = "swap";
                (lines[at], lines[at + 1]) = (lines[at + 1], lines[at]);
                return true;
            case 2:
                how = "version";
                stored["version"] = stored["version"]!.GetValue<long>() + random.Next(1, 3);
                break;
            case 3:
                how = "instant";
                stored["at"] = $"20{random.Next(10, 30)}-01-01T00:00:00.{random.Next(1_000_000):D6}Z";
                break;
            case 4:
                how = "id";
                stored["id"] = Guid.NewGuid().ToString();
                break;
            case 5:
                how = "no headers";
                stored["headers"]!.AsObject().Remove("h");
                break;
            case 6 or 7:
                return Inside(stored["headers"]!.AsObject(), random, out how) && Put(lines, at, line);
            case 8 or 9:
                return Inside(stored["data"]!.AsObject(), random, out how) && Put(lines, at, line);
            default:
                how = Texts[random.Next(Texts.Length)];
                var before = stored[how]?.GetValue<string>();
                stored[how] = random.Next(4) == 0 && how != "type" ? null : Mutated(before ?? "", random);
                if (stored[how]?.GetValue<string>() == before)
                {
                    return false;
                }

                break;
        }

        return Put(lines, at, line);
    }

    private static bool Put(List<string> lines, int at, JsonNode line)
    {
        lines[at] = line.ToJsonString();
        return true;
    }

    private static bool Inside(JsonObject json, Random random, out string how)
    {
        var name = json.ElementAt(random.Next(json.Count)).Key;
        how = $"member {name}";
        switch (random.Next(4))
        {
            case 0:
                json.Remove(name);
                break;
            case 1:
                json.Add($"{name}{random.Next()}", null);
                break;
            default:
                var value = json[name]!;
                json[name] = value.GetValueKind() == System.Text.Json.JsonValueKind.String ? Mutated(value.GetValue<string>(), random) : value.GetValue<long>() + random.Next(1, 9);
                break;
        }

        return true;
    }

    private static string Mutated(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(3) switch
        {
            0 when at < text.Length => text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..],
            1 when at < text.Length && !char.IsSurrogate(text[at]) => text.Remove(at, 1),
            _ => text + (char)random.Next('a', 'z'),
        };
    }
}
