using System.Text.Json.Nodes;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>Somebody who files a report and looks after it with the receipt.</summary>
internal sealed class Reporter(RunningSystem system, Guid report, string receipt, Person about)
{
    public Guid Report { get; } = report;

    public string Receipt { get; } = receipt;

    public Person About { get; } = about;

    public Client WithReceipt => system.Anyone().With("Receipt", Receipt);

    /// <summary>Files a report about one person in these projects; every free text carries the canary.</summary>
    public static async Task<Reporter> FileAsync(RunningSystem system, IReadOnlyList<string> projects, Person? about = null, Action<JsonObject>? change = null)
    {
        about ??= Person.New(system.Canary);
        var body = Draft(system.Canary, projects, about);
        change?.Invoke(body);
        var answer = (await system.Anyone().With("Idempotency-Key", Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N")).PostAsync("/api/reports", body)).Expect(201);
        return new(system, answer.Json.Id("report"), (string)answer["receipt"]!, about);
    }

    public static JsonObject Draft(string canary, IReadOnlyList<string> projects, Person about) => new()
    {
        ["projects"] = new JsonArray([.. projects.Select(p => (JsonNode)p)]),
        ["spaces"] = new JsonArray([.. projects.Take(1).SelectMany(p => new JsonNode[] { $"github:{p}", $"chat:{p}" })]),
        ["about"] = "onePerson",
        ["occurred"] = new JsonObject { ["from"] = "2026-03-02T09:00:00Z", ["to"] = null, ["ongoing"] = true },
        ["subjects"] = new JsonArray(new JsonObject
        {
            ["accounts"] = new JsonArray([.. about.Accounts.Select(a => (JsonNode)a)]), ["name"] = about.Name, ["description"] = $"writes at night {canary}",
        }),
        ["affected"] = new JsonArray(new JsonObject
        {
            ["self"] = true, ["name"] = $"Ana {canary}", ["accounts"] = new JsonArray($"github:ana-{canary}"), ["contact"] = $"ana-{canary}@people.example",
            ["knowsOfReport"] = "yes", ["minor"] = "no", ["mayBeContacted"] = "yes",
        }),
        ["description"] = $"He insulted me in a pull request, again and again. {canary}",
        ["codeSection"] = "harassment",
        ["whatWouldHelp"] = $"That it stops. {canary}",
        ["language"] = "en",
        ["accessNeeds"] = $"Large print. {canary}",
        ["safetyConcern"] = false,
        ["reporter"] = new JsonObject { ["kind"] = "named", ["name"] = $"Ana {canary}", ["contact"] = $"ana-{canary}@people.example", ["mayWrite"] = true },
        ["exclude"] = new JsonArray(new JsonObject { ["name"] = $"Nobody {canary}" }),
        ["consent"] = new JsonObject { ["foundation"] = "yes", ["parent"] = "askMe", ["counsel"] = "askMe", ["eventStaff"] = "no" },
        ["kind"] = "report",
    };

    /// <summary>What the receipt shows.</summary>
    public async Task<Answer> LookAsync() => (await WithReceipt.GetAsync("/api/receipt")).Expect(200);

    /// <summary>Waits until the receipt shows something.</summary>
    public Task<Answer> SeesAsync(string what, Func<JsonNode, bool> holds)
    {
        Answer? last = null;
        return Eventually.GetAsync($"the receipt shows {what}", async () => holds((last = await LookAsync()).Json) ? last : null, otherwise: () => last?.Text ?? "");
    }

    /// <summary>Says who may know the reporter (P16).</summary>
    public async Task ConsentAsync(string audience, string answer) => (await WithReceipt.PostAsync("/api/receipt/consents", new { audience, answer })).Expect(201);

    /// <summary>Sends a file; its id.</summary>
    public async Task<Guid> SendAsync(byte[] file, string name) =>
        (await WithReceipt.UploadAsync("/api/receipt/evidence", new ByteArrayContent(file), name, ("source", $"https://chat.example/{name}"), ("capturedAt", "2026-03-02T09:00:00Z"))).Expect(201).Json.Id();

    /// <summary>Sends something through the receipt.</summary>
    public async Task SendAsync(string path, object body) => (await WithReceipt.PostAsync($"/api/receipt/{path}", body)).Expect(201);

    /// <summary>The report that a complaint or retaliation became.</summary>
    public async Task<Guid> FollowUpAsync(string kind) =>
        (await SeesAsync($"the {kind}", r => r.List("followUps").Any(f => f.Text("kind") == kind))).Json.List("followUps").Last(f => f.Text("kind") == kind).Id("report");

    public async Task WriteAsync(string text) => (await WithReceipt.PostAsync("/api/receipt/messages", new { text })).Status.ShouldBeOneOf(
        System.Net.HttpStatusCode.OK, System.Net.HttpStatusCode.Created, System.Net.HttpStatusCode.Accepted, System.Net.HttpStatusCode.NoContent);
}
