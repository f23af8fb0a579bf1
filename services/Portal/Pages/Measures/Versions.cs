using System.Net;
using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Talking;

namespace Coc.Portal.Pages.Measures;

/// <summary>Something as it was when it was read.</summary>
/// <param name="Version">sent back with a command, which is refused when it has changed meanwhile</param>
internal sealed record Versioned<T>(T Value, string? Version);

/// <summary>Reading with a version, and commands of which it matters whether they are done or wait for a second seat.</summary>
internal static class Versions
{
    public static async Task<Versioned<T>> GetVersionedAsync<T>(this Api api, string path, CancellationToken cancellationToken)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await api.SendAsync(question, null, null, cancellationToken);
        var value = await answer.Content.ReadFromJsonAsync<T>(Json.Options, cancellationToken) ?? throw new JsonException("The API answered null.");
        return new(value, answer.Headers.ETag?.ToString());
    }

    /// <returns>whether it is done; otherwise a second seat has to agree</returns>
    public static async Task<bool> CommandAsync(this Api api, string path, object body, CancellationToken cancellationToken, string? version = null)
    {
        using var command = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) };
        using var answer = await api.SendAsync(command, null, version, cancellationToken);
        return answer.StatusCode != HttpStatusCode.Accepted;
    }
}
