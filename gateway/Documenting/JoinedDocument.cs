using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Gateway.Routing;

namespace Coc.Gateway.Documenting;

/// <summary>The services' OpenAPI documents as one. A service that does not answer is left out until it does, and named.</summary>
internal sealed class JoinedDocument(Connections connections, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeptWithoutAll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly string[] Services = ["identity", "intake", "liaison", "cases", "sanctions", "ledger"];
    private readonly SemaphoreSlim oneAtATime = new(1);
    private JsonObject? kept;
    private TimeSpan keptFor;
    private long since;

    public async Task<JsonObject> ReadAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (kept is null || time.GetElapsedTime(since) > keptFor)
            {
                var documents = await Task.WhenAll(Services.Select(FetchAsync));
                var (joined, missing) = (Join(documents), Services.Where((_, i) => documents[i] is null).ToList());
                (kept, keptFor) = missing.Count == 0 ? (joined, Kept) : (Without(joined, missing), KeptWithoutAll); // asked again soon, but not once for each who asks
                since = time.GetTimestamp();
            }

            return kept;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Paths side by side; schemas under the name of their service, because two services may mean different things by one name.</summary>
    public static JsonObject Join(IEnumerable<(string Service, JsonObject Document)?> documents)
    {
        JsonObject paths = [], schemas = [];
        foreach (var (service, document) in documents.OfType<(string, JsonObject)>())
        {
            foreach (var (path, item) in document["paths"] as JsonObject ?? [])
            {
                if (path.StartsWith("/api", StringComparison.Ordinal) && item is JsonObject operations)
                {
                    Add(paths, path, operations, service);
                }
            }

            foreach (var (name, schema) in document["components"]?["schemas"] as JsonObject ?? [])
            {
                schemas[$"{service}.{name}"] = Renamed(schema, service);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "Code of Conduct cases across projects", ["version"] = "v1" },
            ["paths"] = new JsonObject(paths.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))),
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    /// <summary>Says that these services did not answer, so that nobody takes what is left for the whole.</summary>
    public static JsonObject Without(JsonObject document, IEnumerable<string> services)
    {
        document["info"]!["description"] = $"Not complete: {string.Join(", ", services)} did not answer just now.";
        return document;
    }

    private static void Add(JsonObject paths, string path, JsonObject operations, string service)
    {
        var all = paths[path] as JsonObject ?? [];
        foreach (var (method, operation) in operations)
        {
            if (Renamed(operation, service) is JsonObject copy)
            {
                copy["tags"] = new JsonArray(service);
                all[method] = copy;
            }
        }

        paths[path] = all;
    }

    private static JsonNode? Renamed(JsonNode? node, string service) =>
        node is null ? null : JsonNode.Parse(node.ToJsonString().Replace("#/components/schemas/", $"#/components/schemas/{service}.", StringComparison.Ordinal));

    private async Task<(string, JsonObject)?> FetchAsync(string service)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, connections.AddressOf(service) + "openapi/v1.json");
            using var answer = await connections.Client.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode && await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(limit.Token), cancellationToken: limit.Token) is JsonObject document
                ? (service, document)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException or IOException)
        {
            return null;
        }
    }
}
