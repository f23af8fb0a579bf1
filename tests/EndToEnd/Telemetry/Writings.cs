using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Flow;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Telemetry;

/// <summary>Writes the canary into every field a person might fill, of every route there is, accepted or refused.</summary>
internal sealed class Writings(RunningSystem system, MainFlow run)
{
    private static readonly string[] Texts =
    [
        "text", "message", "note", "reason", "why", "question", "context", "summary", "name", "description", "response", "proof", "statement", "whatHappened", "witness", "offHoursContact", "reasonForNone", "account",
        "email", "password", "code", "employer", "contact", "holder", "accessNeeds", "whatWouldHelp", "by", "slug", "to", "ground", "q", "because", "outcome",
    ];

    /// <summary>The person the case is about, in their room.</summary>
    public Accused? Accused { get; private set; }

    public async Task WriteEverywhereAsync()
    {
        await SendFilesAsync(); // first: some of what follows takes the case away from its writer
        Accused = await Accused.EnterAsync(system, run.Work, run.Person, system.Canary);
        Client[] writers = [run.Sextant.Chair, system.Anyone().With("Receipt", run.Reporter.Receipt), Accused.InRoom];
        foreach (var door in (await Door.AllAsync(system)).Where(d => d.Writes && !d.Path.EndsWith("/logout", StringComparison.Ordinal)))
        {
            foreach (var writer in writers)
            {
                await writer.CallAsync(door.Method, door.With(Value), Everything().ToJsonString());
                await writer.CallAsync(door.Method, door.With(_ => system.Canary), "{}");
            }
        }

        await WriteBesideBodiesAsync();
    }

    // What is in a file, what it is called, and where it was found; sent, read in every way, locked away, refused.
    private async Task SendFilesAsync()
    {
        var ira = run.Sextant.Chair;
        var content = System.Text.Encoding.UTF8.GetBytes($"{system.Canary} wrote this");
        var sent = await run.Reporter.SendAsync(content, $"{system.Canary}.txt");
        (await ira.UploadAsync($"/api/cases/{run.Work.Id}/evidence", new ByteArrayContent(content), $"{system.Canary}.png", ("source", system.Canary), ("capturedAt", system.Canary))).Expect(400);
        await ira.UploadAsync($"/api/cases/{run.Work.Id}/evidence", new ByteArrayContent(content), $"{system.Canary}.png", ("source", system.Canary));
        (await ira.GetAsync($"/api/cases/{run.Work.Id}/evidence")).Expect(200).Text.ShouldContain(system.Canary);
        foreach (var path in new[] { "", "/original", "/stripped" })
        {
            await ira.DownloadAsync($"/api/cases/{run.Work.Id}/evidence/{sent}{path}");
        }

        (await ira.PostAsync($"/api/cases/{run.Work.Id}/evidence/{sent}/quarantine")).Expect(200);
    }

    // Codes, keys, queries and addresses are as telling as texts.
    private async Task WriteBesideBodiesAsync()
    {
        await run.Sextant.Chair.GetAsync($"/api/standing?account=github:{system.Canary}&body=sextant&space={system.Canary}");
        await run.Sextant.Chair.GetAsync($"/api/bodies/sextant/cases?state={system.Canary}&cursor={system.Canary}");
        await run.Sextant.Chair.GetAsync($"/api/{system.Canary}");
        foreach (var header in new[] { "Receipt", "Room", "Api-Key", "Idempotency-Key", "User-Agent", "X-Forwarded-For", "traceparent", "baggage" })
        {
            await system.Anyone().With(header, system.Canary).GetAsync("/api/receipt");
            await system.Anyone().With(header, system.Canary).PostAsync("/api/reports", new { description = system.Canary });
        }

        await system.Anyone().With("Authorization", $"Bearer {system.Canary}").GetAsync("/api/identity/me");
        await system.Anyone().PostRawAsync("/api/reports", System.Text.Encoding.UTF8.GetBytes($"{{\"description\": {system.Canary}"));
    }

    private JsonObject Everything()
    {
        var body = new JsonObject { ["answer"] = "soft", ["identification"] = "claimed", ["accounts"] = new JsonArray($"github:{system.Canary}"), ["areas"] = new JsonArray(system.Canary) };
        foreach (var text in Texts)
        {
            body[text] = system.Canary;
        }

        return body;
    }

    private string Value(string name) => name switch { "slug" => "sextant", "report" => run.Reporter.Report.ToString(), _ => run.Work.Id.ToString() };
}
