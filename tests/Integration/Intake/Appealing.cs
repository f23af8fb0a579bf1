using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Messaging;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task What_is_said_about_it_is_read_by_who_decides_it_and_not_by_the_first_panel()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        using var http = intake.App.AsReceipt(receipt);
        using var cases = intake.App.AsService("cases");
        var (first, above, appeal) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await WriteAsync(report, first, "We have decided.", null);
        await WriteAsync(report, above, "CANARYasked", appeal);
        Open(report, appeal);
        using (var answered = await http.PostAsJsonAsync("/api/receipt/messages", new { text = "CANARYanswered" }, Token))
        {
            answered.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var byFirst = await cases.GetStringAsync($"/internal/reports/{report}?case={first}&seat={Guid.NewGuid()}&body=sextant&audience=project&handedOver=false", Token);
        byFirst.ShouldContain("We have decided.");
        byFirst.ShouldNotContain("CANARY");
        var byAbove = await cases.GetStringAsync($"/internal/reports/{report}?case={above}&seat={Guid.NewGuid()}&body=orrery&audience=foundation&handedOver=false&appeal={appeal}", Token);
        byAbove.ShouldContain("CANARYasked");
        byAbove.ShouldContain("CANARYanswered");
        (await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)).GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString())
            .ShouldBe(["We have decided.", "CANARYasked", "CANARYanswered"]);
    }

    [Fact]
    public async Task What_comes_when_the_appeal_is_done_is_read_by_the_case_again()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        using var http = intake.App.AsReceipt(receipt);
        using var cases = intake.App.AsService("cases");
        await WriteAsync(report, Guid.NewGuid(), "We have decided about your appeal.", Guid.NewGuid());
        Open(report);

        using var answered = await http.PostAsJsonAsync("/api/receipt/messages", new { text = "Now they write to me every day." }, Token);

        answered.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await cases.GetStringAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=sextant&audience=project&handedOver=false", Token))
            .ShouldContain("Now they write to me every day.");
    }

    [Fact]
    public async Task A_file_sent_while_it_is_open_is_there_for_who_decides_it_and_for_no_other()
    {
        var (report, receipt) = await intake.FileAsync(new { description = "d" });
        using var http = intake.App.AsReceipt(receipt);
        using var cases = intake.App.AsService("cases");
        var appeal = Guid.NewGuid();
        await WriteAsync(report, Guid.NewGuid(), "What more is there?", appeal);
        Open(report, appeal);
        var (status, sent) = await new EvidenceDesk(intake).SendAsync(receipt, "seen"u8.ToArray(), "CANARYname.txt");
        status.ShouldBe(201);
        var piece = sent.GetProperty("id").GetGuid();

        foreach (var (decides, seen) in new[] { ((Guid?)null, false), (Guid.NewGuid(), false), (appeal, true) })
        {
            var of = decides is null ? "" : $"&appeal={decides}";
            (await cases.GetStringAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=orrery&audience=foundation&handedOver=false{of}", Token))
                .Contains("CANARYname", StringComparison.Ordinal).ShouldBe(seen);
            using var listed = await cases.PostAsJsonAsync("/internal/evidence/of-case", new EvidenceOfCase(Guid.NewGuid(), Guid.NewGuid(), [report], [], Appeal: decides), Json.Options, Token);
            (await listed.Content.ReadAsStringAsync(Token)).Contains("CANARYname", StringComparison.Ordinal).ShouldBe(seen);
            using var opened = await cases.PostAsJsonAsync($"/internal/evidence/{piece}/original", new EvidenceQuestion(Guid.NewGuid(), Guid.NewGuid(), [report], false, Appeal: decides), Json.Options, Token);
            opened.StatusCode.ShouldBe(seen ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        }
    }

    private void Open(Guid report, params Guid[] appeals) =>
        intake.App.Neighbours.Answer($"GET /internal/appeals/of-report/{report}", new AppealStanding(null, false, appeals));

    private async Task WriteAsync(Guid report, Guid inCase, string text, Guid? appeal)
    {
        var (message, now) = (Guid.NewGuid(), intake.App.Services.GetRequiredService<DomainClock>().GetUtcNow());
        intake.App.Neighbours.Answer($"GET /internal/cases/{inCase}/messages/{message}", new MessageText(message, now, text, appeal));
        var told = new MessageToReporter(
            new Origin(Guid.NewGuid(), inCase, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, now, null), inCase, report, message);
        await using var scope = intake.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IHandle<MessageToReporter>>().HandleAsync(told, new Delivery("intake", nameof(MessageToReporter), told.Origin), Token);
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
