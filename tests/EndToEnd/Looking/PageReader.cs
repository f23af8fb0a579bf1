using System.Text.RegularExpressions;
using Coc.EndToEnd.Calling;

namespace Coc.EndToEnd.Looking;

/// <summary>Reads pages as one signed-in person, without a browser: as bytes, to be compared.</summary>
internal sealed partial class PageReader(HttpClient http, string token)
{
    public static PageReader Of(HttpClient http, Client client) => new(http, client.Headers["Authorization"]["Bearer ".Length..]);

    /// <summary>Status and page; what differs from one rendering to the next by chance is taken out.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", $"coc-session={token}");
        using var answer = await http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        var elsewhere = answer.Headers.Location?.ToString() ?? "";
        elsewhere.ShouldNotContain("sign-in", Case.Insensitive, $"{path} asks to sign in");
        return $"{(int)answer.StatusCode} {elsewhere} {ByChance().Replace(page, "")}";
    }

    // The form's token, the trace of the request, and instants to the minute.
    [GeneratedRegex("""name="__RequestVerificationToken" value="[^"]*"|[0-9a-f]{32}|00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]|datetime="[^"]*">[^<]*""")]
    private static partial Regex ByChance();
}
