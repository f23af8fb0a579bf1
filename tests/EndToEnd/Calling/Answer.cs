using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Coc.EndToEnd.Calling;

/// <summary>What came back over HTTP.</summary>
internal sealed record Answer(string Call, HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    private JsonNode? parsed;

    public JsonNode Json => parsed ??= JsonNode.Parse(Text) ?? throw Wrong("an empty body");

    public string? Code => Status >= HttpStatusCode.BadRequest && Text.StartsWith('{') ? (string?)Json["code"] : null;

    public JsonNode this[string member] => Json[member] ?? throw Wrong($"no '{member}'");

    public IReadOnlyList<JsonNode> Items => [.. this["items"].AsArray().Select(n => n!)];

    /// <summary>This answer when its status is the wanted one.</summary>
    public Answer Expect(int status, string? code = null) =>
        (int)Status == status && (code is null || Code == code) ? this : throw Wrong($"{(int)Status} instead of {status} {code}");

    private InvalidOperationException Wrong(string what) => new($"{Call} answered with {what}:\n{(int)Status} {Text[..Math.Min(Text.Length, 3000)]}");
}

/// <summary>Reading of JSON members by their meaning.</summary>
internal static class Reading
{
    public static Guid Id(this JsonNode node, string member = "id") => Guid.Parse((string?)node[member] ?? throw new InvalidOperationException($"no '{member}' in {node}"));

    public static string Text(this JsonNode node, string member) => (string?)node[member] ?? throw new InvalidOperationException($"no '{member}' in {node}");

    public static IReadOnlyList<JsonNode> List(this JsonNode node, string member) =>
        [.. (node[member] ?? throw new InvalidOperationException($"no '{member}' in {node}")).AsArray().Select(n => n!)];

    public static DateTimeOffset Instant(this JsonNode node, string member) =>
        DateTimeOffset.Parse(node.Text(member), System.Globalization.CultureInfo.InvariantCulture);
}
