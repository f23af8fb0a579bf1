using System.Text.Json;
using Coc.Gateway.Asking;
using Coc.Gateway.Routing;

namespace Coc.Gateway.Health;

/// <summary>How the parts are: by name, and one word each.</summary>
internal sealed record Condition(string Status, IReadOnlyDictionary<string, string> Parts);

/// <summary>Asks the services how they are; many askers at once cost one round of questions.</summary>
internal sealed class Parts(Connections connections, AccessFeed feed, TimeProvider time)
{
    public const string Ready = "ready";
    public const string Degraded = "degraded";
    public const string Unavailable = "unavailable";

    private static readonly string[] Names = ["intake", "identity", "liaison", "cases", "sanctions", "ledger", "portal"];
    private static readonly TimeSpan Kept = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);
    private readonly Lock gate = new();
    private Task<Condition>? asked;
    private long since;

    public Task<Condition> AskAsync()
    {
        lock (gate)
        {
            if (asked is null || (asked.IsCompleted && time.GetElapsedTime(since) > Kept))
            {
                since = time.GetTimestamp();
                asked = AskAllAsync();
            }

            return asked;
        }
    }

    /// <summary>Reports can be taken and people can sign in: that is ready; everything else may be missing for a while.</summary>
    public static string Sum(IReadOnlyDictionary<string, string> parts) =>
        parts["intake"] == Unavailable || parts["identity"] == Unavailable ? Unavailable : parts.Values.All(p => p == Ready) ? Ready : Degraded;

    private async Task<Condition> AskAllAsync()
    {
        var answers = await Task.WhenAll(Names.Select(AskAsync));
        var parts = Names.Zip(answers).ToDictionary(p => p.First, p => p.Second);
        if (!feed.Fresh)
        {
            parts["identity"] = Unavailable; // it may be up, but nobody could be let in yet
        }

        return new Condition(Sum(parts), parts);
    }

    private async Task<string> AskAsync(string service)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, connections.AddressOf(service) + "health/ready");
            using var answer = await connections.Client.SendAsync(request, limit.Token);
            if (!answer.IsSuccessStatusCode)
            {
                return Unavailable;
            }

            using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(limit.Token), cancellationToken: limit.Token);
            return body.RootElement.TryGetProperty("status", out var status) && status.ValueEquals(Ready) ? Ready : Degraded;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException or IOException)
        {
            return Unavailable;
        }
    }
}

internal static class PartsRoutes
{
    public static void MapParts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Ok(new { status = "live" })).ExcludeFromDescription();
        routes.MapGet("/health/ready", async (HttpContext context, Parts parts) =>
        {
            var condition = await parts.AskAsync();
            if (condition.Status != Parts.Unavailable)
            {
                return Results.Ok(condition);
            }

            context.Response.Headers.RetryAfter = "2";
            return Results.Json(condition, statusCode: StatusCodes.Status503ServiceUnavailable);
        }).ExcludeFromDescription();
    }
}
