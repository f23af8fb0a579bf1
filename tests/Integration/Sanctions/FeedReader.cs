using System.Net.Http.Json;
using System.Text.Json;
using Coc.Platform.Security;

namespace Coc.Integration.Sanctions;

/// <summary>Follows a body's feed as a bot would: goes on behind <c>next</c>, and keeps what it was told of each account.</summary>
internal sealed class FeedReader(SanctionsApp sanctions, Caller caller, string body)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public long Next { get; private set; }

    public List<Told> Seen { get; } = [];

    /// <summary>What came since the last time, to the end.</summary>
    public async Task<IReadOnlyList<Told>> ReadOnAsync(int limit = 1000)
    {
        var came = new List<Told>();
        for (var more = true; more;)
        {
            var page = await sanctions.GetAsync(caller, $"/api/bodies/{body}/standing/feed?after={Next}&limit={limit}");
            var items = page.GetProperty("items").Deserialize<List<Told>>(JsonSerializerOptions.Web)!;
            Next = page.GetProperty("next").GetInt64();
            came.AddRange(items);
            more = items.Count > 0;
        }

        Seen.AddRange(came);
        return came;
    }

    /// <summary>Of these accounts only: other tests of the class write into the same feed.</summary>
    public async Task<IReadOnlyList<string>> WordsAsync(params string[] accounts) =>
        [.. (await ReadOnAsync()).Where(t => accounts.Contains(t.Account)).Select(t => $"{t.Standing} {t.Cause}")];

    public static async Task<IReadOnlyList<Told>> FromTheBeginningAsync(SanctionsApp sanctions, Caller caller, string body) => await new FeedReader(sanctions, caller, body).ReadOnAsync();

    public static async Task<HttpResponseMessage> TryAsync(SanctionsApp sanctions, Caller caller, string body, string query = "")
    {
        using var http = sanctions.App.As(caller);
        return await http.GetAsync($"/api/bodies/{body}/standing/feed{query}", Token);
    }

    public static async Task<(Guid Id, Caller Bot)> KeyAsync(SanctionsApp sanctions, Caller chair, string body)
    {
        using var made = await sanctions.PostAsync(chair, $"/api/bodies/{body}/api-keys", new { name = "bot" });
        var key = await made.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (key.GetProperty("id").GetGuid(), new Caller(CallerKind.Bot, key.GetProperty("key").GetString()!, []));
    }
}

internal sealed record Told(long Seq, string? Account, string? Standing, DateTimeOffset? Until, string? Cause, bool Gone);
