using System.Text.Json.Nodes;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>What a committee does with its case, command by command.</summary>
internal sealed class CaseWork(RunningSystem system, Committee committee, Guid id)
{
    public Guid Id { get; } = id;

    public Committee Committee { get; } = committee;

    private Client Chair => Committee.Chair;

    private Client Second => Committee.Seats.First(s => s != Chair);

    public async Task<JsonNode> ReadAsync(Client? by = null) => (await (by ?? Chair).GetAsync($"/api/cases/{Id}")).Expect(200).Json;

    /// <summary>Waits until the case shows something.</summary>
    public Task<JsonNode> ShowsAsync(string what, Func<JsonNode, bool> holds)
    {
        JsonNode? last = null;
        return Eventually.GetAsync($"the case shows {what}", async () => holds(last = await ReadAsync()) ? last : null, otherwise: () => last?.ToJsonString() ?? "");
    }

    public Task<Answer> DoAsync(Client by, string command, object? body = null) => by.PostAsync($"/api/cases/{Id}/{command}", body);

    public async Task<JsonNode> DoneAsync(Client by, string command, object? body = null) => (await DoAsync(by, command, body)).Expect(200).Json;

    public async Task<JsonNode> AcknowledgeAsync(Client? by = null) => await DoneAsync(by ?? Chair, "acknowledge", new { message = $"We have read it and take it up. {system.Canary}" });

    public async Task<JsonNode> TriageAsync(string risk = "medium") => await DoneAsync(Chair, "triage", new { impact = "medium", risk, note = $"Two screenshots. {system.Canary}" });

    /// <summary>Two seats say who the person is (P22).</summary>
    public async Task<Guid> IdentifyAsync()
    {
        var person = (await ReadAsync()).List("subjects")[0].Id("person");
        await DoneAsync(Chair, "subjects", new { person, identification = "confirmed" });
        var after = await DoneAsync(Second, "subjects", new { person, identification = "confirmed" });
        after.List("subjects").Single(s => s.Id("person") == person).Text("identification").ShouldBe("confirmed");
        return person;
    }

    public async Task HearAsync(Guid person, Client? by = null) =>
        await DoneAsync(by ?? Second, "hearing", new { person, response = $"He says he was tired. {system.Canary}", transcribed = false });

    /// <summary>In a room whatever a seat wrote down waits three days for the person to look at it.</summary>
    public Task NotHeardAsync(Guid person) => DoneAsync(Second, "hearing", new { person, reasonForNone = "Asked twice, and no answer came." });

    /// <summary>Proposes to suspend the person; the proposal's id.</summary>
    public async Task<Guid> ProposeAsync(Guid person, object decision, Client? by = null)
    {
        var after = await DoneAsync(by ?? Chair, "proposals", decision);
        return after.List("proposals")[^1].Id();
    }

    public async Task<JsonNode> VoteAsync(Guid proposal, params IReadOnlyList<Client> yes)
    {
        foreach (var seat in yes.Count == 0 ? Committee.Seats : yes)
        {
            await DoneAsync(seat, $"proposals/{proposal}/votes", new { vote = "yes" });
        }

        return await DoneAsync(Chair, $"proposals/{proposal}/close", new { });
    }

    /// <summary>Tells the accused: one seat writes, another approves (P6).</summary>
    public async Task<JsonNode> TellAsync(Guid person)
    {
        var after = await DoneAsync(Chair, "communications", new { to = "accused", person, text = $"We have decided as follows. {system.Canary}" });
        var draft = after.List("communications")[^1].Id();
        return await DoneAsync(Second, $"communications/{draft}/approve", new { });
    }

    /// <summary>Asks counsel about a proposal (R15), who answers and sees nothing of the case.</summary>
    public async Task AskCounselAsync(Guid proposal, string outcome = "noExposure")
    {
        await DoneAsync(Chair, "legal-requests", new { proposal, question = $"May we suspend for twelve weeks? {system.Canary}", include = Array.Empty<Guid>() });
        var counsel = await system.AsAsync("counsel@meridian.example");
        var codeName = (await ReadAsync()).Text("codeName");
        var request = await Eventually.GetAsync("the legal request", async () => (await counsel.AllAsync("/api/legal-requests?assignee=me")).FirstOrDefault(r => r.Text("codeName") == codeName));
        request.Text("question").ShouldContain("twelve weeks");
        (await counsel.GetAsync($"/api/cases/{Id}")).Expect(404);
        (await counsel.PostAsync($"/api/legal-requests/{request.Id()}/answer", new { outcome, note = $"For you alone. {system.Canary}" })).Expect(200);
    }

    /// <summary>Closes it, and says on the way what has to be said before; its state, or the code of what stands in the way.</summary>
    public async Task<string> ClosingAsync(Guid report)
    {
        for (var step = 0; ; step++)
        {
            var answer = await DoAsync(Chair, "close");
            if ((int)answer.Status == 200)
            {
                return answer.Json.Text("state");
            }

            switch (answer.Code)
            {
                case "reporterNotTold" when step < 5:
                    var draft = (await DoneAsync(Chair, "communications", new { to = "reporter", report, text = $"This is what we decided. {system.Canary}" })).List("communications")[^1].Id();
                    await DoneAsync(Second, $"communications/{draft}/approve", new { });
                    break;
                case "R25" when step < 5:
                    await DoneAsync(Chair, "resolution-notice");
                    break;
                default:
                    return answer.Code ?? answer.Text;
            }
        }
    }

    /// <summary>A suspension as a meeting's decision.</summary>
    public object Suspension(Guid person, DateTimeOffset now, int days, object bodies, object? offer = null, IReadOnlyList<string>? spaces = null) => new
    {
        route = "meeting",
        findings = new[] { new { person, finding = "violation", category = "harassment" } },
        remedies = new[]
        {
            new
            {
                person, type = "suspension", scope = new { bodies, spaces = spaces ?? [] }, from = now, until = now.AddDays(days), readmission = "automatic",
                conditions = new[] { "statement" },
            },
        },
        offer,
        rationale = new
        {
            forPanel = $"Three witnesses. {system.Canary}", forAccused = $"You insulted people. {system.Canary}", forReporter = $"We saw what you saw. {system.Canary}",
        },
    };
}
