using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Features.EnteringRooms;
using Coc.Portal.Features.Reporting;

namespace Coc.Unit.Portal.EnteringRooms;

/// <summary>Rooms as the API answers them.</summary>
internal static class Rooms
{
    public const string Code = "7K3M-0000-ABCD-1234-ZZZZ";

    public const string Full = """
        {
          "state": "decided", "body": "sextant", "deciders": [{ "seat": "00000000-0000-0000-0000-000000000001", "name": "Ira Halloran" }, { "seat": "00000000-0000-0000-0000-000000000002" }],
          "appealBy": "2026-04-01T09:00:00Z",
          "messages": [
            { "id": "00000000-0000-0000-0000-000000000011", "kind": "notice", "at": "2026-03-01T09:00:00Z", "text": "It is about a pull request." },
            { "id": "00000000-0000-0000-0000-000000000012", "kind": "outside", "at": "2026-03-02T09:00:00Z", "text": "A mediator helps." }],
          "temporary": [{ "id": "00000000-0000-0000-0000-000000000021", "type": "mute", "state": "running", "bodies": ["sextant"], "spaces": ["chat:sextant"], "from": "2026-03-01T09:00:00Z", "until": "2026-03-04T09:00:00Z", "permanent": false }],
          "hearings": [{ "id": "00000000-0000-0000-0000-000000000031", "at": "2026-03-02T09:00:00Z", "text": "He said he was tired.", "correctBy": "2026-03-05T09:00:00Z", "state": "open" }],
          "decision": { "id": "00000000-0000-0000-0000-000000000041", "at": "2026-03-10T09:00:00Z", "finding": "violation", "category": "harassment", "text": "You insulted people.", "warnings": [],
            "measures": [{ "id": "00000000-0000-0000-0000-000000000042", "type": "suspension", "state": "active", "bodies": "all", "spaces": [], "from": "2026-03-10T09:00:00Z", "permanent": true, "readmission": "onRequest",
              "conditions": [{ "type": "training" }, { "type": "other", "text": "Read the code" }, "noContact"] }] },
          "agreement": [{ "id": "00000000-0000-0000-0000-000000000051", "text": "You: say what you will do otherwise", "due": "2026-05-01T09:00:00Z", "state": "open" }],
          "answers": [{ "id": "00000000-0000-0000-0000-000000000061", "kind": "response", "at": "2026-03-03T09:00:00Z", "text": "I was tired." }],
          "complaints": [{ "report": "00000000-0000-0000-0000-000000000071", "ground": "delay", "text": "Weeks.", "at": "2026-03-04T09:00:00Z", "state": "haveIt", "body": "orrery", "messages": [{ "id": "00000000-0000-0000-0000-000000000072", "from": "committee", "at": "2026-03-05T09:00:00Z", "text": "We read it." }] }],
          "appeals": [], "mediations": [{ "id": "00000000-0000-0000-0000-000000000081", "state": "asked", "until": "2026-03-20T09:00:00Z" }],
          "apologies": [{ "id": "00000000-0000-0000-0000-000000000091", "state": "open", "written": [] }],
          "dataRequests": [{ "id": "00000000-0000-0000-0000-0000000000a1", "kind": "copy", "at": "2026-03-05T09:00:00Z", "state": "open", "due": "2026-04-05T09:00:00Z" }],
          "evidence": [{ "id": "00000000-0000-0000-0000-0000000000b1", "at": "2026-03-05T09:00:00Z", "name": "thread.txt", "size": 2048 }],
          "waysBack": [{ "measure": "00000000-0000-0000-0000-000000000042", "mayAsk": true, "conditions": [{ "number": 1, "type": "training", "state": "open" }], "requests": [] }]
        }
        """;

    /// <summary>With nothing in it yet.</summary>
    public static string Empty(string state) => $$"""{ "state": "{{state}}", "messages": [], "waysBack": [] }""";

    public static OpenRoom Of(string json) =>
        new(Code, JsonSerializer.Deserialize<RoomView>(json, Json.Options)!, "\"7\"", new Bodies([new("sextant", "Sextant", "project", null)]));
}
