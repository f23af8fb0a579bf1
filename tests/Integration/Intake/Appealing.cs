using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Contracts.Channel;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>Appeals from the room and by receipt; whether there is something to appeal, Cases says.</summary>
public sealed class Appealing(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly object Appeal = new { text = "CANARYappeal", grounds = new[] { "tooHarsh" } };

    [Fact]
    public async Task From_the_room_it_is_taken_once_and_read_by_cases_only()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        intake.App.Neighbours.Answer($"GET /internal/appeals/of-room/{desk.Room}", new AppealStanding(desk.Now.AddDays(1), false));

        var (status, taken) = await desk.SendAsync("appeals", Appeal);

        status.ShouldBe(HttpStatusCode.Created, taken.ToJsonString());
        (await desk.ReadAsync(Guid.NewGuid())).Entries.ShouldBeEmpty("the first panel reads what was said to it");
        (await desk.LookAsync()).GetProperty("appeals")[0].GetProperty("text").GetString().ShouldBe("CANARYappeal");
        using var cases = intake.App.AsService("cases");
        var text = await cases.GetFromJsonAsync<AppealText>($"/internal/rooms/{desk.Room}/appeals/{taken["id"]}", Json.Options, Token);
        (text!.Text, text.Grounds.Single()).ShouldBe(("CANARYappeal", "tooHarsh"));
        using var liaison = intake.App.AsService("liaison");
        using var refused = await liaison.GetAsync($"/internal/rooms/{desk.Room}/appeals/{taken["id"]}", Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PlaintextSearch.HitsAsync(intake.App.Database, "CANARYappeal", Token)).ShouldBeEmpty();
        (await CodeAsync(await desk.SendAsync("appeals", Appeal))).ShouldBe("appealPending");
    }

    [Fact]
    public async Task By_receipt_it_is_no_part_of_the_thread()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        intake.App.Neighbours.Answer($"GET /internal/appeals/of-report/{report}", new AppealStanding(TimeProvider.System.GetUtcNow().AddDays(1), false));
        using var http = intake.App.AsReceipt(receipt);

        using var sent = await http.PostAsJsonAsync("/api/receipt/appeals", Appeal, Token);

        sent.StatusCode.ShouldBe(HttpStatusCode.Created, await sent.Content.ReadAsStringAsync(Token));
        var entry = (await sent.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetGuid();
        using var cases = intake.App.AsService("cases");
        (await cases.GetFromJsonAsync<AppealText>($"/internal/reports/{report}/appeals/{entry}", Json.Options, Token))!.Text.ShouldBe("CANARYappeal");
        (await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)).GetProperty("appeals")[0].GetProperty("text").GetString().ShouldBe("CANARYappeal");
        (await cases.GetStringAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=sextant&audience=project&handedOver=false", Token)).ShouldNotContain("CANARYappeal");
    }

    [Fact]
    public async Task Where_there_is_nothing_to_appeal_it_is_said_so_and_nothing_is_kept()
    {
        var desk = await new RoomDesk(intake).EnteredAsync();
        var route = $"GET /internal/appeals/of-room/{desk.Room}";
        var before = await intake.EventsAsync();

        intake.App.Neighbours.Answer(route, new AppealStanding(null, false));
        (await CodeAsync(await desk.SendAsync("appeals", Appeal))).ShouldBe("notDecided");
        intake.App.Neighbours.Answer(route, new AppealStanding(desk.Now.AddSeconds(-1), false));
        (await CodeAsync(await desk.SendAsync("appeals", Appeal))).ShouldBe("appealWindowOver");
        intake.App.Neighbours.Answer(route, new AppealStanding(desk.Now.AddDays(1), true));
        (await CodeAsync(await desk.SendAsync("appeals", Appeal))).ShouldBe("appealPending");
        foreach (var bad in new object[] { new { }, new { text = "" }, new { text = "x", grounds = new[] { "mood" } }, new { text = "x", grounds = new string?[] { null } }, new { text = new string('x', 100_001) } })
        {
            (await desk.SendAsync("appeals", bad)).Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await intake.EventsAsync()).ShouldBe(before);
    }

    private static Task<string?> CodeAsync((HttpStatusCode Status, JsonNode Answer) sent)
    {
        sent.Status.ShouldBe(HttpStatusCode.Conflict, sent.Answer.ToJsonString());
        ((string?)sent.Answer["rule"]).ShouldBe("P15");
        return Task.FromResult((string?)sent.Answer["code"]);
    }
}
