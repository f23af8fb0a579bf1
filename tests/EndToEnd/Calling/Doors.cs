using System.Text.RegularExpressions;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>One operation of the joined OpenAPI document.</summary>
internal sealed partial record Door(HttpMethod Method, string Path)
{
    private static readonly string[] Open =
        ["/api/bodies", "/api/bodies/{slug}", "/api/events", "/api/reports", "/api/reports/preview", "/api/identity/login", "/api/identity/refresh", "/api/invitations/accept", "/api/codes/exchange", "/api/demo/clock", "/api/transparency"];

    /// <summary>Whether one has to be signed in with an account; the others are open or ask for a code.</summary>
    public bool SignedIn => !(Open.Contains(Path) && (Method == HttpMethod.Get || !Path.StartsWith("/api/bodies", StringComparison.Ordinal)) && !(Path is "/api/events" or "/api/demo/clock" && Method != HttpMethod.Get))
        && !Path.StartsWith("/api/receipt", StringComparison.Ordinal) && !Path.StartsWith("/api/room", StringComparison.Ordinal)
        && Path != "/api/orders/{id}/report";

    public bool HasParameters => Path.Contains('{', StringComparison.Ordinal);

    public bool Writes => Method != HttpMethod.Get && Method != HttpMethod.Delete;

    /// <summary>The path with its parameters filled in.</summary>
    public string With(Func<string, string> value) => Parameter().Replace(Path, m => Uri.EscapeDataString(value(m.Groups[1].Value)));

    public static async Task<IReadOnlyList<Door>> AllAsync(RunningSystem system)
    {
        var document = (await system.Anyone().GetAsync("/openapi/v1.json")).Expect(200);
        return
        [
            .. from path in document["paths"].AsObject()
               from operation in path.Value!.AsObject()
               where operation.Key is "get" or "post" or "put" or "patch" or "delete"
               select new Door(new HttpMethod(operation.Key.ToUpperInvariant()), path.Key),
        ];
    }

    public override string ToString() => $"{Method} {Path}";

    [GeneratedRegex(@"\{([a-z]+)[^}]*\}", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();
}
