using System.Text.Json.Nodes;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>What tests ask of the whole: the clock, standing, the trail.</summary>
internal static class World
{
    public static async Task<DateTimeOffset> NowAsync(this RunningSystem system) => (await system.Anyone().GetAsync("/api/demo/clock")).Expect(200).Json.Instant("now");

    public static async Task AdvanceAsync(this RunningSystem system, string duration) =>
        (await (await system.AsAsync("admin@orrery.example")).PostAsync("/api/demo/clock", new { advance = duration })).Expect(200);

    public static async Task<string> StandingAsync(this Client seat, string account, string body, string? space = null) =>
        (await seat.GetAsync($"/api/standing?account={Uri.EscapeDataString(account)}&body={body}{(space is null ? "" : "&space=" + Uri.EscapeDataString(space))}")).Expect(200).Json.Text("standing");

    public static Task BecomesAsync(this Client seat, string account, string body, string standing)
    {
        var last = "";
        return Eventually.TrueAsync($"standing in {body} becomes {standing}", async () => (last = await seat.StandingAsync(account, body)) == standing, otherwise: () => $"It is {last}.");
    }

    /// <summary>The trail once it holds all these kinds of step.</summary>
    public static Task<JsonNode> TrailAsync(this Client seat, Guid id, params string[] kinds)
    {
        Answer? last = null;
        return Eventually.GetAsync(
            $"the trail holds {string.Join(", ", kinds)}",
            async () =>
            {
                last = await seat.GetAsync($"/api/trail/{id}");
                return (int)last.Status == 200 && kinds.Except(Kinds(last.Json)).FirstOrDefault() is null ? last.Json : null;
            },
            otherwise: () => (int)last!.Status == 200 ? $"Missing: {string.Join(", ", kinds.Except(Kinds(last.Json)))}; there: {string.Join(", ", Kinds(last.Json))}" : last.Text);
    }

    public static IEnumerable<string> Kinds(JsonNode trail) => trail.List("nodes").Select(n => n.Text("kind"));
}
