using System.Text.Json.Nodes;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>The seats of one body, signed in.</summary>
internal sealed class Committee(RunningSystem system, string body, IReadOnlyList<Client> seats)
{
    public static readonly string[] Sextant = ["ira", "juno", "kai", "lou", "mo"];
    public static readonly string[] Astrolabe = ["vera", "wim", "xia"];
    public static readonly string[] Orrery = ["ada", "bo", "cleo", "dev", "eun"];

    public string Body { get; } = body;

    /// <summary>In order of seats; the chair of orrery is the last, of the others the first.</summary>
    public IReadOnlyList<Client> Seats { get; } = seats;

    public Client Chair => Body == "orrery" ? Seats[^1] : Seats[0];

    public static Task<Committee> OfSextantAsync(RunningSystem system) => OfAsync(system, "sextant", Sextant);

    public static Task<Committee> OfAstrolabeAsync(RunningSystem system) => OfAsync(system, "astrolabe", Astrolabe);

    public static Task<Committee> OfOrreryAsync(RunningSystem system) => OfAsync(system, "orrery", Orrery);

    /// <summary>The open conflict request of one seat about a report, once it is there.</summary>
    public Task<JsonNode> RequestAsync(Client seat, Guid report)
    {
        IReadOnlyList<JsonNode> last = [];
        return Eventually.GetAsync(
            $"a conflict request of {Body} to {seat.Email}",
            async () => (last = await seat.AllAsync($"/api/bodies/{Body}/conflict-requests")).FirstOrDefault(r => r["reports"] is JsonArray reports && reports.Any(n => (string?)n == report.ToString())),
            otherwise: () => $"{last.Count} other requests");
    }

    /// <summary>Answers a request.</summary>
    public async Task<Answer> AnswerAsync(Client seat, Guid report, string answer)
    {
        var request = await RequestAsync(seat, report);
        return await seat.PostAsync($"/api/conflict-requests/{request.Id("request")}/answer", new { answer, seen = (string?)request["seen"], reason = answer == "none" ? null : $"I know him. {system.Canary}" });
    }

    /// <summary>These seats declare no conflict; the case they then share.</summary>
    public async Task<CaseWork> TakeUpAsync(Guid report, params IReadOnlyList<Client> who)
    {
        Guid id = default;
        foreach (var seat in who.Count == 0 ? Seats : who)
        {
            id = (await AnswerAsync(seat, report, "none")).Expect(200).Json.Id("case");
        }

        return new CaseWork(system, this, id);
    }

    private static async Task<Committee> OfAsync(RunningSystem system, string body, string[] names)
    {
        var seats = new List<Client>();
        foreach (var name in names)
        {
            seats.Add(await system.AsAsync($"{name}@{body}.example"));
        }

        return new(system, body, seats);
    }
}
