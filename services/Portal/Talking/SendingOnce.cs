using System.Security.Cryptography;
using Coc.Platform.Http;

namespace Coc.Portal.Talking;

/// <summary>Commands that have their effect once, however often their form comes (api.md "Idempotency-Key"): the form brings a key that was drawn when it was shown.</summary>
internal static class SendingOnce
{
    public const string Header = "Idempotency-Key";
    private const int Bytes = 32;

    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The key of a form; a new one where somebody has tampered with it.</summary>
    public static string KeyOf(string posted) => posted.Length == Bytes * 2 && posted.All(char.IsAsciiHexDigitLower) ? posted : NewKey();

    public static async Task<T> SendOnceAsync<T>(this Api api, string path, object body, string key, CancellationToken cancellationToken, Code? code = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType(), options: Json.Options) };
        request.Headers.Add(Header, key);
        using var answer = await api.SendAsync(request, code, null, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<T>(Json.Options, cancellationToken) ?? throw new System.Text.Json.JsonException("The API answered null.");
    }
}
