using System.Net.Http.Headers;
using System.Text.Json;
using Coc.Platform.Http;

namespace Coc.Portal.Talking;

/// <summary>
/// The API, asked as the visitor of this request and through the same door as everybody: a page can show and do nothing that its visitor could not. Whose address counts against the limits
/// is in the visit's ticket, which the gateway gave and reads; pages never learn it.
/// </summary>
internal sealed class Api(HttpClient http, Visitor visitor)
{
    /// <summary>Carries the visit from the gateway to here and back.</summary>
    public const string VisitHeader = "Coc-Visit";

    /// <summary>Reads something.</summary>
    /// <exception cref="RefusedException">any answer but 2xx</exception>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken, Code? code = null)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, path), code, null, cancellationToken);
        return await ReadAsync<T>(answer, cancellationToken);
    }

    /// <summary>Reads something that need not be there for this visitor.</summary>
    public async Task<T?> FindAsync<T>(string path, CancellationToken cancellationToken, Code? code = null) where T : class
    {
        try
        {
            return await GetAsync<T>(path, cancellationToken, code);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    /// <summary>Commands something and reads the answer.</summary>
    /// <param name="etag">what the visitor saw: the command is refused with 412 when it has changed</param>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object body, CancellationToken cancellationToken, Code? code = null, string? etag = null)
    {
        using var answer = await SendAsync(method, path, body, code, etag, cancellationToken);
        return await ReadAsync<T>(answer, cancellationToken);
    }

    /// <summary>Commands something whose answer is not shown.</summary>
    public async Task DoAsync(HttpMethod method, string path, object body, CancellationToken cancellationToken, Code? code = null, string? etag = null) =>
        (await SendAsync(method, path, body, code, etag, cancellationToken)).Dispose();

    /// <summary>Sends content as it is, such as a file, and leaves the answer to the caller, who disposes of it.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Code? code, string? etag, CancellationToken cancellationToken)
    {
        if (visitor.Visit is { } visit)
        {
            request.Headers.TryAddWithoutValidation(VisitHeader, visit);
        }

        if (code is not null)
        {
            request.Headers.TryAddWithoutValidation(code.Header, code.Value);
        }
        else if (visitor.AccessToken is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw new RefusedException(await RefusalAsync(answer, cancellationToken));
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object body, Code? code, string? etag, CancellationToken cancellationToken) =>
        SendAsync(new(method, path) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) }, code, etag, cancellationToken);

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        await answer.Content.ReadFromJsonAsync<T>(Json.Options, cancellationToken) ?? throw new JsonException("The API answered null.");

    private static async Task<Refusal> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        var said = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await answer.Content.ReadFromJsonAsync<Refusal>(Json.Options, cancellationToken)
            : null;
        return (said ?? new Refusal(status, null)) with { Status = status, RetryAfter = (int?)answer.Headers.RetryAfter?.Delta?.TotalSeconds };
    }
}

/// <summary>A private code that is shown instead of a sign-in. Prints nothing of it.</summary>
internal sealed record Code(string Header, string Value)
{
    public static Code Receipt(string value) => new("Receipt", value);

    public static Code Room(string value) => new("Room", value);

    public override string ToString() => Header;
}
