using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coc.EventStore;
using Npgsql;
using static Coc.Integration.Sanctions.SanctionsApp;

namespace Coc.Integration.Sanctions;

/// <summary>A space of Sextant on a platform of its own, with a bot that is told of its orders. Signs by hand, so that nothing of ours says that our signatures are right.</summary>
internal sealed record BotSpace(SanctionsApp Sanctions, string Name, Guid Webhook, string Secret)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Space => $"{Name}:sextant";

    public string Account => $"{Name}:rex";

    public static async Task<BotSpace> AddAsync(SanctionsApp sanctions, string url)
    {
        var space = await BareAsync(sanctions);
        var proposed = await space.ProposeAsync(url);
        space = space with { Webhook = proposed.GetProperty("webhook").GetGuid(), Secret = proposed.GetProperty("secret").GetString()! };
        using var confirmed = await sanctions.PostAsync(Juno, $"/api/bodies/sextant/webhooks/{space.Webhook}/confirm", new { proposal = proposed.GetProperty("proposal").GetGuid() });
        confirmed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return space;
    }

    /// <summary>Without a webhook yet.</summary>
    public static async Task<BotSpace> BareAsync(SanctionsApp sanctions)
    {
        var space = new BotSpace(sanctions, "p" + Guid.NewGuid().ToString("N"), Guid.Empty, "");
        await space.RunAsync("insert into app.spaces (tenant_id, space, executors) values ('sextant', $1, array[$2]::uuid[])", space.Space, GithubOwner.Seats[0].Id);
        return space;
    }

    public async Task<JsonElement> ProposeAsync(string url)
    {
        using var proposed = await Sanctions.PostAsync(Ira, "/api/bodies/sextant/webhooks", new { space = Space, url });
        proposed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return JsonDocument.Parse(await proposed.Content.ReadAsStringAsync(Token)).RootElement;
    }

    /// <summary>A measure in force, with one order in this space.</summary>
    public async Task<Decided> OrderedAsync(TimeSpan? lasts = null)
    {
        var decided = await Sanctions.DecideAsync((await Sanctions.ReportAsync(Account)).Single(), lasts: lasts);
        await Sanctions.TellAsync(decided);
        return decided;
    }

    public async Task<JsonElement> OrderAsync() =>
        (await Sanctions.GetAsync(Ira, "/api/bodies/sextant/orders?limit=200")).GetProperty("items").EnumerateArray().Last(o => o.GetProperty("space").GetString() == Space);

    public async Task<JsonElement> LogAsync() => (await Sanctions.GetAsync(Ira, $"/api/bodies/sextant/webhooks/{Webhook}/deliveries")).GetProperty("items");

    public async Task<HttpResponseMessage> ReportAsync(Guid order, object body, string? id = null, DateTimeOffset? at = null, string? secret = null)
    {
        var text = JsonSerializer.Serialize(body);
        var (message, timestamp) = (id ?? Guid.NewGuid().ToString(), (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/orders/{order}/report") { Content = new StringContent(text, MediaTypeHeaderValue.Parse("application/json")) };
        request.Headers.Add("webhook-id", message);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Signature(secret ?? Secret, $"{message}.{timestamp}.{text}"));
        using var http = Sanctions.App.AsPublic();
        return await http.SendAsync(request, Token);
    }

    public static string Signature(string secret, string signed) => Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));

    public async Task RunAsync(string sql, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(Sanctions.App.Database.Service);
        await database.AsTenant("sextant").Add(sql, values).RunAsync(Token);
    }

    /// <summary>How many events the order has.</summary>
    public async Task<long> EventsAsync(Guid order)
    {
        await using var command = Sanctions.App.Daemon.CreateCommand("select count(*) from mt.mt_events where stream_id = $1");
        command.Parameters.AddWithValue(order);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
