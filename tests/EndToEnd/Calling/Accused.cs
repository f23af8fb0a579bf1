using System.Text.Json.Nodes;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Calling;

/// <summary>The person a case is about, once a seat has told them.</summary>
internal sealed class Accused(RunningSystem system, Guid room, string oneTime, string own)
{
    public Guid Room { get; } = room;

    public string OneTime { get; } = oneTime;

    public string Own { get; } = own;

    public Client InRoom => system.Anyone().With("Room", Own);

    /// <summary>A seat tells the person; the person comes in.</summary>
    public static async Task<Accused> EnterAsync(RunningSystem system, CaseWork work, Guid person, string? summary = null)
    {
        var told = await work.DoneAsync(work.Committee.Chair, "accused-notice", new { person, when = "now", why = $"Everybody can read the thread. {system.Canary}", summary });
        var code = told.Text("room");
        var exchanged = (await system.Anyone().PostAsync("/api/codes/exchange", new { code })).Expect(200);
        return new(system, told.List("rooms").Single(r => r.Id("person") == person).Id(), code, exchanged.Json.Text("room"));
    }

    public async Task<Answer> LookAsync() => (await InRoom.GetAsync("/api/room")).Expect(200);

    /// <summary>Waits until the room shows something.</summary>
    public Task<Answer> SeesAsync(string what, Func<JsonNode, bool> holds)
    {
        Answer? last = null;
        return Eventually.GetAsync($"the room shows {what}", async () => holds((last = await LookAsync()).Json) ? last : null, otherwise: () => last?.Text ?? "");
    }

    public async Task<Guid> SendAsync(string what, object body) => (await InRoom.PostAsync($"/api/room/{what}", body)).Expect(201).Json.Id();
}
