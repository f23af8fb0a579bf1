using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Coc.Gateway.Documenting;

/// <summary>The joined document for people: one line an operation, no scripts.</summary>
internal static class ApiPage
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}h2{margin-top:2.5rem;text-transform:capitalize}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #d5d5d5}"
        + "code{font:0.95em ui-monospace,monospace;overflow-wrap:anywhere}td:first-child{width:5rem;font-weight:600}";

    /// <summary>Allows this page its own style and nothing else.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Render(JsonObject document)
    {
        var page = new StringBuilder(
            $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>API</title><style>{Style}</style></head><body><h1>API</h1>");
        page.Append("<p>The same for programs: <a href=\"/openapi/v1.json\">OpenAPI document</a>. Sign in with <code>POST /api/identity/login</code>, then send <code>Authorization: Bearer</code>.</p>");
        if (document["info"]?["description"]?.GetValue<string>() is { } notice)
        {
            page.Append("<p><strong>").Append(Text(notice)).Append("</strong></p>");
        }

        foreach (var service in Operations(document).GroupBy(o => o.Service))
        {
            page.Append("<h2>").Append(Text(service.Key)).Append("</h2><table><thead><tr><th scope=\"col\">Method</th><th scope=\"col\">Path</th><th scope=\"col\">Does</th></tr></thead><tbody>");
            foreach (var (_, method, path, summary) in service)
            {
                page.Append("<tr><td>").Append(Text(method)).Append("</td><td><code>").Append(Text(path)).Append("</code></td><td>").Append(Text(summary)).Append("</td></tr>");
            }

            page.Append("</tbody></table>");
        }

        return page.Append("</body></html>").ToString();
    }

    private static IEnumerable<(string Service, string Method, string Path, string Summary)> Operations(JsonObject document) =>
        from path in document["paths"] as JsonObject ?? []
        from operation in path.Value as JsonObject ?? []
        select (operation.Value?["tags"]?[0]?.GetValue<string>() ?? "", operation.Key.ToUpperInvariant(), path.Key, operation.Value?["summary"]?.GetValue<string>() ?? "");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

internal static class DocumentRoutes
{
    public static void MapDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi/v1.json", async (HttpContext context, JoinedDocument document) =>
            Results.Text((await document.ReadAsync(context.RequestAborted)).ToJsonString(), "application/json", Encoding.UTF8)).ExcludeFromDescription();
        routes.MapGet("/api", async (HttpContext context, JoinedDocument document) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ApiPage.Policy;
            return Results.Text(ApiPage.Render(await document.ReadAsync(context.RequestAborted)), "text/html; charset=utf-8", Encoding.UTF8);
        }).ExcludeFromDescription();
    }
}
