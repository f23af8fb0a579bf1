using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Integration.Fixtures;
using Coc.Platform.Http;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Intake;

/// <summary>A room as the case that opened it, and the person in it, use it.</summary>
internal sealed class RoomDesk(ServiceApp app)
{
    public RoomDesk(IntakeApp intake) : this(intake.App)
    {
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Guid Room { get; } = Guid.NewGuid();

    public Guid Case { get; } = Guid.NewGuid();

    public Guid Person { get; } = Guid.NewGuid();

    /// <summary>The person's own code, once they have it.</summary>
    public string Own { get; private set; } = "";

    public DateTimeOffset Now => app.Services.GetRequiredService<DomainClock>().GetUtcNow();

    public async Task<string?> CodeAsync(int number)
    {
        using var http = app.AsService("cases");
        using var response = await http.PostAsJsonAsync("/internal/rooms", new RoomRequest(Room, Case, Person, Guid.NewGuid(), Guid.NewGuid(), number, "sextant"), Json.Options, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
        return (await response.Content.ReadFromJsonAsync<RoomAnswer>(Json.Options, Token))!.Code;
    }

    public async Task<(HttpStatusCode Status, string? Room)> ExchangeAsync(string code)
    {
        using var http = app.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/codes/exchange", new { code }, Token);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
        (response.Headers.CacheControl?.NoStore).ShouldBe(true);
        answer["receipt"].ShouldBeNull();
        return (response.StatusCode, (string?)answer["room"]);
    }

    /// <summary>The person is told and comes in.</summary>
    public async Task<RoomDesk> EnteredAsync()
    {
        Own = (await ExchangeAsync((await CodeAsync(1))!)).Room!;
        return this;
    }

    public HttpClient AsPerson(string? code = null) => app.As(new Caller(CallerKind.Room, code ?? Own, []));

    public async Task<JsonElement> LookAsync()
    {
        using var http = AsPerson();
        return await http.GetFromJsonAsync<JsonElement>("/api/room", Token);
    }

    public async Task<(HttpStatusCode Status, JsonNode Answer)> SendAsync(string what, object body)
    {
        using var http = AsPerson();
        using var response = await http.PostAsJsonAsync($"/api/room/{what}", body, Token);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!);
    }

    /// <summary>What the panel reads.</summary>
    public async Task<RoomContent> ReadAsync(Guid seat)
    {
        using var http = app.AsService("cases", $"seat:{seat}");
        return (await http.GetFromJsonAsync<RoomContent>($"/internal/rooms/{Room}?case={Case}&seat={seat}", Json.Options, Token))!;
    }

    public Task ReleaseAsync(string kind, string? text = null, string? state = null, DateTimeOffset? until = null, Guid? item = null) =>
        ReleaseAsync(new ReleasedItem(item ?? Guid.NewGuid(), kind, "sextant", text, state, until, null, null, null));

    public async Task ReleaseAsync(ReleasedItem item)
    {
        app.Neighbours.Answer($"GET /internal/cases/{Case}/rooms/{Room}/items/{item.Item}", item);
        var message = new ReleasedToRoom(
            new Origin(Guid.NewGuid(), Case, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Now, null), Case, Room, item.Item, item.Kind);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IHandle<ReleasedToRoom>>().HandleAsync(message, new Delivery("intake", nameof(ReleasedToRoom), message.Origin), Token);
    }
}
