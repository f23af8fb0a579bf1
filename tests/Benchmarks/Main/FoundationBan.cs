using System.Text.Json;
using Coc.Benchmarks.Measuring;

namespace Coc.Benchmarks.Main;

/// <summary>A foundation's panel bans somebody from everything, as far as one seat's approval of what the person is told.</summary>
internal sealed class FoundationBan(RunningSystem system, IReadOnlyList<PanelSeat> panel)
{
    private PanelSeat Chair => panel[^1];

    /// <summary>The sanction, and the path by which the second seat lets the person be told.</summary>
    public async Task<(Guid Sanction, string Approval)> DecideAsync(IReadOnlyList<string> accounts)
    {
        var report = await Reports.FileAsync(system.Http, accounts, "sextant", "astrolabe");
        var id = Guid.Empty;
        foreach (var seat in panel)
        {
            id = await seat.TakeAsync(report);
        }

        await Chair.DoAsync(id, "acknowledge", new { message = "We have read it and take it up." });
        await Chair.DoAsync(id, "triage", new { impact = "medium", risk = "medium", note = "Two screenshots." });
        var person = (await Chair.GetAsync($"/api/cases/{id}")).GetProperty("subjects")[0].GetProperty("person").GetGuid();
        foreach (var seat in panel.Take(2))
        {
            await seat.DoAsync(id, "subjects", new { person, identification = "confirmed" });
        }

        await panel[0].DoAsync(id, "hearing", new { person, response = "He says he was tired.", transcribed = false });
        var proposal = Last(await Chair.DoAsync(id, "proposals", Ban(person)), "proposals");
        foreach (var seat in panel)
        {
            await seat.DoAsync(id, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        var decided = await Chair.DoAsync(id, $"proposals/{proposal}/close", new { });
        var draft = Last(await Chair.DoAsync(id, "communications", new { to = "accused", person, text = "We have decided as follows." }), "communications");
        return (decided.GetProperty("sanctions")[0].GetProperty("id").GetGuid(), $"/api/cases/{id}/communications/{draft}/approve");
    }

    private static Guid Last(JsonElement of, string list) => of.GetProperty(list).EnumerateArray().Last().GetProperty("id").GetGuid();

    // Short enough to need no counsel.
    private static object Ban(Guid person)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new
        {
            route = "meeting",
            findings = new[] { new { person, finding = "violation", category = "harassment" } },
            remedies = new[] { new { person, type = "ban", scope = new { bodies = "all", spaces = Array.Empty<string>() }, from = now, until = now.AddDays(42), readmission = "automatic" } },
            rationale = new { forPanel = "Three witnesses.", forAccused = "You threatened people.", forReporter = "We saw what you saw." },
        };
    }
}
