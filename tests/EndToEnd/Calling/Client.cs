using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Coc.EndToEnd.Calling;

/// <summary>Somebody in front of the gateway: nobody in particular, somebody signed in, or the holder of a receipt or room code.</summary>
internal sealed class Client(HttpClient http)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly Stopwatch age = Stopwatch.StartNew();
    private (string Email, string Password)? account;
    private TimeSpan goodFor = TimeSpan.MaxValue;

    /// <summary>Headers of every call: <c>Authorization</c>, <c>Receipt</c>, <c>Room</c>.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    public string Email => account?.Email ?? "nobody";

    public static async Task<Client> SignInAsync(HttpClient http, string email, string password)
    {
        var client = new Client(http) { account = (email, password) };
        await client.SignInAsync();
        return client;
    }

    /// <summary>The same connection, with one header more.</summary>
    public Client With(string header, string value)
    {
        var other = new Client(http);
        foreach (var (name, old) in Headers)
        {
            other.Headers[name] = old;
        }

        other.Headers[header] = value;
        return other;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, Content(body ?? new { }));

    public Task<Answer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Content(body));

    /// <summary>A body as it is, good or bad.</summary>
    public Task<Answer> PostRawAsync(string path, byte[] body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>A form with one file.</summary>
    public Task<Answer> UploadAsync(string path, HttpContent file, string name, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { file, "file", name } };
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return SendAsync(HttpMethod.Post, path, form);
    }

    /// <summary>A file as it comes, with the headers it comes with.</summary>
    public async Task<(int Status, byte[] Content, string Headers)> DownloadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), $"{response.Headers}{response.Content.Headers}");
    }

    /// <summary>Any operation, with any bytes.</summary>
    public Task<Answer> CallAsync(HttpMethod method, string path, string? body)
    {
        var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return SendAsync(method, path, content);
    }

    /// <summary>All pages of a list.</summary>
    public async Task<IReadOnlyList<JsonNode>> AllAsync(string path)
    {
        var all = new List<JsonNode>();
        string? next = null;
        do
        {
            var page = (await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200{(next is null ? "" : "&cursor=" + Uri.EscapeDataString(next))}")).Expect(200);
            all.AddRange(page.Items);
            next = (string?)page.Json["next"];
        }
        while (next is not null);

        return all;
    }

    private async Task SignInAsync()
    {
        Headers.Remove("Authorization");
        age.Restart();
        goodFor = TimeSpan.MaxValue;
        var answer = (await PostAsync("/api/identity/login", new { email = account!.Value.Email, password = account.Value.Password })).Expect(200);
        goodFor = TimeSpan.FromSeconds((int)answer["expiresIn"] - 15);
        Headers["Authorization"] = "Bearer " + (string)answer["accessToken"]!;
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        if (account is not null && age.Elapsed > goodFor)
        {
            await SignInAsync();
        }

        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return new Answer($"{method} {path} as {Email}", response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    private static StringContent Content(object body) =>
        new(body is JsonNode node ? node.ToJsonString() : JsonSerializer.Serialize(body, Options), Encoding.UTF8, "application/json");
}
