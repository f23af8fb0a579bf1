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

/// <summary>Complaints and retaliation become reports of their own, by the same code; exclusions and withdrawals reach every case (P11, P21, R65).</summary>
public sealed class Following(IntakeOnTheBus intake) : IClassFixture<IntakeOnTheBus>
{
    private const string Canary = "CANARYfollowing";
    private static readonly DateTimeOffset Day = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
    private readonly ServiceApp app = intake.App;
    private readonly Listener others = intake.Others;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_complaint_is_a_report_of_its_own_for_others_and_silent_for_those_it_is_about()
    {
        var (report, receipt) = await FileAsync();
        await others.SayAsync(new ReportRouted(Origin(report), report, "sextant", "J1", "ownResponders", Day, "normal", ["sextant"], null, []));
        await SeeAsync(receipt, v => Text(v, "body") == "sextant");

        (await SendAsync(receipt, "complaints", new { ground = "delay", text = $"Nobody answers. {Canary}" })).ShouldBe(HttpStatusCode.Created);

        var told = (await SeeAsync(receipt, v => v.GetProperty("followUps").GetArrayLength() == 1)).GetProperty("followUps")[0];
        (Text(told, "kind"), Text(told, "ground"), Text(told, "text"), Text(told, "state")).ShouldBe(("complaint", "delay", $"Nobody answers. {Canary}", "haveIt"));
        var complaint = told.GetProperty("report").GetGuid();
        var received = await others.HearAsync<ReportReceived>(m => m.Report == complaint);
        (received.Kind, received.Urgency, received.FollowsUp, received.AboutBody, received.Subjects).ShouldBe(("complaint", "normal", report, "sextant", 0));
        received.Incident.ShouldNotBe((await others.HearAsync<ReportReceived>(m => m.Report == report)).Incident);
        received.Origin.Actor.ShouldBe($"receipt:{complaint}");

        // What is written afterwards is heard of: by then the complaint would have been.
        (await SendAsync(receipt, "messages", new { text = "afterwards" })).ShouldBe(HttpStatusCode.Created);
        await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "message");
        others.Heard.OfType<ReporterWrote>().Where(m => m.Report == report).Select(m => m.Kind).ShouldBe(["message"]);
        JsonSerializer.Serialize(others.Heard.ToArray(), Json.Options).ShouldNotContain("CANARY", Case.Sensitive);
        (await ReadAsync(report, "sextant", "project")).ShouldNotContain(Canary);
        (await PlaintextSearch.HitsAsync(app.Database, Canary, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_hears_a_complaint_reads_its_ground_and_the_dates_and_nothing_of_the_matter()
    {
        var (report, receipt) = await FileAsync();
        var complaint = await ComplainAsync(report, receipt);

        var content = await ReadAsync(complaint, "orrery", "foundation");

        content.ShouldContain("Nobody answers.");
        content.ShouldNotContain("MATTER");
        content.ShouldNotContain("Rumi");
        var read = JsonSerializer.Deserialize<ReportContent>(content, Json.Options)!;
        (read.Kind, read.Complaint!.Ground, read.Complaint.State, read.Complaint.AcknowledgedAt, read.Reporter.Name).ShouldBe(("complaint", "silence", "haveIt", null, null));
        read.Complaint.ReceivedAt.ShouldBeLessThanOrEqualTo(read.ReceivedAt);
        read.Subjects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_who_handles_it_or_may_not_read_it_hears_a_complaint()
    {
        var (report, receipt) = await FileAsync();
        var complaint = await ComplainAsync(report, receipt);
        CandidateSeat Seat(string name, string account = "github:none") => new(Guid.NewGuid(), Guid.NewGuid(), name, null, [account]);
        var (handler, excluded, subject, other) = (Seat("Kai Sorensen"), Seat("Lou Delacroix"), Seat("Rex", "github:skyline-7"), Seat("Ada Lindqvist"));
        app.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));
        app.Neighbours.Answer($"GET /internal/reports/{report}/handlers", new ReportHandlers(report, [handler.Account]));

        var aside = await SetAsideAsync(complaint, handler, excluded, subject, other);

        aside!.Seats.ShouldBe([handler.Seat, excluded.Seat, subject.Seat], ignoreOrder: true);
        aside.Subjects!.ShouldBe([subject.Seat]);
        (await SetAsideAsync(report, handler, excluded, subject, other))!.Seats.ShouldBe([excluded.Seat, subject.Seat], ignoreOrder: true);
    }

    [Theory]
    [InlineData("complaint")]
    [InlineData("retaliation")]
    public async Task Whom_a_committee_found_out_in_the_first_case_hears_nothing_that_follows_from_it(string kind)
    {
        var (report, receipt) = await FileAsync();
        var following = kind == "complaint" ? await ComplainAsync(report, receipt) : (await FileAsync(new { description = "They punish me.", kind, relatesTo = receipt })).Report;
        await others.HearAsync<ReportReceived>(m => m.Report == following);
        CandidateSeat Seat(string name, string account) => new(Guid.NewGuid(), Guid.NewGuid(), name, null, [account]);
        var (found, tied, other) = (Seat("Vera", "github:vera"), Seat("Wim", "github:wim"), Seat("Ada", "github:ada"));
        app.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", q => new TiesAnswer(q.People.Any(p => p.Accounts.Contains("github:vera")) ? [tied.Account] : [], []));
        app.Neighbours.Answer($"GET /internal/reports/{report}/handlers", new ReportHandlers(report, []));
        (await SetAsideAsync(following, found, tied, other))!.Seats.ShouldBeEmpty();

        app.Neighbours.Naming.FoundOut(report, "github:vera");

        var aside = (await SetAsideAsync(following, found, tied, other))!;
        aside.Seats.ShouldBe([found.Seat, tied.Seat], ignoreOrder: true);
        aside.Subjects!.ShouldBe([found.Seat]);
    }

    [Fact]
    public async Task Without_an_answer_who_handles_it_nobody_is_cleared()
    {
        var (report, receipt) = await FileAsync();
        var complaint = await ComplainAsync(report, receipt);
        app.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));

