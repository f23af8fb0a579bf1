using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Telemetry;

/// <summary>A liaison brings a newcomer's report, with every field a person can fill; what the liaison sees of it afterwards is looked through on the way.</summary>
internal sealed class ForwardingFlow(RunningSystem system)
{
    /// <summary>The one-time claim code and the newcomer's own code: secrets both.</summary>
    public async Task<(string Claim, string Receipt)> RunAsync()
    {
        var nia = await system.AsAsync("nia@quadrant.example");
        var draft = Reporter.Draft(system.Canary, ["quadrant"], Person.New(system.Canary));
        draft["as"] = "forwarded";
        draft["reporterConsent"] = true;
        draft["readBack"] = true;
        draft["context"] = $"She is new here and afraid. {system.Canary}";
        draft["reporter"] = new JsonObject { ["kind"] = "named", ["name"] = $"Noor {system.Canary}", ["contact"] = $"noor-{system.Canary}@people.example", ["mayWrite"] = true };

        var answer = (await nia.PostAsync("/api/bodies/quadrant/reports", draft)).Expect(201).Json;
        answer.ToJsonString().ShouldNotContain(system.Canary);
        var claim = answer.Text("claimCode");
        var receipt = (string)(await system.Anyone().PostAsync("/api/codes/exchange", new { code = claim })).Expect(200)["receipt"]!;
        (await nia.PostAsync("/api/bodies/quadrant/reports", JsonNode.Parse($$"""{"as": "forwarded", "context": "{{system.Canary}}", "readBack": "{{system.Canary}}"}""")!)).Expect(400);

        string[] views =
        [
            "/api/bodies/quadrant/reports", $"/api/bodies/quadrant/reports/{answer.Id("forwarding")}", "/api/bodies/quadrant/oversight", "/api/bodies/quadrant", "/api/bodies/quadrant/duty",
            "/api/bodies/quadrant/seats", "/api/bodies/quadrant/incident-notices", "/api/bodies/quadrant/transfers", "/api/bodies/quadrant/conflict-requests", "/api/identity/me",
        ];
        foreach (var view in views)
        {
            var seen = (await nia.GetAsync(view)).Text;
            seen.ShouldNotContain(system.Canary, Case.Insensitive, view);
            seen.ShouldNotContain(receipt, Case.Insensitive, view);
        }

        return (claim, receipt);
    }
}
