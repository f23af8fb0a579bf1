using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Contracts.Liaison;
using Coc.Integration.Fixtures;
using Coc.Platform.Http;

namespace Coc.Integration.Intake;

/// <summary>An accused person's complaint becomes a report for others (P21); the panel complained about hears nothing.</summary>
public sealed class ComplainingFromRooms(IntakeOnTheBus intake) : IClassFixture<IntakeOnTheBus>
{
    private const string Canary = "CANARYcomplaint";
    private readonly Listener others = intake.Others;
    private readonly ServiceApp app = intake.App;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_goes_to_others_as_a_report_that_says_neither_who_nor_what()
    {
        var (desk, complaint) = await ComplainAsync();

        var received = await others.HearAsync<ReportReceived>(m => m.Report == complaint);

        (received.Kind, received.Channel, received.Urgency, received.AboutBody, received.FollowsUp, received.Subjects).ShouldBe(("complaint", "room", "normal", "sextant", null, 0));
        received.Projects.ShouldBe(["sextant"]);
        received.Origin.Actor.ShouldBe($"receipt:{complaint}");
        var read = JsonSerializer.Deserialize<ReportContent>(await ReadAsync(complaint), Json.Options)!;
        (read.Description, read.Complaint!.Ground, read.Complaint.Body, read.Complaint.State).ShouldBe(($"Nobody answers me. {Canary}", "silence", "sextant", "told"));
        (read.Complaint.LastWordAt, read.Subjects.Count, read.Reporter.Name).ShouldBe((read.Complaint.ReceivedAt, 0, null));
        var said = JsonSerializer.Serialize(others.Heard.ToArray(), Json.Options);
        said.ShouldNotContain(Canary, Case.Sensitive);
        said.ShouldNotContain(desk.Room.ToString());
        (await ReadAsync(complaint)).ShouldNotContain("what the notice says");
        (await PlaintextSearch.HitsAsync(app.Database, Canary, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_anything_of_the_panels_has_come_it_is_about_those_who_opened_the_room()
    {
        var desk = await new RoomDesk(app).EnteredAsync();
        (await desk.SendAsync("complaints", new { ground = "silence", text = "Nobody answers me." })).Status.ShouldBe(HttpStatusCode.Created);
        var complaint = (await desk.LookAsync()).GetProperty("complaints")[0].GetProperty("report").GetGuid();

        var received = await others.HearAsync<ReportReceived>(m => m.Report == complaint);

        received.AboutBody.ShouldBe("sextant", "else it would go to whoever stands above the foundation");
        received.Projects.ShouldBe(["sextant"]);
    }

    [Fact]
    public async Task Who_was_ever_asked_to_handle_the_case_or_is_in_it_is_set_aside_and_without_that_answer_everybody()
    {
        var (desk, complaint) = await ComplainAsync();
        await others.HearAsync<ReportReceived>(m => m.Report == complaint);
        CandidateSeat Seat(string name, string account = "github:none") => new(Guid.NewGuid(), Guid.NewGuid(), name, null, [account]);
        var (handler, subject, excluded, other) = (Seat("Ada"), Seat("Rex", "github:skyline-7"), Seat("Lou Delacroix"), Seat("Vera"));
        (await SetAsideAsync(complaint, handler, other)).ShouldBeNull();
        var report = await FileAsync(new { description = "d", projects = new[] { "sextant" }, subjects = new[] { new { accounts = new[] { "github:skyline-7" } } }, exclude = new[] { new { name = "Lou Delacroix" } } });
        app.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));

        app.Neighbours.Answer($"GET /internal/reports/{desk.Room}/handlers", new ReportHandlers(desk.Room, [handler.Account], [report]));

        var aside = (await SetAsideAsync(complaint, handler, subject, excluded, other))!;
        aside.Seats.ShouldBe([handler.Seat, subject.Seat, excluded.Seat], ignoreOrder: true);
        aside.Subjects!.ShouldBe([subject.Seat]);
        app.Neighbours.Naming.FoundOut(desk.Room, "github:vera");
        (await SetAsideAsync(complaint, Seat("Vera", "github:vera"), other))!.Subjects!.ShouldHaveSingleItem("whom the committee found out");
    }

    [Fact]
    public async Task They_talk_in_a_thread_of_their_own()
    {
        var (desk, complaint) = await ComplainAsync();
        await others.HearAsync<ReportReceived>(m => m.Report == complaint);
        var (inCase, message) = (Guid.NewGuid(), Guid.NewGuid());
        app.Neighbours.Answer($"GET /internal/cases/{inCase}/messages/{message}", new MessageText(message, desk.Now, "We look into it."));
        app.Neighbours.Answer("GET /internal/bodies/orrery/readers", new BodyReaders("orrery", [new(Guid.NewGuid(), "Ada Lindqvist")]));
        await others.SayAsync(new ReportRouted(Origin(complaint), complaint, "orrery", "P21", "aboveThoseConcerned", desk.Now, "normal", ["sextant"], null, []));
        await others.SayAsync(new MessageToReporter(Origin(inCase), inCase, complaint, message));

        (await desk.SendAsync($"complaints/{complaint}/messages", new { text = "Thank you." })).Status.ShouldBe(HttpStatusCode.Created);

        JsonElement shown = default;
        await Eventually.TrueAsync(
            async () => (shown = (await desk.LookAsync()).GetProperty("complaints")[0]).GetProperty("messages").GetArrayLength() == 2 && shown.TryGetProperty("body", out var body) && body.GetString() == "orrery",
            "the room never showed the thread");
        shown.GetProperty("readers")[0].GetProperty("name").GetString().ShouldBe("Ada Lindqvist");
        (await ReadAsync(complaint)).ShouldContain("Thank you.");
        (await desk.ReadAsync(Guid.NewGuid())).Entries.ShouldBeEmpty();
        var stranger = await new RoomDesk(app).EnteredAsync();
        (await stranger.SendAsync($"complaints/{complaint}/messages", new { text = "x" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await desk.SendAsync($"complaints/{complaint}/messages", new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task After_ten_no_more_comes_from_one_room()
    {
        var desk = await new RoomDesk(app).EnteredAsync();
        for (var i = 0; i < 10; i++)
        {
            (await desk.SendAsync("complaints", new { ground = "other", text = "again" })).Status.ShouldBe(HttpStatusCode.Created);
        }

        var (status, answer) = await desk.SendAsync("complaints", new { ground = "other", text = "again" });

        (status, (string?)answer["code"]).ShouldBe((HttpStatusCode.Conflict, "tooManyFollowUps"));
    }

    private async Task<(RoomDesk Desk, Guid Complaint)> ComplainAsync()
    {
        var desk = await new RoomDesk(app).EnteredAsync();
        await desk.ReleaseAsync("notice", "what the notice says");
        (await desk.SendAsync("complaints", new { ground = "silence", text = $"Nobody answers me. {Canary}" })).Status.ShouldBe(HttpStatusCode.Created);
        return (desk, (await desk.LookAsync()).GetProperty("complaints")[0].GetProperty("report").GetGuid());
    }

    private async Task<Guid> FileAsync(object report)
    {
        using var http = app.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/reports", report, Token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("report").GetGuid();
    }

    private async Task<string> ReadAsync(Guid report)
    {
        using var http = app.AsService("cases");
        return await http.GetStringAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body=orrery&audience=foundation&handedOver=false", Token);
    }

    private async Task<SetAsideAnswer?> SetAsideAsync(Guid report, params CandidateSeat[] seats)
    {
        using var http = app.AsService("liaison");
        using var response = await http.PostAsJsonAsync($"/internal/reports/{report}/set-aside", new SetAsideQuestion(seats), Json.Options, Token);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token) : null;
    }

    private static Origin Origin(Guid stream) => new(Guid.NewGuid(), stream, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, DateTimeOffset.UnixEpoch, null);
}