        (await SetAsideAsync(complaint, new CandidateSeat(Guid.NewGuid(), Guid.NewGuid(), "Ada", null, []))).ShouldBeNull();
    }

    [Fact]
    public async Task Each_thread_has_its_own_readers_and_its_own_messages()
    {
        var (report, receipt) = await FileAsync();
        var complaint = await ComplainAsync(report, receipt);
        var (inCase, message) = (Guid.NewGuid(), Guid.NewGuid());
        app.Neighbours.Answer($"GET /internal/cases/{inCase}/messages/{message}", new MessageText(message, Day, "We look into it."));
        app.Neighbours.Answer("GET /internal/bodies/orrery/readers", new BodyReaders("orrery", [new(Guid.NewGuid(), "Ada Lindqvist"), new(Guid.NewGuid(), "Lou Delacroix")]));

        await others.SayAsync(new ReportRouted(Origin(complaint), complaint, "orrery", "P21", "aboveThoseConcerned", Day, "normal", ["sextant"], null, []));
        await others.SayAsync(new MessageToReporter(Origin(inCase), inCase, complaint, message));
        (await SendAsync(receipt, "messages", new { text = "Thank you.", report = complaint })).ShouldBe(HttpStatusCode.Created);
        (await SendAsync(receipt, "messages", new { text = "To the first." })).ShouldBe(HttpStatusCode.Created);

        var view = await SeeAsync(receipt, v => v.GetProperty("followUps")[0].GetProperty("messages").GetArrayLength() == 2 && Text(v.GetProperty("followUps")[0], "body") == "orrery");
        view.GetProperty("followUps")[0].GetProperty("readers").EnumerateArray().Select(r => Text(r, "name")).ShouldBe(["Ada Lindqvist"]); // whom the report excludes reads neither
        view.GetProperty("messages").EnumerateArray().Select(m => Text(m, "text")).ShouldBe(["To the first."]);
        (await ReadAsync(report, "sextant", "project")).ShouldNotContain("Thank you.");
        (await SendAsync(receipt, "messages", new { text = "x", report = Guid.NewGuid() })).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Retaliation_is_an_urgent_report_about_the_same_people_and_not_in_the_thread()
    {
        var (report, receipt) = await FileAsync();

        (await SendAsync(receipt, "check-ins", new { answer = "retaliation", text = $"They took my rights. {Canary}" })).ShouldBe(HttpStatusCode.Created);

        var told = (await SeeAsync(receipt, v => v.GetProperty("followUps").GetArrayLength() == 1)).GetProperty("followUps")[0];
        var received = await others.HearAsync<ReportReceived>(m => m.Report == told.GetProperty("report").GetGuid());
        (received.Kind, received.Urgency, received.FollowsUp, received.AboutBody, received.Subjects).ShouldBe(("retaliation", "urgent", report, null, 1));
        (await ReadAsync(report, "sextant", "project")).ShouldNotContain(Canary);
        (await ReadAsync(received.Report, "sextant", "project")).ShouldContain(Canary);
        JsonSerializer.Serialize(others.Heard.ToArray(), Json.Options).ShouldNotContain("CANARY", Case.Sensitive);
    }

    [Fact]
    public async Task Another_answer_goes_to_the_committee_as_a_code()
    {
        var (report, receipt) = await FileAsync();

        (await SendAsync(receipt, "check-ins", new { answer = "other", text = "CANARYnot sure" })).ShouldBe(HttpStatusCode.Created);

        (await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "checkIn")).Outcome.ShouldBe("other");
        JsonSerializer.Deserialize<ReportContent>(await ReadAsync(report, "sextant", "project"), Json.Options)!.Thread.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("checkIn"), e => e.Answer.ShouldBe("other"), e => e.Text.ShouldBe("CANARYnot sure"));
    }

    [Fact]
    public async Task What_was_said_before_a_case_was_there_is_said_again_when_it_is()
    {
        var (report, receipt) = await FileAsync();
        (await SendAsync(receipt, "withdrawal", new { })).ShouldBe(HttpStatusCode.Created);
        (await SendAsync(receipt, "exclusions", new { exclude = new[] { new { name = "Mo Haddad" } } })).ShouldBe(HttpStatusCode.Created);
        (await SeeAsync(receipt, v => v.TryGetProperty("withdrawnAt", out _))).GetProperty("state").GetString().ShouldBe("haveIt");
        var inCase = Guid.NewGuid();

        await others.SayAsync(new CaseOpened(Origin(inCase), inCase, [report]));

        await Eventually.TrueAsync(
            () => Task.FromResult(others.Heard.OfType<ReporterWrote>().Where(m => m.Report == report).GroupBy(m => m.Kind).Select(g => (g.Key, g.Select(m => m.Entry).Distinct().Count(), g.Count())).Order()
                .SequenceEqual([("exclusion", 1, 2), ("withdrawal", 1, 2)])),
            "the case did not hear it");
    }

    [Fact]
    public async Task An_exclusion_holds_for_what_followed_too()
    {
        var (report, receipt) = await FileAsync();
        var complaint = await ComplainAsync(report, receipt);
        var seat = new CandidateSeat(Guid.NewGuid(), Guid.NewGuid(), "Ada Lindqvist", null, []);
        app.Neighbours.Answer<TiesQuestion>("POST /internal/ties/match", _ => new TiesAnswer([], []));
        app.Neighbours.Answer($"GET /internal/reports/{report}/handlers", new ReportHandlers(report, []));
        (await SetAsideAsync(complaint, seat))!.Seats.ShouldBeEmpty();

        (await SendAsync(receipt, "exclusions", new { exclude = new[] { new { seat = seat.Seat } } })).ShouldBe(HttpStatusCode.Created);

        (await others.HearAsync<ReporterWrote>(m => m.Report == report && m.Kind == "exclusion")).Also.ShouldBe([complaint]);
        (await SetAsideAsync(complaint, seat))!.Seats.ShouldBe([seat.Seat]);
        foreach (var wanted in new[] { report, complaint })
        {
            using var http = app.AsService("cases");
            using var response = await http.GetAsync($"/internal/reports/{wanted}?case={Guid.NewGuid()}&seat={seat.Seat}&body=orrery&audience=foundation&handedOver=false", Token);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, "at once, before any case has heard of it");
        }
    }

    [Fact]
    public async Task A_report_that_relates_to_an_earlier_one_by_its_code_follows_from_it_and_keeps_no_code()
    {
        var (report, receipt) = await FileAsync();

        var (second, _) = await FileAsync(new { description = "They punish me.", kind = "retaliation", relatesTo = receipt.ToLowerInvariant() });
        var (third, _) = await FileAsync(new { description = "d", kind = "retaliation", relatesTo = "the one of last week" });

        (await others.HearAsync<ReportReceived>(m => m.Report == second)).ShouldSatisfyAllConditions(m => m.FollowsUp.ShouldBe(report), m => m.Urgency.ShouldBe("urgent"));
        (await others.HearAsync<ReportReceived>(m => m.Report == third)).FollowsUp.ShouldBeNull();
        (await ReadAsync(second, "sextant", "project")).ShouldNotContain(receipt, Case.Insensitive);
    }

    [Fact]
    public async Task After_ten_no_more_comes_from_one_report()
    {
        var (_, receipt) = await FileAsync();
        for (var i = 0; i < 10; i++)
        {
            (await SendAsync(receipt, "complaints", new { ground = "other", text = "again" })).ShouldBe(HttpStatusCode.Created);
        }

        (await SendAsync(receipt, "complaints", new { ground = "other", text = "again" })).ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(receipt, "check-ins", new { answer = "retaliation" })).ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(receipt, "check-ins", new { answer = "fine" })).ShouldBe(HttpStatusCode.Created);
    }

    private async Task<Guid> ComplainAsync(Guid report, string receipt)
    {
        (await SendAsync(receipt, "complaints", new { ground = "silence", text = "Nobody answers." })).ShouldBe(HttpStatusCode.Created);
        return (await others.HearAsync<ReportReceived>(m => m.FollowsUp == report)).Report;
    }

    private Task<(Guid Report, string Receipt)> FileAsync() => FileAsync(new
    {
        description = "MATTER of insults", projects = new[] { "sextant" }, subjects = new[] { new { accounts = new[] { "github:skyline-7" }, name = "Rex MATTER" } },
        affected = new[] { new { self = true, name = "Rumi" } }, exclude = new[] { new { name = "Lou Delacroix" } }, reporter = new { kind = "named", name = "Rumi", contact = "rumi@people.example" },
    });

    private async Task<(Guid Report, string Receipt)> FileAsync(object report)
    {
        using var http = app.AsPublic();
        using var response = await http.PostAsJsonAsync("/api/reports", report, Token);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.GetProperty("report").GetGuid(), answer.GetProperty("receipt").GetString()!);
    }

    private async Task<HttpStatusCode> SendAsync(string receipt, string path, object body)
    {
        using var http = app.AsReceipt(receipt);
        using var response = await http.PostAsJsonAsync($"/api/receipt/{path}", body, Json.Options, Token);
        return response.StatusCode;
    }

    private async Task<string> ReadAsync(Guid report, string body, string audience)
    {
        using var http = app.AsService("cases");
        return await http.GetStringAsync($"/internal/reports/{report}?case={Guid.NewGuid()}&seat={Guid.NewGuid()}&body={body}&audience={audience}&handedOver=false", Token);
    }

    private async Task<SetAsideAnswer?> SetAsideAsync(Guid report, params CandidateSeat[] seats)
    {
        using var http = app.AsService("liaison");
        using var response = await http.PostAsJsonAsync($"/internal/reports/{report}/set-aside", new SetAsideQuestion(seats), Json.Options, Token);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<SetAsideAnswer>(Json.Options, Token) : null;
    }

    private async Task<JsonElement> SeeAsync(string receipt, Func<JsonElement, bool> shows)
    {
        using var http = app.AsReceipt(receipt);
        JsonElement view = default;
        await Eventually.TrueAsync(async () => shows(view = await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token)), $"the receipt still shows {view}");
        return view;
    }

    private static string? Text(JsonElement view, string name) => view.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Origin Origin(Guid stream) =>
        new(Guid.NewGuid(), stream, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, Day, null);
}
