using System.Globalization;
using System.Text.Json.Nodes;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>Puts a value where a field's name says: <c>remedies[0].scope.spaces</c>.</summary>
internal static class JsonPath
{
    public static void Set(JsonObject root, string path, JsonNode value)
    {
        JsonNode at = root;
        var parts = Parts(path);
        for (var i = 0; i < parts.Count - 1; i++)
        {
            at = Into(at, parts[i], list: parts[i + 1] is int);
        }

        if (parts[^1] is int index)
        {
            Fill((JsonArray)at, index, () => null);
            ((JsonArray)at)[index] = value;
        }
        else
        {
            ((JsonObject)at)[(string)parts[^1]] = value;
        }
    }

    private static JsonNode Into(JsonNode at, object part, bool list)
    {
        JsonNode New() => list ? new JsonArray() : new JsonObject();
        if (part is int index)
        {
            Fill((JsonArray)at, index, New);
            return ((JsonArray)at)[index] ??= New();
        }

        return ((JsonObject)at)[(string)part] ??= New();
    }

    private static void Fill(JsonArray list, int index, Func<JsonNode?> empty)
    {
        while (list.Count <= index)
        {
            list.Add(empty());
        }
    }

    // Names and places in lists, in their order.
    private static List<object> Parts(string path) =>
        [.. path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries).Select(p => p.EndsWith(']') ? int.Parse(p[..^1], CultureInfo.InvariantCulture) : (object)p)];
}
